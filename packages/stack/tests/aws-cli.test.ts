import { join } from 'node:path';
import { afterAll, test as always, beforeAll, expect, vi } from 'vitest';
import { root } from '../src/paths.ts';
import { describeStack } from '../src/report.ts';
import { createTestNetwork, type TestNetwork } from '../src/test-network.ts';
import { type CliAnswer, cliOf, json, missingCli, runAlone, runCli } from './aws-cli.ts';

// Each call starts a Python of its own: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

if (missingCli) process.stdout.write(`The AWS CLI's tests do not run: ${missingCli}.\n`);
const test = always.runIf(!missingCli);

let network: TestNetwork;
let aws: (...args: string[]) => Promise<CliAnswer>;
let pool: string[];

beforeAll(async () => {
  network = await createTestNetwork({ web: false });
  aws = cliOf(network);
  pool = ['--user-pool-id', network.poolId];
});

afterAll(() => network?.close());

const createUser = (email: string, ...more: string[]) => {
  const attributes = [
    `Name=email,Value=${email}`,
    'Name=name,Value=Ann',
    `Name=preferred_username,Value=${email.split('@')[0]}`,
  ];
  const user = ['--username', email, '--temporary-password', 'Temporary-1', '--message-action', 'SUPPRESS'];
  return aws('cognito-idp', 'admin-create-user', ...pool, ...user, '--user-attributes', ...attributes, ...more);
};

const setPassword = (email: string, password: string) =>
  aws('cognito-idp', 'admin-set-user-password', ...pool, '--username', email, '--password', password, '--permanent');

const statusOf = async (email: string): Promise<string> =>
  (await json(aws('cognito-idp', 'admin-get-user', ...pool, '--username', email))).UserStatus;

test('the line that npm start prints works as it stands', async () => {
  const line = describeStack(network)
    .split('\n')
    .find((text) => text.includes('aws --profile'));
  expect(line).toBeDefined();
  const { stdout, stderr } = await runAlone('sh', ['-c', line ?? ''], { AWS_REGION: 'eu-west-1' });
  expect({ stderr, users: JSON.parse(stdout).Users }).toEqual({ stderr: '', users: [] });
});

test('J080 get-caller-identity prints UserId, Account and Arn', async () => {
  const identity = await json(aws('sts', 'get-caller-identity'));
  expect(Object.keys(identity).sort()).toEqual(['Account', 'Arn', 'UserId']);
  expect(identity.Account).toBe('000000000000');
  expect(identity.Arn).toMatch(/^arn:aws:iam::000000000000:/);
});

test('J081 J082 admin-set-user-password prints nothing, and the user is confirmed', async () => {
  expect((await json(createUser('j081@example.com'))).User.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  expect(await statusOf('j081@example.com')).toBe('FORCE_CHANGE_PASSWORD');
  expect(await setPassword('j081@example.com', 'Permanent-1')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await statusOf('j081@example.com')).toBe('CONFIRMED');
});

test('J083 the command applies the password policy', async () => {
  await json(createUser('j083@example.com'));
  const { code, stderr } = await setPassword('j083@example.com', 'short');
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/InvalidPasswordException.*Password did not conform with policy/);
  expect(await statusOf('j083@example.com')).toBe('FORCE_CHANGE_PASSWORD');
});

test('J093 two users, one to change the password and one confirmed; after the command both are confirmed', async () => {
  await json(createUser('j093-first@example.com', 'Name=email_verified,Value=true'));
  await json(createUser('j093-second@example.com'));
  await setPassword('j093-second@example.com', 'Permanent-1');
  const list = async () => {
    const filter = ['--filter', 'email ^= "j093"'];
    const { Users } = await json(aws('cognito-idp', 'list-users', ...pool, ...filter));
    return Users.map(({ Attributes, UserStatus, Enabled }: ListedUser) => {
      const value = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
      return [value('email'), value('email_verified') ?? 'false', UserStatus, Enabled];
    }).sort();
  };
  expect(await list()).toEqual([
    ['j093-first@example.com', 'true', 'FORCE_CHANGE_PASSWORD', true],
    ['j093-second@example.com', 'false', 'CONFIRMED', true],
  ]);
  await setPassword('j093-first@example.com', 'Permanent-1');
  expect((await list()).map(([, , status]: string[]) => status)).toEqual(['CONFIRMED', 'CONFIRMED']);
});

interface ListedUser {
  Attributes: { Name: string; Value: string }[];
  UserStatus: string;
  Enabled: boolean;
}

test('a pool with deletion protection is not deleted, with valid credentials or without', async () => {
  const deletePool = ['cognito-idp', 'delete-user-pool', ...pool];
  const protectedPool = await aws(...deletePool);
  expect(protectedPool.code).not.toBe(0);
  expect(protectedPool.stderr).toContain(
    'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  );
  const endpoint = ['--endpoint-url', network.userPoolsUrl, '--region', network.region];
  const foreign = { AWS_ACCESS_KEY_ID: 'unknownkey', AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) };
  const wrongSecret = { ...foreign, AWS_ACCESS_KEY_ID: await accessKeyId() };
  expect((await runCli([...endpoint, ...deletePool], foreign)).stderr).toContain('UnrecognizedClientException');
  expect((await runCli([...endpoint, ...deletePool], wrongSecret)).stderr).toContain('InvalidSignatureException');
  expect((await runCli([...endpoint, '--no-sign-request', ...deletePool], {})).stderr).toContain(
    'MissingAuthenticationToken',
  );
  expect((await json(aws('cognito-idp', 'describe-user-pool', ...pool))).UserPool.DeletionProtection).toBe('ACTIVE');
});

async function accessKeyId(): Promise<string> {
  const { stdout } = await aws('configure', 'get', 'aws_access_key_id');
  return stdout.trim();
}

test('the two files in infra/pool make a pool and its client by the CLI, as on Amazon', async () => {
  const file = (name: string) => ['--cli-input-json', `file://${join(root, 'infra', 'pool', name)}`];
  const { UserPool } = await json(aws('cognito-idp', 'create-user-pool', ...file('user-pool.json')));
  const other = ['--user-pool-id', UserPool.Id];
  const { UserPoolClient } = await json(
    aws('cognito-idp', 'create-user-pool-client', ...other, ...file('app-client.json')),
  );
  expect([UserPool.Name, UserPoolClient.ClientName]).toEqual(['cruddur-user-pool', 'cruddur']);
  expect((await aws('cognito-idp', 'update-user-pool', ...other, '--deletion-protection', 'INACTIVE')).code).toBe(0);
  expect(await aws('cognito-idp', 'delete-user-pool', ...other)).toEqual({ code: 0, stdout: '', stderr: '' });
  const { UserPools } = await json(aws('cognito-idp', 'list-user-pools', '--max-results', '10'));
  expect(UserPools.map(({ Id }: { Id: string }) => Id)).toEqual([network.poolId]);
});
