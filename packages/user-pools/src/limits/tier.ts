import { type AppClient, rotatesRefreshTokens } from '../storage/clients.ts';

/**
 * What a client does that a pool of the tier LITE cannot, by the name to give it; undefined when it does nothing of the kind.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
 */
export function featureBeyondLite(client: Pick<AppClient, 'settings'>): string | undefined {
  if (rotatesRefreshTokens(client)) return 'Refresh token rotation';
  return client.settings.ExplicitAuthFlows?.includes('ALLOW_USER_AUTH') ? 'USER_AUTH' : undefined;
}
