/**
 * Cross-origin headers: web pages of any origin may call the unsigned operations and read keys and discovery, as on the service
 * itself. Nothing here carries cookies, so no origin gains anything it could not do from its own machine.
 */
export const corsHeaders: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
};

const requestHeaders = [
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'cache-control',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-user-agent',
];

/** Answer to a preflight, valid for two days. */
export const preflightHeaders: Record<string, string> = {
  ...corsHeaders,
  'access-control-allow-methods': 'GET, OPTIONS, POST',
  'access-control-allow-headers': requestHeaders.join(', '),
  'access-control-max-age': '172800',
};
