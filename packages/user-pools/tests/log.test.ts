import { ListUserPoolsCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { post } from './wire.ts';

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

let server: TestServer;
let clientId: string;
let poolId: string;
beforeAll(async () => {
  server = await startTestServer({}, { log });
  poolId = (await server.createPool()).poolId;
  clientId = (await server.createClient(poolId)).clientId;
});
afterAll(() => server.close());

/** The lines that a piece of work writes. */
async function logged(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const before = lines.length;
  await work();
  return lines.slice(before);
}

test('every call leaves one line: operation, outcome, duration, request id', async () => {
  let requestId: string | undefined;
  const [line, ...more] = await logged(async () => {
    const { $metadata } = await server.admin.send(new ListUserPoolsCommand({ MaxResults: 3 }));
    requestId = $metadata.requestId;
  });
  expect(more).toEqual([]);
  expect(line).toMatchObject({ operation: 'ListUserPools', outcome: 'ok', input: { MaxResults: 3 }, requestId });
  expect(line?.durationMs).toEqual(expect.any(Number));
});

test('so does a call that is refused before it runs', async () => {
  const [line] = await logged(() => post(server.url, 'NoSuchOperation', {}));
  expect(line).toMatchObject({ outcome: 'UnknownOperationException', requestId: expect.any(String) });
  const [unsigned] = await logged(() => post(server.url, 'ListUserPools', {}));
  expect(unsigned).toMatchObject({ operation: 'ListUserPools', outcome: 'MissingAuthenticationTokenException' });
});

test('nothing of a person, no secret, no token, no address is in it', async () => {
  const personal = {
    ClientId: clientId,
    Username: 'ada.lovelace@example.com',
    Password: 'Analytical-1843',
    UserAttributes: [{ Name: 'name', Value: 'Ada Lovelace' }],
    ClientMetadata: { note: 'metadata-of-ada' },
    UserContextData: { IpAddress: '192.0.2.77', EncodedData: 'fingerprint' },
  };
  let code = '';
  const written = await logged(async () => {
    await server.anonymous.send(new SignUpCommand(personal));
    await server.ctx.outbox.flush();
    code = (await server.mail(personal.Username))[0]?.code ?? '';
    expect(code).toMatch(/^\d{6}$/);
    const confirm = { ClientId: clientId, Username: personal.Username };
    await post(server.url, 'ConfirmSignUp', { ...confirm, ConfirmationCode: '999999x' });
    await post(server.url, 'ConfirmSignUp', { ...confirm, ConfirmationCode: code });
    const AuthParameters = { USERNAME: personal.Username, PASSWORD: personal.Password };
    const call = { ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
    const signedIn = await post(server.url, 'InitiateAuth', call, { 'user-agent': 'browser-of-ada', cookie: 'a=b' });
    expect(signedIn.status).toBe(200);
    const { AccessToken, RefreshToken } = signedIn.body.AuthenticationResult as Record<string, string>;
    await post(server.url, 'GetUser', { AccessToken });
    await post(server.url, 'GetTokensFromRefreshToken', { ClientId: clientId, RefreshToken });
    await post(server.url, 'GetUser?token=query-of-ada', '{"AccessToken":"broken-of-ada');
    for (const token of [AccessToken, RefreshToken]) expect(JSON.stringify(lines)).not.toContain(token);
  });
  expect(written.filter(({ msg }) => msg === 'call').length).toBeGreaterThanOrEqual(6);
  // Random digits and the time may spell anything.
  const text = JSON.stringify(written.map(({ requestId, time, ...said }) => said));
  for (const secret of [
    /ada/i,
    /lovelace/i,
    /Analytical/,
    /192\.0\.2/,
    /fingerprint/,
    /127\.0\.0\.1/,
    /::1/,
    /999999x/,
    new RegExp(code),
  ])
    expect(text).not.toMatch(secret);
});

test('a fault of ours is logged with its cause and the request id, not with the input', async () => {
  const broken = await startTestServer({}, { log });
  await broken.ctx.db.destroy();
  const call = { ClientId: 'client', Username: 'grace@example.com', ConfirmationCode: '123456' };
  let requestId: string | null = null;
  const written = await logged(async () => {
    requestId = (await post(broken.url, 'ConfirmSignUp', call)).headers.get('x-amzn-requestid');
  });
  const fault = written.find(({ level }) => level === 50);
  expect(fault).toMatchObject({
    requestId,
    operation: 'ConfirmSignUp',
    fault: { name: expect.any(String), stack: expect.stringContaining('at ') },
  });
  expect(JSON.stringify(written)).not.toContain('grace');
  await broken.close().catch(() => undefined);
});
