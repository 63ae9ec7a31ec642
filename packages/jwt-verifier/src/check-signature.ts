import { JwtBaseError, JwtInvalidIssuerError, JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { type Reason, TokenVerifyError } from './errors.ts';
import type { VerificationKey } from './fetch-keys.ts';

/**
 * Reads the header without believing it, as far as needed to choose a key.
 *
 * RS256 is the only algorithm a user pool signs with. Looking at `alg` before anything else keeps out `none`, and HS256 "signed" with
 * the public key (RFC 8725 section 2.1). `crit` names extensions that must be understood, and we understand none (RFC 7515 4.1.11).
 */
export function parseToken(token: string): { kid: string } {
  const { header } = answering(() => decomposeUnverifiedJwt(token));
  if (header.alg !== 'RS256') throw new TokenVerifyError('bad-signature');
  if (header.crit !== undefined) throw new TokenVerifyError('malformed');
  if (!header.kid) throw new TokenVerifyError('unknown-key');
  return { kid: header.kid };
}

/**
 * Checks signature and issuer and returns what the token says. Times are checked elsewhere, against the injected clock: an endless
 * grace switches the library's look at the system clock off.
 */
export function checkSignature(token: string, { jwk, key }: VerificationKey, issuer: string): JwtPayload {
  const options = { issuer, audience: null, graceSeconds: Number.POSITIVE_INFINITY };
  return answering(() => verifyJwtSync(token, jwk, options, () => key));
}

/** Turns the library's errors, whose messages quote the token, into ours, which do not. */
function answering<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (error instanceof JwtBaseError) throw new TokenVerifyError(reasonOf(error));
    throw error;
  }
}

function reasonOf(error: JwtBaseError): Reason {
  if (error instanceof JwtInvalidSignatureError) return 'bad-signature';
  if (error instanceof JwtInvalidIssuerError) return 'wrong-issuer';
  return 'malformed';
}
