/** Checks the tokens of a Cognito user pool inside an API: the library itself; `./fastify.ts` is its plugin. */

export { extractBearerToken } from './bearer.ts';
export type { Claims } from './claims.ts';
export { KeysUnavailableError, type Reason, TokenVerifyError } from './errors.ts';
export type { Clock } from './key-source.ts';
export { createVerifier, type Verifier, type VerifierOptions } from './verifier.ts';
