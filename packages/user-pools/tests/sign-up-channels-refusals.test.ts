import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { goodPassword, list, mismatch, refused, tooMany } from './people.ts';
import { administer, attributesOf, createPlace, notSetUp, type Place, somebody } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';

const turnedOff = 'Cannot resend codes. Auto verification not turned on.';

let server: TestServer;
/** Verifies both kinds of address. */
let both: Place;

beforeAll(async () => {
  server = await startTestServer();
  both = await createPlace(server, { AutoVerifiedAttributes: ['email', 'phone_number'] });
});
afterAll(() => server?.close());

const signUp = ({ clientId }: Place, name: string, attributes: Record<string, string>) =>
  server.anonymous.send(
    new SignUpCommand({
      ClientId: clientId,
      Username: name,
      Password: goodPassword,
      UserAttributes: list(attributes),
    }),
  );
const confirm = ({ clientId }: Place, name: string, code: string) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: name, ConfirmationCode: code }));
const resend = ({ clientId }: Place, name: string) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: name }));

describe('who exists', () => {
  test.each(['+14325559999', 'ghost@example.com', 'ghost'])('%s costs and answers what a user would', async (ghost) => {
    const person = somebody();
    const isNumber = ghost.startsWith('+');
    const isAddress = ghost.includes('@');
    const known = isNumber ? person.phone : isAddress ? person.email : person.name;
    const given: Record<string, string> = isAddress ? { email: person.email } : { phone_number: person.phone };
    await signUp(both, known, given);
    await server.ctx.outbox.flush();
    const seal = vi.spyOn(server.ctx.outbox, 'seal');
    try {
      const answers = [];
      for (const name of [known, ghost]) answers.push((await resend(both, name)).CodeDeliveryDetails);
      expect(seal.mock.calls.map(([, { medium }]) => medium)).toEqual(isAddress ? ['EMAIL', 'EMAIL'] : ['SMS', 'SMS']);
      const hidden = (text = '') => text.replaceAll(/[a-z0-9]/g, 'x');
      expect(hidden(answers[1]?.Destination)).toBe(hidden(answers[0]?.Destination));
      expect({ ...answers[1], Destination: '' }).toEqual({ ...answers[0], Destination: '' });
      expect((await resend(both, ghost)).CodeDeliveryDetails).toEqual(answers[1]);
    } finally {
      seal.mockRestore();
    }
    await refused(confirm(both, ghost, 'xxxxxx'), 'CodeMismatchException', mismatch);
    for (let n = 0; n < 3; n += 1) await resend(both, ghost);
    await refused(resend(both, ghost), 'LimitExceededException', tooMany);
    await server.ctx.outbox.flush();
    expect(await server.ctx.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
    expect(await server.mail(ghost)).toEqual([]);
  });
});

describe('a pool that verifies numbers but is not set up to text', () => {
  let mute: Place;
  let loud: Place;

  beforeAll(async () => {
    mute = await createPlace(server, { AutoVerifiedAttributes: ['phone_number'], SmsConfiguration: undefined });
    const { clientId } = await server.createClient(mute.poolId);
    loud = { ...mute, clientId };
  });

  test('takes no sign-up whose code it would have to text, and keeps nothing of it', async () => {
    const { name, phone, email } = somebody();
    await refused(signUp(mute, name, { phone_number: phone }), 'InvalidParameterException', notSetUp);
    await refused(attributesOf(server, mute, name), 'UserNotFoundException', 'User does not exist.');
    expect((await signUp(mute, name, { email })).CodeDeliveryDetails).toBeUndefined();
  });

  test('sends nothing again, and says so whoever is asked for', async () => {
    const { name } = somebody();
    await signUp(mute, name, {});
    for (const who of [name, 'ghost']) await refused(resend(mute, who), 'InvalidParameterException', notSetUp);
    await refused(resend(loud, name), 'InvalidParameterException', notSetUp);
  });

  test('but mails too does not give away who can only be texted', async () => {
    const half = await createPlace(server, {
      AutoVerifiedAttributes: ['email', 'phone_number'],
      SmsConfiguration: undefined,
    });
    const { clientId } = await server.createClient(half.poolId);
    const { name, phone, email } = somebody();
    await signUp(half, name, { email });
    await administer(server, half, name, { phone_number: phone, phone_number_verified: 'true' });
    await refused(resend({ ...half, clientId }, name), 'InvalidParameterException', notSetUp);
    const { CodeDeliveryDetails } = await resend(half, name);
    expect(CodeDeliveryDetails?.DeliveryMedium).toBe('EMAIL');
    expect(await server.mail(email)).toHaveLength(1);
  });
});

test('a user without an address that is verified is told so, unless the client hides who exists', async () => {
  const { clientId } = await server.createClient(both.poolId);
  const { name } = somebody();
  await signUp(both, name, {});
  await refused(resend({ ...both, clientId }, name), 'InvalidParameterException', turnedOff);
  expect((await resend(both, name)).CodeDeliveryDetails?.DeliveryMedium).toBe('SMS');
});
