import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused, showUser, signIn, signUpAs } from './people.ts';
import { codeAt, createPlace, type Place, somebody, texted } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';

const taken = 'An account with the given phone_number already exists.';

let server: TestServer;
/** User names are phone numbers. */
let named: Place;
/** Phone numbers are aliases. */
let aliased: Place;

beforeAll(async () => {
  server = await startTestServer();
  const AutoVerifiedAttributes = ['phone_number' as const];
  named = await createPlace(server, { UsernameAttributes: ['phone_number'], AutoVerifiedAttributes });
  aliased = await createPlace(server, { AliasAttributes: ['phone_number'], AutoVerifiedAttributes });
});
afterAll(() => server?.close());

const confirm = async ({ clientId }: Place, Username: string, phone: string, ForceAliasCreation = false) => {
  const ConfirmationCode = await codeAt(server, phone);
  return server.anonymous.send(
    new ConfirmSignUpCommand({ ClientId: clientId, Username, ConfirmationCode, ForceAliasCreation }),
  );
};
const forget = async ({ clientId }: Place, Username: string) =>
  (await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username }))).CodeDeliveryDetails;

describe('a pool whose user names are phone numbers, by text message', () => {
  test('signs up, confirms, and recovers by the number', async () => {
    const { phone } = somebody();
    const { clientId } = named;
    const { CodeDeliveryDetails } = await signUpAs(server, clientId, phone);
    expect(CodeDeliveryDetails).toEqual(texted(phone));
    await confirm(named, phone, phone);
    expect(await showUser(server, named.poolId, phone)).toMatchObject({
      status: 'CONFIRMED',
      phone_number_verified: 'true',
    });
    expect(await forget(named, phone)).toEqual(texted(phone));
    const ConfirmationCode = await codeAt(server, phone);
    await server.anonymous.send(
      new ConfirmForgotPasswordCommand({
        ClientId: clientId,
        Username: phone,
        ConfirmationCode,
        Password: 'Other-horse-8',
      }),
    );
    expect((await signIn(server, clientId, phone, 'Other-horse-8')).AuthenticationResult).toBeDefined();
  });

  test('answers for a number nobody has as for one somebody has', async () => {
    const { phone } = somebody();
    const nobody = somebody().phone;
    await signUpAs(server, named.clientId, phone);
    for (const Username of [phone, nobody]) {
      const resend = new ResendConfirmationCodeCommand({ ClientId: named.clientId, Username });
      expect((await server.anonymous.send(resend)).CodeDeliveryDetails).toEqual(texted(Username));
      expect(await forget(named, Username)).toEqual(texted(Username));
    }
  });

  test('a new number signs in at once; one of another user is refused before a text is sent', async () => {
    const [mover, owner] = [somebody().phone, somebody().phone];
    for (const phone of [mover, owner]) {
      await signUpAs(server, named.clientId, phone);
      await confirm(named, phone, phone);
    }
    const { AuthenticationResult } = await signIn(server, named.clientId, mover);
    const { AccessToken } = AuthenticationResult ?? {};
    const change = (phone_number: string) =>
      server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list({ phone_number }) }));
    const before = (await server.mail(owner)).length;
    await refused(change(owner), 'AliasExistsException', taken);
    expect(await server.mail(owner)).toHaveLength(before);
    const next = somebody().phone;
    expect((await change(next)).CodeDeliveryDetailsList).toEqual([texted(next)]);
    expect((await signIn(server, named.clientId, next)).AuthenticationResult).toBeDefined();
    const Code = await codeAt(server, next);
    await server.anonymous.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'phone_number', Code }));
    const { UserAttributes } = await server.anonymous.send(new GetUserCommand({ AccessToken }));
    expect(record(UserAttributes)).toMatchObject({ phone_number: next, phone_number_verified: 'true' });
  });
});

describe('a pool whose phone numbers are aliases, by text message', () => {
  test('a phone number as user name is refused', async () => {
    await refused(
      signUpAs(server, aliased.clientId, '+14325551212'),
      'InvalidParameterException',
      'Username cannot be of phone number format, since user pool is configured for phone number alias.',
    );
  });

  test('a number signs in once its code came back; a second user is refused, or takes it by force', async () => {
    const { name, phone } = somebody();
    const second = somebody().name;
    for (const username of [name, second]) {
      await signUpAs(server, aliased.clientId, username, { phone_number: phone });
      if (username === name) await confirm(aliased, username, phone);
    }
    expect((await showUser(server, aliased.poolId, phone)).username).toBe(name);
    await refused(confirm(aliased, second, phone), 'AliasExistsException', taken);
    await confirm(aliased, second, phone, true);
    expect((await showUser(server, aliased.poolId, phone)).username).toBe(second);
    expect(await showUser(server, aliased.poolId, name)).toMatchObject({ phone_number_verified: 'false' });
    expect((await signIn(server, aliased.clientId, phone, goodPassword)).AuthenticationResult).toBeDefined();
  });
});
