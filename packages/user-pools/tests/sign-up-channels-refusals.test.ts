import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, mismatch, refused, tooMany } from './people.ts';
import {
  administer,
  attributesOf,
  costOf,
  createPlace,
  isPlausible,
  notSetUp,
  type Place,
  somebody,
} from './phones.ts';
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
    const known = ghost.startsWith('+') ? person.phone : ghost.includes('@') ? person.email : person.name;
    const given: Record<string, string> = ghost.includes('@')
      ? { email: person.email }
      : { phone_number: person.phone };
    await signUp(both, known, given);
    const ofUser = await costOf(server, () => resend(both, known));
    const first = (await resend(both, ghost)).CodeDeliveryDetails;
    expect(isPlausible(first)).toBe(true);
    const ofGhost = await costOf(server, async () => {
      expect((await resend(both, ghost)).CodeDeliveryDetails).toEqual(first);
    });
    // The mailbox keeps what was delivered, one row; what is for nobody is delivered to nobody.
    expect(ofGhost).toEqual({ ...ofUser, rows: (ofUser.rows ?? 0) - 1 });
    await refused(confirm(both, ghost, 'xxxxxx'), 'CodeMismatchException', mismatch);
    for (let n = 0; n < 3; n += 1) await resend(both, ghost);
    await refused(resend(both, ghost), 'LimitExceededException', tooMany);
    expect(await server.ctx.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
    expect(await server.mail(ghost)).toEqual([]);
  });

  test('neither kind of destination proves a user', async () => {
    const media = new Set<string | undefined>();
    for (let n = 0; n < 24; n += 1) media.add((await resend(both, `ghost-${n}`)).CodeDeliveryDetails?.DeliveryMedium);
    expect([...media].sort()).toEqual(['EMAIL', 'SMS']);
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
  expect(isPlausible((await resend(both, name)).CodeDeliveryDetails)).toBe(true);
});
