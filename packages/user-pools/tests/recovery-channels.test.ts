import {
  AdminDisableUserCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  type RecoveryOptionType,
  UpdateUserPoolCommand,
  type VerifiedAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expired, mismatch, refused, signIn, tooMany } from './people.ts';
import {
  administer,
  codeAt,
  costOf,
  createPlace,
  isPlausible,
  mailed,
  notSetUp,
  type Place,
  somebody,
  texted,
} from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser } from './sign-in.ts';
import { together } from './together.ts';

const newPassword = 'Another-horse-8';
const noChannel = 'Cannot reset password for the user as there is no registered/verified email or phone_number';
const email: RecoveryOptionType = { Name: 'verified_email', Priority: 1 };
const phone: RecoveryOptionType = { Name: 'verified_phone_number', Priority: 1 };
const second = (option: RecoveryOptionType): RecoveryOptionType => ({ ...option, Priority: 2 });

const rules: Record<string, RecoveryOptionType[] | undefined> = {
  'nothing named': undefined,
  'phone, then e-mail': [second(email), phone],
  'e-mail, then phone': [second(phone), email],
  'phone alone': [phone],
  'e-mail alone': [email],
};

let server: TestServer;
/** A pool for each rule, with a client that tells who exists and one that hides it. */
const places = new Map<string, Place & { openId: string }>();

async function make(RecoveryMechanisms: RecoveryOptionType[] | undefined, pool = {}) {
  // An empty setting is one that was never made, as in pools older than the default.
  const there = await createPlace(server, { AccountRecoverySetting: { RecoveryMechanisms }, ...pool });
  const { clientId: openId } = await server.createClient(there.poolId);
  return { ...there, openId };
}

beforeAll(async () => {
  server = await startTestServer();
  for (const [rule, mechanisms] of Object.entries(rules)) places.set(rule, await make(mechanisms));
});
afterAll(() => server?.close());

const at = (rule: string) => places.get(rule) ?? expect.fail();
const forget = async (clientId: string, username: string) =>
  (await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: username })))
    .CodeDeliveryDetails;
const reset = (clientId: string, username: string, code: string, password = newPassword) =>
  server.anonymous.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username: username,
      ConfirmationCode: code,
      Password: password,
    }),
  );

/** A confirmed user with these addresses, each proved or not. */
async function user(there: Place, proved: { email?: boolean; phone?: boolean }) {
  const person = somebody();
  await createUser(server, there.poolId, person.name, {
    ...(proved.email !== undefined && { email: person.email, email_verified: String(proved.email) }),
    ...(proved.phone !== undefined && { phone_number: person.phone, phone_number_verified: String(proved.phone) }),
  });
  return person;
}

const bothProved = { email: true, phone: true };

describe('the first proved address in the order of the pool', () => {
  test.each([
    ['nothing named', bothProved, 'SMS'],
    ['nothing named', { email: true, phone: false }, 'EMAIL'],
    ['phone, then e-mail', bothProved, 'SMS'],
    ['phone, then e-mail', { email: true }, 'EMAIL'],
    ['phone, then e-mail', { email: false, phone: true }, 'SMS'],
    ['phone, then e-mail', { email: false, phone: false }, undefined],
    ['e-mail, then phone', bothProved, 'EMAIL'],
    ['e-mail, then phone', { email: false, phone: true }, 'SMS'],
    ['e-mail, then phone', {}, undefined],
    ['phone alone', bothProved, 'SMS'],
    ['phone alone', { email: true, phone: false }, undefined],
    ['e-mail alone', bothProved, 'EMAIL'],
    ['e-mail alone', { email: false, phone: true }, undefined],
  ])('%s, %j: %s', async (rule, proved, medium) => {
    const there = at(rule);
    const { name, email: address, phone: number } = await user(there, proved);
    if (!medium) {
      await refused(forget(there.openId, name), 'InvalidParameterException', noChannel);
      expect(await forget(there.clientId, name)).toMatchObject({ Destination: expect.any(String) });
      expect([...(await server.mail(address)), ...(await server.mail(number))]).toEqual([]);
      return;
    }
    expect(await forget(there.openId, name)).toEqual(medium === 'SMS' ? texted(number) : mailed(address));
    const [message, ...others] = [...(await server.mail(address)), ...(await server.mail(number))];
    expect(others).toEqual([]);
    expect(message).toMatchObject({ medium, text: `Your password reset code is ${message?.code}` });
    await reset(there.openId, name, message?.code ?? '');
    expect((await signIn(server, there.openId, name, newPassword)).AuthenticationResult).toBeDefined();
  });

  test('of pools that are not set up to text is an e-mail address, or nothing at all', async () => {
    const mute = { SmsConfiguration: undefined };
    const withMail = await make([phone, second(email)], mute);
    const person = await user(withMail, bothProved);
    expect(await forget(withMail.openId, person.name)).toEqual(mailed(person.email));
    await server.admin.send(
      new UpdateUserPoolCommand({
        UserPoolId: withMail.poolId,
        AccountRecoverySetting: { RecoveryMechanisms: [phone] },
      }),
    );
    for (const name of [person.name, 'ghost'])
      await refused(forget(withMail.clientId, name), 'InvalidParameterException', notSetUp);
  });
});

