import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientRequest,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join, signIn } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
});

afterAll(() => server.close());

type Given = Omit<CreateUserPoolClientRequest, 'UserPoolId' | 'ClientName'>;

const create = async (given: Given = {}): Promise<UserPoolClientType> => {
  const command = new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: 'cruddur', ...given });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};
const read = async (ClientId: string | undefined, UserPoolId = poolId): Promise<UserPoolClientType> => {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};
const update = async (
  ClientId: string | undefined,
  changes: Omit<UpdateUserPoolClientRequest, 'UserPoolId' | 'ClientId'> = {},
): Promise<UserPoolClientType> => {
  const command = new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId, ...changes });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};
const remove = (ClientId: string | undefined, UserPoolId = poolId) =>
  server.admin.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));

const missing = (id: string | undefined) => ({
  name: 'ResourceNotFoundException',
  message: `User pool client ${id} does not exist.`,
});

/** What reads back of a client for which nothing was set. */
const defaults = {
  RefreshTokenValidity: 30,
  TokenValidityUnits: {},
  AllowedOAuthFlowsUserPoolClient: false,
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 3,
};

/** Every setting that is built and differs from its default. */
const everything = {
  RefreshTokenValidity: 12,
  AccessTokenValidity: 30,
  IdTokenValidity: 2,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'hours' },
  ReadAttributes: ['email', 'email_verified', 'name'],
  WriteAttributes: ['email', 'name'],
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  SupportedIdentityProviders: ['COGNITO'],
  CallbackURLs: ['https://example.com/callback', 'http://localhost:3000/', 'myapp://signed-in'],
  LogoutURLs: ['http://127.0.0.1:3000/'],
  DefaultRedirectURI: 'https://example.com/callback',
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: false,
  AuthSessionValidity: 15,
} satisfies Given;

describe('CreateUserPoolClient', () => {
  test('J206 a client with nothing but a name reads back the defaults of the service', async () => {
    const created = await create();
    const { ClientId, CreationDate, LastModifiedDate, ...rest } = await read(created.ClientId);
    expect(rest).toEqual({ UserPoolId: poolId, ClientName: 'cruddur', ...defaults });
    expect(ClientId).toMatch(/^[0-9a-z]{26}$/);
    expect(CreationDate).toEqual(LastModifiedDate);
    expect(await read(ClientId)).toEqual(created);
  });

  test('a confidential client shows its secret to administrators whenever they ask', async () => {
    const created = await create({ GenerateSecret: true });
    expect(created.ClientSecret).toMatch(/^[0-9a-z]{52}$/);
    expect((await read(created.ClientId)).ClientSecret).toBe(created.ClientSecret);
    expect((await create({ GenerateSecret: true })).ClientSecret).not.toBe(created.ClientSecret);
    const chosen = await create({ ClientSecret: 'chosen_by_the_caller_0123456789' });
    expect((await read(chosen.ClientId)).ClientSecret).toBe('chosen_by_the_caller_0123456789');
  });

  test('a thousand clients are enough for one pool', async () => {
    const crowded = await server.createPool();
    const { clientId } = await server.createClient(crowded.poolId);
    const { db } = server.ctx;
    const row = await db.selectFrom('clients').selectAll().where('id', '=', clientId).executeTakeFirstOrThrow();
    const rows = Array.from({ length: 999 }, (_, number) => ({ ...row, id: `client${number}` }));
    for (let first = 0; first < rows.length; first += 100) {
      await db
        .insertInto('clients')
        .values(rows.slice(first, first + 100))
        .execute();
    }
    await expect(server.createClient(crowded.poolId)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});

describe('UpdateUserPoolClient', () => {
  test('as Terraform does it: what was read and is sent back changes nothing', async () => {
    const created = await create({ ...everything, GenerateSecret: true });
    expect(created).toMatchObject(everything);
    const { UserPoolId: _, ClientId, ClientSecret: __, CreationDate: ___, LastModifiedDate: ____, ...given } = created;
    server.clock.advance(1000);
    const updated = await update(ClientId, given);
    expect(updated).toEqual({ ...created, LastModifiedDate: expect.any(Date) });
    expect(updated.LastModifiedDate?.getTime()).toBeGreaterThan(created.LastModifiedDate?.getTime() ?? 0);
    expect(await read(ClientId)).toEqual(updated);
  });

  test('replaces everything: what is left out gets its default, the name and the secret stay', async () => {
    const { ClientId, ClientSecret, CreationDate } = await create({ ...everything, GenerateSecret: true });
    const { LastModifiedDate: _, ...updated } = await update(ClientId);
    expect(updated).toEqual({
      ...{ UserPoolId: poolId, ClientName: 'cruddur', ClientId, ClientSecret, CreationDate },
      ...defaults,
    });
    expect((await update(ClientId, { ClientName: 'renamed' })).ClientName).toBe('renamed');
  });

  test('two updates at once leave one of them whole', async () => {
    const { ClientId } = await create();
    const { PreventUserExistenceErrors, ...rest } = everything;
    await together(server, [() => update(ClientId, rest), () => update(ClientId, { PreventUserExistenceErrors })]);
    const settings = await read(ClientId);
    if (settings.PreventUserExistenceErrors)
      expect(settings).toMatchObject({ ...defaults, PreventUserExistenceErrors });
    else expect(settings).toMatchObject(rest);
  });
});

test('J206 deleting a client signs out who came through it, and nobody else', async () => {
  const pool = await server.createPool();
  const [gone, kept] = [await server.createClient(pool.poolId), await server.createClient(pool.poolId)];
  await join(server, gone.clientId, 'ada@example.com');
  const tokens = async ({ clientId }: { clientId: string }) => {
    const { AuthenticationResult } = await signIn(server, clientId, 'ada@example.com');
    return { ClientId: clientId, RefreshToken: AuthenticationResult?.RefreshToken };
  };
  const [ofGone, ofKept] = [await tokens(gone), await tokens(kept)];
  const refresh = (given: typeof ofGone) => server.anonymous.send(new GetTokensFromRefreshTokenCommand(given));
  await refresh(ofGone);
  await remove(gone.clientId, pool.poolId);
  await expect(refresh(ofGone)).rejects.toMatchObject(missing(gone.clientId));
  expect((await refresh(ofKept)).AuthenticationResult?.AccessToken).toBeDefined();
  for (const table of ['tokenFamilies', 'refreshTokens'] as const) {
    const rows = await server.ctx.db.selectFrom(table).selectAll().where('poolId', '=', pool.poolId).execute();
    expect(rows.length, table).toBe(1);
  }
});

describe('a client that is not there', () => {
  test('is not found by any operation, nor through another pool', async () => {
    const other = await server.createPool();
    const { ClientId } = await create();
    for (const [id, pool] of [
      ['nosuchclient', poolId],
      [ClientId, other.poolId],
    ] as const) {
      await expect(read(id, pool)).rejects.toMatchObject(missing(id));
      await expect(remove(id, pool)).rejects.toMatchObject(missing(id));
      const renaming = new UpdateUserPoolClientCommand({ UserPoolId: pool, ClientId: id, ClientName: 'taken' });
      await expect(server.admin.send(renaming)).rejects.toMatchObject(missing(id));
    }
    expect((await read(ClientId)).ClientName).toBe('cruddur');
  });

  test('of many deletions at once exactly one succeeds', async () => {
    const { ClientId } = await create();
    const results = await together(
      server,
      Array(8).fill(() => remove(ClientId)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(7);
    for (const { reason } of refused) expect(reason).toMatchObject(missing(ClientId));
  });
});
