import { errors } from '../../errors.ts';
import type { ClientSettings } from '../../storage/clients.ts';
import type { Pool } from '../../storage/pools.ts';
import { type ClientChanges, type ClientFacts, unlessEmpty } from './changes.ts';

type OAuthSettings = Pick<
  ClientSettings,
  | 'AllowedOAuthFlows'
  | 'AllowedOAuthFlowsUserPoolClient'
  | 'AllowedOAuthScopes'
  | 'CallbackURLs'
  | 'DefaultRedirectURI'
  | 'LogoutURLs'
  | 'SupportedIdentityProviders'
>;

/** There are no resource servers yet, so these are all. */
const scopes = ['phone', 'email', 'openid', 'profile', 'aws.cognito.signin.user.admin'];

/**
 * The settings of the OAuth endpoints. They do nothing, here as on AWS, while AllowedOAuthFlowsUserPoolClient is false, and true is
 * refused: there are no such endpoints yet. They are checked all the same, so that a client moves between the two unchanged.
 */
export function completeOAuth(pool: Pool, given: ClientChanges, { hasSecret }: ClientFacts): OAuthSettings {
  if (given.AllowedOAuthFlowsUserPoolClient) throw errors.settingNotBuilt('AllowedOAuthFlowsUserPoolClient');
  const provider = given.SupportedIdentityProviders?.find((name) => name !== 'COGNITO');
  if (provider !== undefined) throw errors.identityProviderUnknown(provider, pool.id);
  const scope = given.AllowedOAuthScopes?.find((name) => !scopes.includes(name));
  if (scope !== undefined) throw errors.oauthScopeUnknown(scope);
  checkFlows(given, hasSecret);
  for (const url of [...(given.CallbackURLs ?? []), ...(given.LogoutURLs ?? [])]) checkRedirect(url);
  const target = given.DefaultRedirectURI;
  if (target !== undefined && !given.CallbackURLs?.includes(target)) throw errors.defaultRedirect(target);
  return {
    SupportedIdentityProviders: unlessEmpty(given.SupportedIdentityProviders),
    CallbackURLs: unlessEmpty(given.CallbackURLs),
    LogoutURLs: unlessEmpty(given.LogoutURLs),
    DefaultRedirectURI: target,
    AllowedOAuthFlows: unlessEmpty(given.AllowedOAuthFlows),
    AllowedOAuthScopes: unlessEmpty(given.AllowedOAuthScopes),
    AllowedOAuthFlowsUserPoolClient: false,
  };
}

function checkFlows(
  { AllowedOAuthFlows: flows = [], CallbackURLs: urls = [] }: ClientChanges,
  hasSecret: boolean,
): void {
  const redirects = flows.some((flow) => flow !== 'client_credentials');
  if (flows.includes('client_credentials')) {
    if (redirects) throw errors.oauthFlowsMixed();
    if (!hasSecret) throw errors.oauthFlowWithoutSecret();
  }
  if (redirects && urls.length === 0) throw errors.callbackRequired();
}

/** Schemes that run or show what the address itself says. */
const dangerousSchemes = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:'];
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** An https address, an app's own scheme, or plain http on the user's own machine; without a fragment (RFC 6749 §3.1.2). */
function checkRedirect(text: string): void {
  const url = URL.parse(text);
  if (!url || dangerousSchemes.includes(url.protocol)) throw errors.redirectUrl(text, 'is not a valid redirect URI.');
  if (text.includes('#')) throw errors.redirectUrl(text, 'cannot use fragment');
  if (url.protocol === 'http:' && !loopback.includes(url.hostname)) {
    throw errors.redirectUrl(text, 'cannot use the HTTP protocol.');
  }
}