describe('a reset code by text message', () => {
  test('resets one password, of many that are brought at once', async () => {
    const there = at('phone alone');
    const { name, phone: number } = await user(there, bothProved);
    await forget(there.openId, name);
    const code = await codeAt(server, number);
    const outcomes = await together(
      server,
      Array.from({ length: 5 }, (_, n) => () => reset(there.openId, name, code, `${newPassword}-${n}`)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is worth nothing once the number is no longer called proved', async () => {
    const there = at('phone alone');
    const { name, phone: number } = await user(there, bothProved);
    await forget(there.openId, name);
    await administer(server, there, name, { phone_number_verified: 'false' });
    await refused(reset(there.openId, name, await codeAt(server, number)), 'ExpiredCodeException', expired);
  });

  test('is worth nothing once the number is another’s, nor where it was being sent meanwhile', async () => {
    const there = at('phone alone');
    const { name, phone: number } = await user(there, bothProved);
    const moves = [somebody().phone, somebody().phone];
    await forget(there.openId, name);
    await administer(server, there, name, { phone_number: moves[0] ?? '', phone_number_verified: 'true' });
    await refused(reset(there.openId, name, await codeAt(server, number)), 'ExpiredCodeException', expired);

    const { outbox } = server.ctx;
    const seal = vi.spyOn(outbox, 'seal').mockImplementationOnce(async (...message) => {
      await administer(server, there, name, { phone_number: moves[1] ?? '', phone_number_verified: 'true' });
      return outbox.seal(...message);
    });
    await forget(there.openId, name);
    seal.mockRestore();
    const late = await codeAt(server, moves[0] ?? '');
    expect(late).toMatch(/^\d{6}$/);
    await refused(reset(there.openId, name, late), 'ExpiredCodeException', expired);
  });
});

describe('who exists', () => {
  test.each(['phone, then e-mail', 'e-mail, then phone', 'phone alone'])('%s: a client that hides it', async (rule) => {
    const there = at(rule);
    const known = await user(there, bothProved);
    const unreachable = await user(there, { email: false, phone: false });
    const disabled = await user(there, bothProved);
    await server.admin.send(new AdminDisableUserCommand({ UserPoolId: there.poolId, Username: disabled.name }));
    const costs = new Set<string>();
    for (const name of [known.name, unreachable.name, disabled.name, 'ghost']) {
      const details = await forget(there.clientId, name);
      expect(isPlausible(details), name).toBe(true);
      // The mailbox keeps what was delivered, one row; what is for nobody is delivered to nobody.
      const { rows = 0, sealed } = await costOf(server, async () => {
        expect(await forget(there.clientId, name), name).toEqual(details);
      });
      costs.add(JSON.stringify({ rows: name === known.name ? rows - 1 : rows, sealed }));
      await refused(reset(there.clientId, name, 'xxxxxx'), 'CodeMismatchException', mismatch);
      for (let n = 0; n < 3; n += 1) await forget(there.clientId, name);
      await refused(forget(there.clientId, name), 'LimitExceededException', tooMany);
    }
    expect([...costs]).toHaveLength(1);
    expect(await server.mail(unreachable.email)).toEqual([]);
  });

  test.each<[string, VerifiedAttributeType[], string[]]>([
    ['both kinds', ['email', 'phone_number'], ['EMAIL', 'SMS']],
    ['phone numbers', ['phone_number'], ['SMS']],
    ['e-mail addresses', ['email'], ['EMAIL']],
  ])('where sign-up proves %s, nobody has what users have', async (_, AutoVerifiedAttributes, expected) => {
    const there = await make(rules['e-mail, then phone'], { AutoVerifiedAttributes });
    const media = new Set<string | undefined>();
    for (let n = 0; n < 24; n += 1) media.add((await forget(there.clientId, `ghost-${n}`))?.DeliveryMedium);
    expect([...media].sort()).toEqual(expected);
  });
});
