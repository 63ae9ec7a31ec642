import {
  AdminDisableUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { costOf } from './cost.ts';
import { expired, goodPassword, mismatch, signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());
beforeEach(async () => {
  // What is counted is what the caller waits for; delivery comes after it.
  await server.ctx.outbox.flush();
  vi.spyOn(server.ctx.outbox, 'wake').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const forget = (Username: string) => server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username }));
const resend = (Username: string) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username }));
const confirmReset = (Username: string) =>
  server.anonymous.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username,
      ConfirmationCode: 'xxxxxx',
      Password: goodPassword,
    }),
  );
const confirmSignUp = (Username: string) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: clientId, Username, ConfirmationCode: 'xxxxxx' }));

const wrong = { name: 'CodeMismatchException', message: mismatch };
const none = { name: 'ExpiredCodeException', message: expired };
const rows = (count: number) => ({
  ...{ hash: 0, verify: 0, verifierFor: 0, publicValueFor: 0, sessionKeyFor: 0 },
  rows: count,
});

async function confirmed(): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email, { email_verified: 'true' });
  return email;
}

async function disabled(): Promise<string> {
  const email = await confirmed();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: email }));
  return email;
}

async function unreachable(): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email);
  return email;
}

async function unconfirmed(): Promise<string> {
  const email = freshEmail();
  await signUp(server, clientId, email);
  return email;
}

test('J133 asking for a reset costs three rows, whoever is asked for: a try, a code and a message', async () => {
  for (const name of [await confirmed(), await disabled(), await unreachable(), freshEmail()]) {
    // The second time the rows are there already.
    for (let time = 0; time < 2; time += 1) expect(await costOf(server, () => forget(name))).toEqual(rows(3));
  }
});

test('a guess at a reset code costs one row and no hash, whoever it is for', async () => {
  for (const name of [await confirmed(), await disabled(), await unreachable(), freshEmail()]) {
    const guess = async (expected: object) => expect(await refusal(confirmReset(name))).toEqual(expected);
    expect(await costOf(server, () => guess(none))).toEqual(rows(1));
    await forget(name);
    expect(await costOf(server, () => guess(wrong))).toEqual(rows(1));
  }
});

test('asking for a sign-up code costs three rows, whoever is asked for', async () => {
  const off = await unconfirmed();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: off }));
  for (const name of [await unconfirmed(), off, freshEmail()]) {
    for (let time = 0; time < 2; time += 1) expect(await costOf(server, () => resend(name))).toEqual(rows(3));
  }
});

test('a guess at a sign-up code costs one row, whoever it is for', async () => {
  for (const name of [await unconfirmed(), freshEmail()]) {
    await resend(name);
    const guess = async () => expect(await refusal(confirmSignUp(name))).toEqual(wrong);
    expect(await costOf(server, guess)).toEqual(rows(1));
  }
});
