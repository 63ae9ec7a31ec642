import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CreateGroupCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn as attempt, join } from './people.ts';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, password, refusal, tokensOf } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const deleteUser = (AccessToken: string) => server.anonymous.send(new DeleteUserCommand({ AccessToken }));
const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const gone = { name: 'UserNotFoundException', message: 'User does not exist.' };

test('a user deletes itself: the tokens speak for nobody, and no list knows the user', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const { AccessToken, RefreshToken } = await tokensOf(server, { clientId }, email);
  const elsewhere = await tokensOf(server, { clientId }, email);
  const { $metadata: _, ...answer } = await deleteUser(AccessToken);
  expect(answer).toEqual({});
  for (const token of [AccessToken, elsewhere.AccessToken]) {
    expect(await refusal(getUser(token))).toEqual(gone);
    expect(await refusal(deleteUser(token))).toEqual(gone);
  }
  for (const [, refresh] of ways)
    expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(notAuthorized('Invalid Refresh Token'));
  expect(await refusal(attempt(server, clientId, email, password))).toEqual(gone);
  for (const Username of [email, sub])
    expect(await refusal(server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username })))).toEqual(gone);
  const { Users } = await server.admin.send(new ListUsersCommand({ UserPoolId: poolId, Filter: `email = "${email}"` }));
  expect(Users).toEqual([]);
});

test('the name is free again, for somebody with another sub whom the old tokens do not speak for', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const { AccessToken } = await tokensOf(server, { clientId }, email);
  await deleteUser(AccessToken);
  const { sub: next } = await join(server, clientId, email);
  expect(next).not.toBe(sub);
  expect(await refusal(getUser(AccessToken))).toEqual(gone);
});

test('no row of the user stays behind', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email, { email_verified: 'true', name: 'Ada' });
  await server.admin.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: 'readers' }));
  await server.admin.send(
    new AdminAddUserToGroupCommand({ UserPoolId: poolId, GroupName: 'readers', Username: email }),
  );
  const { AccessToken } = await tokensOf(server, { clientId }, email);
  await refusal(attempt(server, clientId, email, 'Wr0ng password!'));
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  await server.ctx.outbox.flush();
  const tables = async () => {
    const found: string[] = [];
    for (const { name } of await server.ctx.db.introspection.getTables()) {
      const table = server.ctx.db.selectFrom(name as 'users').selectAll();
      if (JSON.stringify(await table.execute()).includes(sub)) found.push(name);
    }
    return found.sort();
  };
  expect(await tables()).toEqual(
    ['codes', 'groupMembers', 'lockouts', 'quotas', 'tokenFamilies', 'userAliases', 'userSearch', 'users'].sort(),
  );
  const refreshTokens = () => server.ctx.db.selectFrom('refreshTokens').select('tokenHash').execute();
  const before = (await refreshTokens()).length;
  await deleteUser(AccessToken);
  expect(await tables()).toEqual([]);
  expect((await refreshTokens()).length).toBe(before - 1);
});

test('of many deletions at once, one deletes', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { AccessToken } = await tokensOf(server, { clientId }, email);
  const outcomes = await together(
    server,
    Array(6).fill(() => deleteUser(AccessToken)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(gone);
});

test('what is no access token deletes nobody', async () => {
  const { IdToken } = await tokensOf(server, { clientId }, await newcomer());
  for (const token of [IdToken, 'nonsense'])
    expect(await refusal(deleteUser(token))).toEqual(notAuthorized('Invalid Access Token'));
});

async function newcomer(): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email);
  return email;
}
