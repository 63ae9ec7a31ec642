import { CognitoError, errors } from '../errors.ts';
import { contract } from './contract.ts';

/** What goes back over HTTP. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const contentType = 'application/x-amz-json-1.1';

/** @param body JSON text. */
export function successAnswer(body: string, requestId: string): Answer {
  return { status: 200, headers: { 'content-type': contentType, 'x-amzn-RequestId': requestId }, body };
}

/** Name and text go into the body and into headers: some clients read one, some the other. */
export function errorAnswer(error: CognitoError, requestId: string): Answer {
  return {
    status: statusOf(error.name),
    headers: {
      'content-type': contentType,
      'x-amzn-RequestId': requestId,
      'x-amzn-ErrorType': error.name,
      'x-amzn-ErrorMessage': headerText(error.message),
    },
    body: JSON.stringify({ __type: error.name, message: error.message }),
  };
}

/** Exceptions of the front end are not in the service model; all are the caller's fault. */
function statusOf(name: string): number {
  if (name === 'RequestEntityTooLargeException') return 413;
  return contract.errors[name] ?? 400;
}

const longestHeader = 1024;

/** A header carries printable ASCII on one line; the body has the text as it is. */
function headerText(message: string): string {
  return message
    .slice(0, longestHeader)
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .trim();
}

/** The public error for anything thrown: its own, or an internal error that tells nothing. */
export function publicError(thrown: unknown): CognitoError {
  return thrown instanceof CognitoError ? thrown : errors.internal();
}
