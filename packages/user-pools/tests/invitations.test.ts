import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminGetUserCommand,
  type DeliveryMediumType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { list, refused, signIn } from './people.ts';
import { createPlace, notSetUp, type Place, somebody } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';

const noEmail = 'The user has no email address to send the invitation to.';
const noPhone = 'The user has no phone number to send the invitation to.';

let server: TestServer;
/** Can text. */
let texts: Place;
/** Cannot. */
let mails: Place;

beforeAll(async () => {
  server = await startTestServer();
  texts = await createPlace(server, {});
  mails = await createPlace(server, { SmsConfiguration: undefined });
});
afterAll(() => server?.close());

type Told = 'email' | 'phone';

const invite = async ({ poolId }: Place, Username: string, input: Partial<AdminCreateUserCommandInput>) =>
  server.admin.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, ...input }));

function given(person: ReturnType<typeof somebody>, told: readonly Told[]) {
  const attributes = {
    ...(told.includes('email') && { email: person.email }),
    ...(told.includes('phone') && { phone_number: person.phone }),
  };
  return { UserAttributes: list(attributes) };
}

/** What somebody got, by medium. */
async function received({ email, phone }: ReturnType<typeof somebody>) {
  return [...(await server.mail(email)), ...(await server.mail(phone))];
}

describe('an invitation', () => {
  const cases: [string, Told[], DeliveryMediumType[] | undefined, DeliveryMediumType[]][] = [
    ['by default as text message', ['email', 'phone'], undefined, ['SMS']],
    ['by default as text message', ['phone'], undefined, ['SMS']],
    ['by default as mail to who has no phone', ['email'], undefined, ['EMAIL']],
    ['by default to nobody who has no address', [], undefined, []],
    ['by default where an empty list is asked for', ['email', 'phone'], [], ['SMS']],
    ['as mail when asked', ['email', 'phone'], ['EMAIL'], ['EMAIL']],
    ['as text message when asked', ['email', 'phone'], ['SMS'], ['SMS']],
    ['both ways when asked', ['email', 'phone'], ['SMS', 'EMAIL'], ['EMAIL', 'SMS']],
    ['once each way, however often asked', ['email', 'phone'], ['SMS', 'SMS'], ['SMS']],
  ];

  test.each(cases)('goes %s (%j, %j)', async (_, told, DesiredDeliveryMediums, media) => {
    const person = somebody();
    await invite(texts, person.name, { ...given(person, told), DesiredDeliveryMediums });
    const first = await received(person);
    expect(first.map(({ medium }) => medium)).toEqual(media);
    for (const { text, code } of first)
      expect(text).toBe(`Your username is ${person.name} and temporary password is ${code}`);
    expect(new Set(first.map(({ code }) => code)).size).toBe(Math.min(media.length, 1));
    if (media.length === 0) return;

    await invite(texts, person.name, { MessageAction: 'RESEND', DesiredDeliveryMediums });
    const both = await received(person);
    expect(both).toHaveLength(2 * media.length);
    const newest = both.find(({ id }) => !first.some((old) => old.id === id));
    const { ChallengeName } = await signIn(server, texts.clientId, person.name, newest?.code);
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('says what the pool wants it to say', async () => {
    const InviteMessageTemplate = { SMSMessage: 'Hi {username}: {####}', EmailMessage: '<b>{username}</b> {####}' };
    const own = await createPlace(server, { AdminCreateUserConfig: { InviteMessageTemplate } });
    const person = somebody();
    await invite(own, person.name, { ...given(person, ['phone']), TemporaryPassword: '<Temp&orary-1>' });
    expect((await received(person)).map(({ text }) => text)).toEqual([`Hi ${person.name}: <Temp&orary-1>`]);
  });
});

describe('a medium that was asked for and reaches nobody', () => {
  const cases: [Told[], DeliveryMediumType[], string][] = [
    [['email'], ['SMS'], noPhone],
    [['phone'], ['EMAIL'], noEmail],
    [['phone'], ['SMS', 'EMAIL'], noEmail],
  ];

  test.each(cases)('%j, %j: nobody is made', async (told, DesiredDeliveryMediums, message) => {
    const person = somebody();
    const call = invite(texts, person.name, { ...given(person, told), DesiredDeliveryMediums });
    await refused(call, 'InvalidParameterException', message);
    const show = server.admin.send(new AdminGetUserCommand({ UserPoolId: texts.poolId, Username: person.name }));
    await refused(show, 'UserNotFoundException', 'User does not exist.');
    expect(await received(person)).toEqual([]);
  });

  test('nor does RESEND change a password that nobody would be told', async () => {
    const person = somebody();
    await invite(texts, person.name, { ...given(person, ['email']), TemporaryPassword: 'Temp-orary-1' });
    const again = { MessageAction: 'RESEND' as const };
    const call = invite(texts, person.name, { ...again, DesiredDeliveryMediums: ['SMS'] });
    await refused(call, 'InvalidParameterException', noPhone);
    const { ChallengeName } = await signIn(server, texts.clientId, person.name, 'Temp-orary-1');
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const nobody = somebody();
    await invite(texts, nobody.name, {});
    await refused(invite(texts, nobody.name, again), 'InvalidParameterException', noEmail);
  });
});

describe('a pool that is not set up to text', () => {
  test('mails by default, and texts nobody', async () => {
    const person = somebody();
    await invite(mails, person.name, given(person, ['email', 'phone']));
    expect((await received(person)).map(({ medium }) => medium)).toEqual(['EMAIL']);
    const other = somebody();
    const asked = { ...given(other, ['phone']), DesiredDeliveryMediums: ['SMS' as const] };
    await refused(invite(mails, other.name, asked), 'InvalidParameterException', notSetUp);
    await invite(mails, other.name, given(other, ['phone']));
    expect(await received(other)).toEqual([]);
  });
});
