import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { CognitoJwtInvalidTokenUseError, JwtInvalidClaimError } from 'aws-jwt-verify/error';
import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import type { Claims } from './claims.ts';
import { TokenVerifyError } from './errors.ts';

export interface ClaimRules {
  /** `null`: every client. */
  clientId: string[] | null;
  tokenUse: 'access' | 'id';
  leewaySeconds: number;
}

/**
 * Checks times (RFC 7519 sections 4.1.4 and 4.1.5), use and audience of a token whose signature is good.
 * The audience is `aud` in an ID token and `client_id` in an access token.
 *
 * @param now milliseconds since 1970
 */
export function checkClaims(payload: JwtPayload, rules: ClaimRules, now: number): Claims {
  const { exp, nbf, sub } = payload;
  if (exp === undefined || !sub) throw new TokenVerifyError('malformed');
  if (now >= (exp + rules.leewaySeconds) * 1000) throw new TokenVerifyError('expired');
  if (nbf !== undefined && now < (nbf - rules.leewaySeconds) * 1000) throw new TokenVerifyError('not-yet-valid');
  checkUseAndAudience(payload, rules);
  return Object.freeze(payload as JwtPayload & Claims);
}

function checkUseAndAudience(payload: JwtPayload, { clientId, tokenUse }: ClaimRules): void {
  try {
    validateCognitoJwtFields(payload, { clientId, tokenUse });
  } catch (error) {
    if (!(error instanceof JwtInvalidClaimError)) throw error;
    throw new TokenVerifyError(error instanceof CognitoJwtInvalidTokenUseError ? 'wrong-use' : 'wrong-audience');
  }
}
