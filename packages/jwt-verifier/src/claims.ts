/** What a good token says (Amazon Cognito, "Understanding the access token" and "… the identity (ID) token"). Frozen. */
export interface Claims {
  /** The user's id, for ever. */
  readonly sub: string;
  readonly iss: string;
  readonly token_use: 'access' | 'id';
  /** Seconds since 1970. */
  readonly exp: number;
  /** Access tokens: the user name. */
  readonly username?: string;
  /** Access tokens: the app client. */
  readonly client_id?: string;
  /** Access tokens: blank-separated. */
  readonly scope?: string;
  /** ID tokens: the app client. */
  readonly aud?: string;
  readonly [claim: string]: unknown;
}
