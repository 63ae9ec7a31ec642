/** Why a token is refused. */
export type Reason =
  | 'no-token'
  | 'malformed'
  | 'unknown-key'
  | 'bad-signature'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-audience'
  | 'wrong-issuer'
  | 'wrong-use';

const messages: Record<Reason, string> = {
  'no-token': 'No token provided',
  malformed: 'Token is malformed',
  'unknown-key': 'Public key not found in jwks.json',
  'bad-signature': 'Signature verification failed',
  expired: 'Token is expired',
  'not-yet-valid': 'Token is not valid yet',
  'wrong-audience': 'Token was not issued for this audience',
  'wrong-issuer': 'Token was not issued by this user pool',
  'wrong-use': 'Token is not of the use asked for',
};

/**
 * The token is missing or not good: the caller's fault, a 401.
 * Neither `message` nor `cause` holds anything of the token, so both may be logged and shown.
 */
export class TokenVerifyError extends Error {
  override readonly name = 'TokenVerifyError';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(messages[reason]);
    this.reason = reason;
  }
}

/** The issuer's public keys could not be loaded: our fault, a 503. The token may be perfectly good. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}
