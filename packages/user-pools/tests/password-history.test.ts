/** PasswordHistorySize: passwords that a user had lately do not come back. */
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  RespondToAuthChallengeCommand,
  UpdateUserPoolCommand,
  type UserPoolTierType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTokenOf, goodPassword, join, refused, signIn } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

const withHistory = (PasswordHistorySize: number) => ({ Policies: { PasswordPolicy: { PasswordHistorySize } } });

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool(withHistory(3)));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const usedBefore = (call: Promise<unknown>) =>
  refused(call, 'PasswordHistoryPolicyViolationException', 'Password has previously been used');
const numbered = (n: number) => `Number-${n}-password`;

async function somebody() {
  const email = freshEmail();
  const { sub } = await join(server, clientId, email);
  return { email, sub };
}

const setPassword = (email: string, Password: string, Permanent = true) =>
  server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: email, Password, Permanent }));
const changePassword = async (email: string, PreviousPassword: string, ProposedPassword: string) => {
  const { AuthenticationResult } = await signIn(server, clientId, email, PreviousPassword);
  const AccessToken = AuthenticationResult?.AccessToken;
  return server.anonymous.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
};
const remembered = async (sub: string) =>
  (await server.ctx.db.selectFrom('passwordHistory').selectAll().where('sub', '=', sub).execute()).length;

test('ChangePassword refuses the present one and the two before it, and no older one', async () => {
  const { email, sub } = await somebody();
  await usedBefore(changePassword(email, goodPassword, goodPassword));
  await changePassword(email, goodPassword, numbered(1));
  await usedBefore(changePassword(email, numbered(1), goodPassword));
  server.clock.advance(1000);
  await changePassword(email, numbered(1), numbered(2));
  // Five changes an hour, refused ones among them.
  server.clock.advance(3600_000);
  for (const former of [goodPassword, numbered(1)]) await usedBefore(changePassword(email, numbered(2), former));
  await changePassword(email, numbered(2), numbered(3));
  expect(await remembered(sub)).toBe(2);
  await changePassword(email, numbered(3), goodPassword);
  expect((await signIn(server, clientId, email)).AuthenticationResult).toBeDefined();
});

test('ConfirmForgotPassword refuses them and keeps the code for another try', async () => {
  const { email } = await somebody();
  await setPassword(email, numbered(1));
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  const [mail] = await server.mail(email);
  const reset = (Password: string) =>
    server.anonymous.send(
      new ConfirmForgotPasswordCommand({
        ClientId: clientId,
        Username: email,
        ConfirmationCode: mail?.code,
        Password,
      }),
    );
  await usedBefore(reset(goodPassword));
  await usedBefore(reset(numbered(1)));
  await reset(numbered(2));
  expect((await signIn(server, clientId, email, numbered(2))).AuthenticationResult).toBeDefined();
});

test('an administrator may not bring one back either', async () => {
  const { email } = await somebody();
  await setPassword(email, numbered(1));
  for (const permanent of [true, false]) await usedBefore(setPassword(email, goodPassword, permanent));
  await setPassword(email, numbered(2));
});

test('NEW_PASSWORD_REQUIRED refuses the temporary one and keeps the session for another try', async () => {
  const email = freshEmail();
  const invitation = { UserPoolId: poolId, Username: email, TemporaryPassword: numbered(1) };
  await server.admin.send(new AdminCreateUserCommand({ ...invitation, MessageAction: 'SUPPRESS' }));
  const { Session } = await signIn(server, clientId, email, numbered(1));
  const answer = (NEW_PASSWORD: string) =>
    server.anonymous.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session,
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD },
      }),
    );
  await usedBefore(answer(numbered(1)));
  expect((await answer(numbered(2))).AuthenticationResult).toBeDefined();
});

test('what a wrong code, or a wrong present password, is answered says nothing of former ones', async () => {
  const { email } = await somebody();
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  const guess = new ConfirmForgotPasswordCommand({
    ClientId: clientId,
    Username: email,
    ConfirmationCode: 'wrong!',
    Password: goodPassword,
  });
  const mismatch = 'Invalid verification code provided, please try again.';
  await refused(server.anonymous.send(guess), 'CodeMismatchException', mismatch);
  const AccessToken = await accessTokenOf(server, clientId, email);
  const stolen = { AccessToken, PreviousPassword: numbered(7), ProposedPassword: goodPassword };
  await refused(
    server.anonymous.send(new ChangePasswordCommand(stolen)),
    'NotAuthorizedException',
    'Incorrect username or password.',
  );
});

test('nothing is kept of users who are gone, nor by a pool that stops to remember', async () => {
  const { poolId: UserPoolId } = await server.createPool(withHistory(24));
  const client = await server.createClient(UserPoolId);
  const [gone, stays] = [freshEmail(), freshEmail()];
  const subs = [];
  for (const email of [gone, stays]) {
    subs.push((await join(server, client.clientId, email)).sub);
    const Password = numbered(1);
    await server.admin.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password, Permanent: true }),
    );
  }
  expect(await Promise.all(subs.map(remembered))).toEqual([1, 1]);
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId, Username: gone }));
  expect(await Promise.all(subs.map(remembered))).toEqual([0, 1]);
  await server.admin.send(new UpdateUserPoolCommand({ UserPoolId, ...withHistory(0) }));
  expect(await Promise.all(subs.map(remembered))).toEqual([0, 0]);
  const Password = goodPassword;
  await server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: stays, Password, Permanent: true }));
});

test('a size reads back, none does not, and the tier LITE has none', async () => {
  const sizeOf = async (UserPoolId: string) =>
    (await server.admin.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.Policies?.PasswordPolicy;
  expect(await sizeOf(poolId)).toMatchObject({ PasswordHistorySize: 3 });
  const { poolId: without } = await server.createPool(withHistory(0));
  expect(await sizeOf(without)).not.toHaveProperty('PasswordHistorySize');

  const UserPoolTier: UserPoolTierType = 'LITE';
  await refused(
    server.admin.send(new CreateUserPoolCommand({ PoolName: 'x', UserPoolTier, ...withHistory(1) })),
    'FeatureUnavailableInTierException',
    'Password history is not available in your current feature plan.',
  );
  await refused(
    server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, UserPoolTier })),
    'TierChangeNotAllowedException',
    'Password history is in use and not available in the tier LITE.',
  );
});
