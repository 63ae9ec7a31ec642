import { error, invalid } from './cognito-error.ts';

/** What the edge refuses before an operation runs. */
export const edgeErrors = {
  accessDenied: (message: string) => error('AccessDeniedException', message),
  headersTooLarge: () => error('RequestEntityTooLargeException', 'The request headers are too large.'),
  incompleteSignature: (message: string) => error('IncompleteSignatureException', message),
  internal: () => error('InternalErrorException', 'An internal error occurred.'),
  invalidSignature: (message: string) => error('InvalidSignatureException', message),
  missingAuthentication: () => error('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  notBuilt: (operation: string) =>
    error('UnsupportedOperationException', `${operation} is not supported by this server yet.`),
  requestTimeout: () => error('RequestTimeoutException', 'The request did not arrive in time.'),
  serialization: (message: string) => error('SerializationException', message),
  settingNotBuilt: (setting: string) => invalid(`${setting} is not supported by this server yet.`),
  tooLarge: () => error('RequestEntityTooLargeException', 'The request body is too large.'),
  tooManyRequests: () => error('TooManyRequestsException', 'Rate exceeded'),
  unknownOperation: () => error('UnknownOperationException', ''),
  unrecognizedClient: () =>
    error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  validation: (violations: string[]) => {
    const count = violations.length;
    return invalid(`${count} validation error${count === 1 ? '' : 's'} detected: ${violations.join('; ')}`);
  },
} as const;
