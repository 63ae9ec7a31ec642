import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costOf } from './cost.ts';
import { goodPassword } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal, signIn, tooManyAttempts, wrongPassword } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let server: TestServer;
let poolId: string;
let clientId: string;
const known = { email: 'known@example.com', phone_number: '+14325551212', preferred_username: 'well-known' };
const unknown = { email: 'unknown@example.com', phone_number: '+14325550000', preferred_username: 'un-known' };
const kinds = Object.keys(known) as (keyof typeof known)[];

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    UsernameAttributes: undefined,
    AliasAttributes: ['email', 'phone_number', 'preferred_username'],
  }));
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
  // A user name like those that apps make up where people sign in with their addresses.
  const attributes = { ...known, email_verified: 'true', phone_number_verified: 'true' };
  await createUser(server, poolId, '5d41402a-bc4b-2a76-b971-9d911017c592', attributes);
});
afterAll(() => server?.close());

const wrong = (name: string) => async () => {
  expect(await refusal(signIn(server, { clientId }, name, 'Wr0ng password!'))).toEqual(wrongPassword);
};
const handshake = (username: string) =>
  startSrp({ client: server.anonymous, poolId, clientId, username, now: server.clock.now });
const userIdOf = async (name: string) => (await handshake(name)).parameters.USER_ID_FOR_SRP;

describe.each(kinds)('J056 a name of the kind %s that nobody has', (kind) => {
  test('costs a wrong password what it costs a user', async () => {
    const cost = await costOf(server, wrong(known[kind]));
    expect(cost).toEqual({ hash: 0, verify: 0, verifierFor: 1, publicValueFor: 0, sessionKeyFor: 0, rows: 1 });
    expect(await costOf(server, wrong(unknown[kind]))).toEqual(cost);
    await signIn(server, { clientId }, known[kind]);
  });

  test('costs SRP and looks in SRP like a user', async () => {
    const outcomes = [];
    for (const name of [known[kind], unknown[kind]]) {
      let shape: unknown;
      const cost = await costOf(server, async () => {
        const { parameters, session, answer } = await handshake(name);
        shape = { names: Object.keys(parameters), salt: parameters.SALT?.length, session: session?.length };
        expect(parameters.USERNAME).toBe(parameters.USER_ID_FOR_SRP);
        expect(await refusal(answer('Wr0ng password!'))).toEqual(wrongPassword);
      });
      outcomes.push({ cost, shape });
    }
    expect(outcomes[0]?.cost).toMatchObject({ publicValueFor: 1, sessionKeyFor: 1, rows: 2 });
    expect(outcomes[1]).toEqual(outcomes[0]);
    await signIn(server, { clientId }, known[kind]);
  });

  test('is forgotten and recovered like a user, as far as a stranger can tell', async () => {
    const outcomes = [];
    for (const Username of [known[kind], unknown[kind]]) {
      const client = { ClientId: clientId, Username };
      const { CodeDeliveryDetails } = await server.anonymous.send(new ForgotPasswordCommand(client));
      const guess = { ...client, ConfirmationCode: '000000' };
      const recover = new ConfirmForgotPasswordCommand({ ...guess, Password: goodPassword });
      outcomes.push({
        medium: CodeDeliveryDetails?.DeliveryMedium,
        length: CodeDeliveryDetails?.Destination?.length,
        recover: await refusal(server.anonymous.send(recover)),
      });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]?.recover.name).toBe('CodeMismatchException');
  });
});

test('SRP tells back a made-up sub for an address nobody has, and any other name as it compares', async () => {
  for (const address of [unknown.email, unknown.phone_number]) {
    const first = await userIdOf(address);
    expect(first).toMatch(uuid);
    expect(await userIdOf(address.toUpperCase())).toBe(first);
    expect(await userIdOf(first ?? '')).toBe(first);
  }
  expect(await userIdOf(unknown.email)).not.toBe(await userIdOf(freshEmail()));
  expect(await userIdOf('Nobody')).toBe('nobody');
});

test('where an address is no alias it may be a user name, and is told back as one', async () => {
  const other = await server.createPool({ UsernameAttributes: undefined, AliasAttributes: ['phone_number'] });
  const client = await server.createClient(other.poolId, { PreventUserExistenceErrors: 'ENABLED' });
  const ask = async (username: string) => {
    const party = { client: server.anonymous, poolId: other.poolId, ...client, username, now: server.clock.now };
    return (await startSrp(party)).parameters.USER_ID_FOR_SRP;
  };
  expect(await ask('Unknown@example.com')).toBe('unknown@example.com');
  expect(await ask('+14325550000')).toMatch(uuid);
});

test('wrong passwords count against the user, whichever of the user’s names they were tried with', async () => {
  const names = { email: freshEmail(), preferred_username: 'counted-too' };
  await createUser(server, poolId, 'counted', { ...names, email_verified: 'true' });
  for (const name of ['counted', names.email, 'counted-too', 'counted', names.email]) await wrong(name)();
  for (const name of ['counted', names.email, 'counted-too'])
    expect(await refusal(signIn(server, { clientId }, name))).toEqual(tooManyAttempts);
  const stranger = freshEmail();
  for (let guess = 0; guess < 5; guess += 1) await wrong(stranger)();
  expect(await refusal(signIn(server, { clientId }, stranger))).toEqual(tooManyAttempts);
});

test('an address nobody has proved is confirmed and asked for like one nobody has', async () => {
  const email = freshEmail();
  await createUser(server, poolId, 'unproved', { email });
  for (const Username of [email, freshEmail()]) {
    const confirm = new ConfirmSignUpCommand({ ClientId: clientId, Username, ConfirmationCode: '000000' });
    expect((await refusal(server.anonymous.send(confirm))).name).toBe('ExpiredCodeException');
    const resend = new ResendConfirmationCodeCommand({ ClientId: clientId, Username });
    expect((await server.anonymous.send(resend)).CodeDeliveryDetails).toMatchObject({ Destination: 'p***@e***' });
  }
});
