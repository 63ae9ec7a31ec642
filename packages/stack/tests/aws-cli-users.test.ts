import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  type ExplicitAuthFlowsType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, test as always, beforeAll, expect, vi } from 'vitest';
import { createTestNetwork, type TestNetwork } from '../src/test-network.ts';
import { type CliAnswer, cliOf, json, missingCli } from './aws-cli.ts';

// Each call starts a Python of its own: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

if (missingCli) process.stdout.write(`The AWS CLI's tests do not run: ${missingCli}.\n`);
const test = always.runIf(!missingCli);

const password = 'Pa55word!';
const done = { code: 0, stdout: '', stderr: '' };

let network: TestNetwork;
/** `aws cognito-idp …` */
let idp: (...args: string[]) => Promise<CliAnswer>;
let pool: string[];

beforeAll(async () => {
  network = await createTestNetwork({ web: false });
  const aws = cliOf(network);
  idp = (...args) => aws('cognito-idp', ...args);
  pool = ['--user-pool-id', network.poolId];
});
afterAll(() => network?.close());

async function invite(...emails: string[]): Promise<void> {
  for (const Username of emails) {
    await network.admin.send(
      new AdminCreateUserCommand({ UserPoolId: network.poolId, Username, MessageAction: 'SUPPRESS' }),
    );
  }
}

async function createClient(...ExplicitAuthFlows: ExplicitAuthFlowsType[]) {
  const UserPoolId = network.poolId;
  const { UserPoolClient } = await network.admin.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'terminal', ExplicitAuthFlows }),
  );
  return { UserPoolId, ClientId: UserPoolClient?.ClientId ?? '' };
}

/** How the CLI ends when the server refuses; newer ones put more around the text. */
const refused = (operation: string, code: string, message: string) => ({
  code: 254,
  stdout: '',
  stderr: expect.stringContaining(`An error occurred (${code}) when calling the ${operation} operation: ${message}`),
});

test('lists go on where they stopped, in pages of any size', async () => {
  const people = ['ann@example.com', 'anton@example.com', 'anya@example.com'];
  await invite(...people);
  const list = (...args: string[]) => json(idp('list-users', ...pool, '--filter', 'email ^= "an"', ...args));
  const emails = ({ Users }: { Users: { Attributes: { Name: string; Value: string }[] }[] }) =>
    Users.map(({ Attributes }) => Attributes.find(({ Name }) => Name === 'email')?.Value);
  const [all, first] = await Promise.all([list('--page-size', '1'), list('--max-items', '2')]);
  const rest = await list('--starting-token', first.NextToken);
  expect(emails(all).sort()).toEqual(people);
  expect([emails(first).length, rest.NextToken]).toEqual([2, undefined]);
  expect([...emails(first), ...emails(rest)].sort()).toEqual(people);
});

test('J124 J172 somebody without a key joins, signs in, changes the password and signs out', async () => {
  const { ClientId } = await createClient('ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH');
  const email = 'bea@example.com';
  const client = ['--client-id', ClientId];
  const user = [...client, '--username', email];
  const anonymous = (...args: string[]) => idp('--no-sign-request', ...args);
  const attributes = [`Name=email,Value=${email}`, 'Name=name,Value=Bea', 'Name=preferred_username,Value=bea'];
  const joined = await json(anonymous('sign-up', ...user, '--password', password, '--user-attributes', ...attributes));
  expect(joined).toEqual({
    UserConfirmed: false,
    CodeDeliveryDetails: { Destination: 'b***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const code = (await network.mail(email))[0]?.code ?? '';
  const confirm = (text: string) => anonymous('confirm-sign-up', ...user, '--confirmation-code', text);
  expect(await confirm(code === '000000' ? '000001' : '000000')).toEqual(
    refused('ConfirmSignUp', 'CodeMismatchException', 'Invalid verification code provided, please try again.'),
  );
  expect(await confirm(code)).toEqual(done);
  const parameters = ['--auth-parameters', `USERNAME=${email},PASSWORD=${password}`];
  const { AuthenticationResult } = await json(
    anonymous('initiate-auth', ...client, '--auth-flow', 'USER_PASSWORD_AUTH', ...parameters),
  );
  const token = ['--access-token', AuthenticationResult.AccessToken];
  const passwords = ['--previous-password', password, '--proposed-password', 'An0ther-one'];
  expect(await anonymous('change-password', ...token, ...passwords)).toEqual(done);
  // Older CLIs sign this call, which needs no signature.
  expect(await idp('global-sign-out', ...token)).toEqual(done);
  expect(await anonymous('get-user', ...token)).toEqual(
    refused('GetUser', 'NotAuthorizedException', 'Access Token has been revoked'),
  );
});

test('groups, their members, and the groups of a member', async () => {
  await invite('cyd@example.com');
  const group = [...pool, '--group-name', 'editors'];
  const made = await json(idp('create-group', ...group, '--description', 'They edit', '--precedence', '3'));
  expect(made.Group).toMatchObject({ GroupName: 'editors', Description: 'They edit', Precedence: 3 });
  const member = [...pool, '--username', 'cyd@example.com'];
  expect(await idp('admin-add-user-to-group', ...member, '--group-name', 'editors')).toEqual(done);
  const [members, groups, again] = await Promise.all([
    json(idp('list-users-in-group', ...group, '--page-size', '1')),
    json(idp('admin-list-groups-for-user', ...member, '--max-items', '5')),
    idp('create-group', ...group),
  ]);
  expect(members.Users.map(({ UserStatus }: { UserStatus: string }) => UserStatus)).toEqual(['FORCE_CHANGE_PASSWORD']);
  expect(groups.Groups.map(({ GroupName }: { GroupName: string }) => GroupName)).toEqual(['editors']);
  expect(again).toEqual(refused('CreateGroup', 'GroupExistsException', 'A group with the name already exists.'));
});

test('a back end signs users in, until an administrator disables them', async () => {
  const Username = 'dan@example.com';
  await invite(Username);
  const { UserPoolId, ClientId } = await createClient('ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH');
  await network.admin.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
  );
  const signIn = () =>
    idp(
      'admin-initiate-auth',
      ...pool,
      ...['--client-id', ClientId, '--auth-flow', 'ADMIN_USER_PASSWORD_AUTH'],
      ...['--auth-parameters', `USERNAME=${Username},PASSWORD=${password}`],
    );
  expect(Object.keys((await json(signIn())).AuthenticationResult)).toContain('RefreshToken');
  expect(await idp('admin-disable-user', ...pool, '--username', Username)).toEqual(done);
  expect(await signIn()).toEqual(refused('AdminInitiateAuth', 'NotAuthorizedException', 'User is disabled.'));
});
