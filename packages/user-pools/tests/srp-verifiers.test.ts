import {
  DeleteUserPoolClientCommand,
  type ExplicitAuthFlowsType,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const srp: ExplicitAuthFlowsType[] = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
const passwords: ExplicitAuthFlowsType[] = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

let server: TestServer;
let poolId: string;
let clientId: string;

beforeEach(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { ExplicitAuthFlows: srp }));
  await signUp(server, clientId, 'ada@example.com');
  expect(await verifiers()).toBe(1);
});

afterEach(() => server.close());

/** How many users of the pool have one. */
async function verifiers(): Promise<number> {
  const { db } = server.ctx;
  const users = await db.selectFrom('users').select(['srpSalt', 'srpVerifier']).where('poolId', '=', poolId).execute();
  return users.filter(({ srpSalt, srpVerifier }) => srpSalt !== null || srpVerifier !== null).length;
}

const update = (ExplicitAuthFlows: ExplicitAuthFlowsType[]) =>
  server.admin.send(new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId, ExplicitAuthFlows }));
const remove = () => server.admin.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));

test('SRP verifiers go when the last client that allows SRP stops allowing it', async () => {
  await server.createClient(poolId, { ExplicitAuthFlows: passwords });
  expect(await verifiers()).toBe(1);
  await update(passwords);
  expect(await verifiers()).toBe(0);
});

test('SRP verifiers go with the last client that allows SRP', async () => {
  await server.createClient(poolId, { ExplicitAuthFlows: passwords });
  await remove();
  expect(await verifiers()).toBe(0);
});

test('SRP verifiers stay while a tool replaces the only client', async () => {
  await remove();
  expect(await verifiers()).toBe(1);
  await server.createClient(poolId, { ExplicitAuthFlows: srp });
  expect(await verifiers()).toBe(1);
});

test('SRP verifiers go when the only client comes back without SRP', async () => {
  await remove();
  await server.createClient(poolId, { ExplicitAuthFlows: passwords });
  expect(await verifiers()).toBe(0);
});
