/** What the tests of signing in for an administrator share. */
import {
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  type AdminInitiateAuthRequest,
  AdminRespondToAuthChallengeCommand,
  type AdminRespondToAuthChallengeCommandOutput,
  type AdminRespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';

export interface AdminParty {
  server: TestServer;
  poolId: string;
  clientId: string;
  clientSecret?: string | undefined;
}

/** Has a pool of its own, unless `poolId` names one, and a client that allows what administrators use. */
export async function createAdminParty(
  server: TestServer,
  { poolId, secret = false }: { poolId?: string; secret?: boolean } = {},
): Promise<AdminParty> {
  const pool = poolId === undefined ? await server.createPool() : { poolId };
  const client = await server.createClient(pool.poolId, {
    GenerateSecret: secret,
    ExplicitAuthFlows: [
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ],
  });
  return { server, ...pool, ...client };
}

/** AdminInitiateAuth with ADMIN_USER_PASSWORD_AUTH, unless `input` says otherwise. */
export function adminStart(
  { server, poolId, clientId }: AdminParty,
  AuthParameters: Record<string, string>,
  input: Partial<AdminInitiateAuthRequest> = {},
): Promise<AdminInitiateAuthCommandOutput> {
  return server.admin.send(
    new AdminInitiateAuthCommand({
      UserPoolId: poolId,
      ClientId: clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters,
      ...input,
    }),
  );
}

export function adminAnswer(
  { server, poolId, clientId }: AdminParty,
  input: Omit<AdminRespondToAuthChallengeRequest, 'UserPoolId' | 'ClientId'> & { ClientId?: string },
): Promise<AdminRespondToAuthChallengeCommandOutput> {
  return server.admin.send(
    new AdminRespondToAuthChallengeCommand({ UserPoolId: poolId, ClientId: clientId, ...input }),
  );
}
