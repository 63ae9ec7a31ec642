import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { userPoolUrl, type WebConfig } from './config.ts';
import { readStoredTokens, reloadSession } from './session.ts';

const patience = 5_000;

/** Calls one of the user pool's unsigned operations. Throws when it refuses or does not answer. */
async function callPool(config: WebConfig, operation: string, input: Record<string, string>): Promise<unknown> {
  const response = await fetch(new URL(userPoolUrl(config)), {
    method: 'POST',
    headers: {
      'cache-control': 'no-store',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
    credentials: 'omit',
    // The request goes on when the tab is closed right after the click.
    keepalive: true,
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new Error(`${operation} was refused with status ${response.status}`);
  return response.json();
}

async function renewAccessToken(config: WebConfig, refreshToken: string): Promise<string> {
  const output = await callPool(config, 'GetTokensFromRefreshToken', {
    ClientId: config.userPoolClientId,
    RefreshToken: refreshToken,
  });
  const { AuthenticationResult } = output as { AuthenticationResult: { AccessToken: string } };
  return AuthenticationResult.AccessToken;
}

type StoredTokens = NonNullable<Awaited<ReturnType<typeof readStoredTokens>>>;

async function revokeEverySession(config: WebConfig, tokens: StoredTokens): Promise<void> {
  const isFresh = (tokens.accessToken.payload.exp ?? 0) * 1000 > Date.now() + tokens.clockDrift;
  const accessToken =
    isFresh || !tokens.refreshToken
      ? tokens.accessToken.toString()
      : await renewAccessToken(config, tokens.refreshToken);
  await callPool(config, 'GlobalSignOut', { AccessToken: accessToken });
}

/**
 * Signs the user out: first here, which cannot fail, then everywhere else, which may. Amplify's own global sign-out
 * asks the pool first and does not say when the pool refused, so neither promise could be kept with it.
 * @returns whether the pool ended the user's other sessions too
 */
export async function signOutEverywhere(config: WebConfig): Promise<boolean> {
  const tokens = await readStoredTokens();
  await cognitoUserPoolsTokenProvider.tokenOrchestrator.clearTokens();
  await reloadSession();
  if (!tokens) return true;
  try {
    await revokeEverySession(config, tokens);
    return true;
  } catch {
    return false;
  }
}
