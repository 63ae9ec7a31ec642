import { ApiError } from './api-client.ts';

const byCode: Readonly<Record<string, string>> = {
  message_blank: 'Write something first.',
  message_exceed_max_chars: 'This is too long.',
  ttl_blank: 'Choose how long it shall live.',
  ttl_invalid: 'Choose how long it shall live.',
  activity_not_found: 'The crud you answer has vanished.',
  user_not_found: 'Nobody has this handle.',
  unauthenticated: 'You are not signed in any more. Sign in again; your text is kept meanwhile.',
  user_pool_unavailable: 'Your account cannot be checked at the moment. Please try again soon.',
  keys_unavailable: 'Your account cannot be checked at the moment. Please try again soon.',
};

/** Says in plain words why the API did not do what was asked. */
export function explainApiError(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Please try again.';
  const sentences = error.codes.flatMap((code) => (Object.hasOwn(byCode, code) ? (byCode[code] ?? []) : []));
  if (sentences.length > 0) return [...new Set(sentences)].join(' ');
  if (error.status === 0) return 'The server cannot be reached. Check your connection, then try again.';
  if (error.status === 401) return byCode.unauthenticated ?? '';
  if (error.status === 429) return 'Too many requests. Please try again in a moment.';
  return 'The server has a problem. Please try again.';
}

/** Whether the API said that what was asked for does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
