import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mismatch, signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
/** Hides who exists. */
let discreetId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  ({ clientId: discreetId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const disable = (Username: string) => server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username }));
const show = (Username: string) => server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
const disabled = notAuthorized('User is disabled.');

async function newUser(): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email, { email_verified: 'true' });
  return email;
}

test('recovery tells a client that hides who exists nothing of a disabled user', async () => {
  const email = await newUser();
  const nobody = freshEmail();
  const forget = (id: string, Username: string) =>
    server.anonymous.send(new ForgotPasswordCommand({ ClientId: id, Username }));
  const confirm = (id: string, Username: string, ConfirmationCode = '000000') =>
    server.anonymous.send(
      new ConfirmForgotPasswordCommand({ ClientId: id, Username, ConfirmationCode, Password: 'An0ther password!' }),
    );
  await forget(clientId, email);
  const [mail] = await server.mail(email);
  await disable(email);
  expect(await refusal(forget(clientId, email))).toEqual(disabled);
  expect(await refusal(confirm(clientId, email, mail?.code))).toEqual(disabled);
  expect(await refusal(confirm(discreetId, email, mail?.code))).toEqual({
    name: 'CodeMismatchException',
    message: mismatch,
  });
  const details = { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };
  for (const name of [email, nobody]) {
    expect((await forget(discreetId, name)).CodeDeliveryDetails).toEqual(details);
    expect(await refusal(confirm(discreetId, name))).toEqual({ name: 'CodeMismatchException', message: mismatch });
  }
  expect(await server.mail(email)).toHaveLength(1);
});

test('sign-up codes tell a client that hides who exists nothing of a disabled user, and confirm nobody', async () => {
  const email = freshEmail();
  const { code } = await signUp(server, clientId, email);
  await disable(email);
  const resend = (id: string, Username: string) =>
    server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: id, Username }));
  const confirm = (id: string, Username: string, ConfirmationCode: string) =>
    server.anonymous.send(new ConfirmSignUpCommand({ ClientId: id, Username, ConfirmationCode }));
  expect(await refusal(resend(clientId, email))).toEqual(disabled);
  expect(await refusal(confirm(clientId, email, code))).toEqual(disabled);
  const wrongCode = { name: 'CodeMismatchException', message: mismatch };
  expect(await refusal(confirm(discreetId, email, code))).toEqual(wrongCode);
  const details = { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };
  for (const name of [email, freshEmail()]) {
    expect((await resend(discreetId, name)).CodeDeliveryDetails).toEqual(details);
    expect(await refusal(confirm(discreetId, name, '000000'))).toEqual(wrongCode);
  }
  expect(await server.mail(email)).toHaveLength(1);
  expect((await show(email)).UserStatus).toBe('UNCONFIRMED');
});
