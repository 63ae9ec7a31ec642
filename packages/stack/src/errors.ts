/** Something the person at the terminal has to mend. `message` is one line that says what and how, and all that is printed. */
export class StackError extends Error {
  override name = 'StackError';
}

/** The system's short name of a failure (`EACCES`), or its text where it has none. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
