import {
  AdminGetUserCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const getUser = (username: string, pool = poolId) =>
  server.admin.send(new AdminGetUserCommand({ UserPoolId: pool, Username: username }));
const resend = (username: string, client = clientId) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: client, Username: username }));
const signUpWith = (input: Partial<SignUpCommandInput>) =>
  server.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: '', Password: goodPassword, ...input }));

describe('what a pool may ask', () => {
  test('a closed pool takes no sign-ups', async () => {
    const { poolId: closed } = await server.createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    const { clientId: id } = await server.createClient(closed);
    await refused(
      signUpWith({ ClientId: id, Username: 'a@example.com' }),
      'NotAuthorizedException',
      'SignUp is not permitted for this user pool',
    );
  });

  test('without auto-verification no code is sent', async () => {
    const { poolId: quiet } = await server.createPool({ AutoVerifiedAttributes: undefined });
    const { clientId: id } = await server.createClient(quiet);
    const answer = await signUpWith({ ClientId: id, Username: 'quiet@example.com' });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    expect(await server.mail('quiet@example.com')).toEqual([]);
    await refused(
      resend('quiet@example.com', id),
      'InvalidParameterException',
      'Cannot resend codes. Auto verification not turned on.',
    );
  });

  test('every violation of the schema is told at once', async () => {
    const { poolId: strict } = await server.createPool({
      Schema: [
        { Name: 'name', Required: true },
        { Name: 'preferred_username', Required: true },
        { Name: 'age', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '18', MaxValue: '120' } },
        {
          Name: 'team',
          AttributeDataType: 'String',
          Mutable: false,
          StringAttributeConstraints: { MinLength: '2', MaxLength: '5' },
        },
        { Name: 'member', AttributeDataType: 'Boolean' },
        { Name: 'since', AttributeDataType: 'DateTime' },
      ],
    });
    const { clientId: id } = await server.createClient(strict);
    const attempt = (attributes: Record<string, string>) =>
      signUpWith({ ClientId: id, Username: 'schema@example.com', UserAttributes: list(attributes) });
    const prefix = 'Attributes did not conform to the schema: ';
    const fit = { name: 'S', preferred_username: 's' };
    await refused(
      attempt({}),
      'InvalidParameterException',
      `${prefix}name: The attribute is required\npreferred_username: The attribute is required\n`,
    );
    await refused(
      attempt({ ...fit, 'custom:nope': 'x' }),
      'InvalidParameterException',
      `${prefix}custom:nope: Attribute does not exist in the schema.\n`,
    );
    const wrong: [string, string][] = [
      ['custom:age', 'old'],
      ['custom:age', '17'],
      ['custom:age', '121'],
      ['custom:team', 'x'],
      ['custom:team', 'toolong'],
      ['custom:member', 'maybe'],
      ['custom:since', 'yesterday'],
      ['birthdate', '1815'],
      ['birthdate', '31.12.1815'],
    ];
    for (const [name, value] of wrong) {
      await expect(attempt({ ...fit, [name]: value }), `${name}=${value}`).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(`${prefix}${name}: `),
      });
    }
    await refused(
      attempt({ ...fit, phone_number: '555' }),
      'InvalidParameterException',
      'Invalid phone number format.',
    );
    const right = {
      'custom:age': '36',
      'custom:team': 'alpha',
      'custom:member': 'true',
      'custom:since': '2026-01-31T08:00:00Z',
      birthdate: '1815-12-10',
    };
    const { UserSub = '' } = await attempt({ ...fit, ...right, phone_number: '+14325551212' });
    expect(record((await getUser(UserSub, strict)).UserAttributes)).toMatchObject(right);
  });

  test('a client writes only what it may', async () => {
    const { clientId: id } = await server.createClient(poolId, { WriteAttributes: ['email', 'name'] });
    const attempt = (attributes: Record<string, string>) =>
      signUpWith({ ClientId: id, Username: 'writer@example.com', UserAttributes: list(attributes) });
    const message = 'A client attempted to write unauthorized attribute';
    await refused(attempt({ nickname: 'w' }), 'NotAuthorizedException', message);
    await refused(attempt({ email_verified: 'true' }), 'NotAuthorizedException', message);
    await refused(
      signUpWith({ Username: 'writer@example.com', UserAttributes: list({ sub: 'mine' }) }),
      'NotAuthorizedException',
      message,
    );
    await attempt({ name: 'Writer' });
  });
});
