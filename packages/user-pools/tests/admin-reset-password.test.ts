import {
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expired, list } from './people.ts';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import {
  createUser,
  freshEmail,
  notAuthorized,
  password,
  refusal,
  setPassword,
  signIn,
  tokensOf,
  wrongPassword,
} from './sign-in.ts';
import { startSrp } from './srp-client.ts';
import { together } from './together.ts';

const chosen = 'Ch0sen by me!';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const reset = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
const confirm = (Username: string, ConfirmationCode = '', Password = chosen) =>
  server.anonymous.send(new ConfirmForgotPasswordCommand({ ClientId: clientId, Username, ConfirmationCode, Password }));
const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const statusOf = async (Username: string) =>
  (await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }))).UserStatus;
const codesTo = async (email: string) => (await server.mail(email)).map(({ code }) => code);

async function newUser(attributes: Record<string, string> = { email_verified: 'true' }): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email, attributes);
  return email;
}

const resetRequired = { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' };
const notResettable = notAuthorized('User password cannot be reset in the current state.');

test('the password stops working, and the code that is mailed brings the user back with a new one', async () => {
  const email = await newUser();
  const { $metadata: _, ...answer } = await reset(email);
  expect(answer).toEqual({});
  expect(await statusOf(email)).toBe('RESET_REQUIRED');
  const listed = await server.admin.send(
    new ListUsersCommand({ UserPoolId: poolId, Filter: 'cognito:user_status = "RESET_REQUIRED"' }),
  );
  expect(listed.Users).toHaveLength(1);
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(resetRequired);
  const srp = await startSrp({ client: server.anonymous, poolId, clientId, username: email, now: server.clock.now });
  expect(await refusal(srp.answer(password))).toEqual(resetRequired);
  expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
  const [mail] = await server.mail(email);
  expect(mail).toMatchObject({ to: email, text: `Your password reset code is ${mail?.code}` });
  await confirm(email, mail?.code);
  expect(await statusOf(email)).toBe('CONFIRMED');
  expect((await signIn(server, { clientId }, email, chosen)).AuthenticationResult).toBeDefined();
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(wrongPassword);
});

test('tokens from before are refused while the reset is pending, and go on after it', async () => {
  const email = await newUser();
  const { AccessToken, RefreshToken } = await tokensOf(server, { clientId }, email);
  await reset(email);
  expect(await refusal(getUser(AccessToken))).toEqual(resetRequired);
  for (const [, refresh] of ways) expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(resetRequired);
  await confirm(email, (await codesTo(email))[0]);
  expect((await getUser(AccessToken)).Username).toBeDefined();
  for (const [, refresh] of ways)
    expect((await refresh(server, clientId, RefreshToken)).AuthenticationResult).toBeDefined();
});

test('asked again, and at once, it sends another code, and the last one counts', async () => {
  const email = await newUser();
  await reset(email);
  const [first] = await codesTo(email);
  await reset(email);
  const second = (await codesTo(email)).find((code) => code !== first);
  if (second !== undefined) expect((await refusal(confirm(email, first))).name).toBe('CodeMismatchException');
  await together(
    server,
    Array(3).fill(() => reset(email)),
  );
  const codes = await codesTo(email);
  expect(codes).toHaveLength(5);
  const outcomes = await Promise.allSettled(codes.slice(0, 3).map((code) => confirm(email, code)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the user may ask for the code too', async () => {
  const email = await newUser();
  await reset(email);
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  await confirm(email, (await codesTo(email))[0]);
  expect(await statusOf(email)).toBe('CONFIRMED');
});

test('the code lives an hour, and is worth nothing once the user has left the address', async () => {
  const email = await newUser();
  await reset(email);
  const [code] = await codesTo(email);
  server.clock.advance(60 * 60_000);
  expect(await refusal(confirm(email, code))).toEqual({ name: 'ExpiredCodeException', message: expired });
  await reset(email);
  const [late] = await codesTo(email);
  const moved = freshEmail();
  await server.admin.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: poolId,
      Username: email,
      UserAttributes: list({ email: moved, email_verified: 'true' }),
    }),
  );
  expect(await refusal(confirm(moved, late))).toEqual({ name: 'ExpiredCodeException', message: expired });
});

test('a lock-out and the former password end with the reset', async () => {
  const email = await newUser();
  for (let n = 0; n < 6; n += 1) {
    server.clock.advance(2000);
    expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
  }
  await reset(email);
  await confirm(email, (await codesTo(email))[0]);
  expect((await signIn(server, { clientId }, email, chosen)).AuthenticationResult).toBeDefined();
});

test('what another administrator did while the code was made is not undone', async () => {
  const email = await newUser();
  const { seal } = server.ctx.outbox;
  vi.spyOn(server.ctx.outbox, 'seal').mockImplementationOnce(async (pool, message) => {
    await setPassword(server, poolId, email, 'Temp0rary!', false);
    return await seal(pool, message);
  });
  expect(await refusal(reset(email))).toEqual(notResettable);
  vi.restoreAllMocks();
  expect(await statusOf(email)).toBe('FORCE_CHANGE_PASSWORD');
  expect(await codesTo(email)).toEqual([]);
});
