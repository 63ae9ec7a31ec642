import {
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  ListUserPoolsCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { post, sendRaw } from './wire.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
beforeAll(async () => {
  server = await startTestServer();
  poolId = (await server.createPool()).poolId;
  clientId = (await server.createClient(poolId)).clientId;
});
afterAll(() => server.close());

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('an answer', () => {
  test('J201 a call as Amplify makes it', async () => {
    const answer = await post(
      server.url,
      'InitiateAuth',
      { ClientId: clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: {}, ClientMetadata: {} },
      { 'x-amz-user-agent': 'aws-amplify/6', 'cache-control': 'no-store' },
    );
    expect(answer.body).toEqual({ __type: 'InvalidParameterException', message: expect.any(String) });
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(uuid);
  });

  test('the request id is what the SDK shows, another for each call', async () => {
    const ids = new Set<string | undefined>();
    for (let call = 0; call < 3; call += 1)
      ids.add((await server.admin.send(new ListUserPoolsCommand({ MaxResults: 1 }))).$metadata.requestId);
    expect([...ids].every((id) => uuid.test(id ?? ''))).toBe(true);
    expect(ids.size).toBe(3);
  });

  test('times are epoch seconds', async () => {
    const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const age = server.clock.now() - (UserPool?.CreationDate?.getTime() ?? 0);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60_000);
  });

  test('an operation without output answers an empty object', async () => {
    const { poolId: other } = await server.createPool();
    const { $metadata, ...output } = await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: other }));
    expect([$metadata.httpStatusCode, output]).toEqual([200, {}]);
  });
});

describe('J203 an error', () => {
  test('says its name and text in body and headers', async () => {
    const answer = await post(server.url, 'GetUser', { AccessToken: 'nonsense' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Access Token' });
    expect(answer.headers.get('x-amzn-errortype')).toBe('NotAuthorizedException');
    expect(answer.headers.get('x-amzn-errormessage')).toBe('Invalid Access Token');
  });

  test('is 400 where the model says 403 or 404', async () => {
    const call = server.admin.send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_missing00' }));
    await expect(call).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(call).rejects.toMatchObject({
      message: 'User pool us-east-1_missing00 does not exist.',
      $metadata: { httpStatusCode: 400 },
    });
    const user = server.anonymous.send(new GetUserCommand({ AccessToken: 'nonsense' }));
    await expect(user).rejects.toBeInstanceOf(NotAuthorizedException);
    await expect(user).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });

  test('with a text that no header can carry still arrives whole', async () => {
    const call = { ClientId: clientId, AuthFlow: 'ÜSER\r\nset-cookie: 1 😀' };
    const answer = await post(server.url, 'InitiateAuth', call);
    expect(answer.body.message).toContain("Value 'ÜSER\r\nset-cookie: 1 😀' at 'authFlow'");
    expect(answer.headers.get('x-amzn-errormessage')).toContain("Value '?SER set-cookie: 1");
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  test('an unknown client is named', async () => {
    const call = { ClientId: 'nobody', Username: 'ada@example.com', ConfirmationCode: '123456' };
    const answer = await post(server.url, 'ConfirmSignUp', call);
    expect(answer.body).toEqual({
      __type: 'ResourceNotFoundException',
      message: 'User pool client nobody does not exist.',
    });
  });
});

describe('what no operation answers', () => {
  test.each([
    ['an unknown operation', 'AWSCognitoIdentityProviderService.Nonsense'],
    ['a member every object has', 'AWSCognitoIdentityProviderService.constructor'],
    ['another service', 'AWSSecurityTokenService.GetCallerIdentity'],
    ['no name', 'AWSCognitoIdentityProviderService.'],
  ])('%s', async (_name, target) => {
    const answer = await post(server.url, undefined, {}, { 'x-amz-target': target });
    expect([answer.status, answer.body.__type]).toEqual([400, 'UnknownOperationException']);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(uuid);
  });

  test('no target, another path, another method', async () => {
    expect((await post(server.url, undefined, {})).body.__type).toBe('UnknownOperationException');
    for (const [method, path] of [
      ['GET', '/'],
      ['PUT', '/'],
      ['POST', '/users'],
      ['GET', '/%ff'],
    ] as const) {
      const answer = await sendRaw(server.url, { method, path, headers: {} });
      expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
    }
  });

  test('an operation that is not built says so, once the caller is known', async () => {
    const open = await post(server.url, 'UpdateAuthEventFeedback', {});
    expect([open.status, open.body.__type]).toEqual([400, 'UnsupportedOperationException']);
    expect(open.body.message).toContain('UpdateAuthEventFeedback');
    const signed = await post(server.url, 'ListUserPoolReplicas', { UserPoolId: poolId });
    expect(signed.body.__type).toBe('MissingAuthenticationTokenException');
  });
});

describe('bodies', () => {
  const bodies: [string, string | Uint8Array, string][] = [
    ['cut short', '{"ClientId":"x"', 'SerializationException'],
    ['no JSON', 'ClientId=x', 'SerializationException'],
    ['a list', '[]', 'SerializationException'],
    ['null', 'null', 'SerializationException'],
    ['a text', '"text"', 'SerializationException'],
    ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'SerializationException'],
    ['nested without end', `${'['.repeat(400_000)}`, 'SerializationException'],
    [
      'nested deeply in a member nobody reads',
      `{"x":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      'InvalidParameterException',
    ],
    ['empty', '', 'InvalidParameterException'],
    ['a number beyond all', '{"AccessToken":1e400}', 'SerializationException'],
    ['half a surrogate pair', '{"AccessToken":"\\ud800"}', 'SerializationException'],
    ['prototype members', '{"__proto__":{"AccessToken":"x"},"constructor":1}', 'InvalidParameterException'],
    ['a member given twice', '{"AccessToken":"x","AccessToken":"x"}', 'SerializationException'],
    ['an unknown member, which is ignored', '{"AccessToken":"x","More":{"a":[1]}}', 'NotAuthorizedException'],
  ];
  test.each(bodies)('%s', async (_name, body, expected) => {
    const answer = await post(server.url, 'GetUser', body);
    expect([answer.status, answer.body.__type]).toEqual([400, expected]);
  });

  test('the parser’s own words, which quote the body, do not come back', async () => {
    const answer = await post(server.url, 'SignUp', '{"Password":"hunter2" oops}');
    expect(answer.text).not.toContain('hunter2');
  });

  test('a content type that is none', async () => {
    const answer = await post(server.url, 'GetUser', {}, { 'content-type': 'nonsense' });
    expect([answer.status, answer.body.__type]).toEqual([400, 'SerializationException']);
  });

  test('a body that is too large', async () => {
    const answer = await post(server.url, 'GetUser', JSON.stringify({ AccessToken: 'x'.repeat(1_100_000) }));
    expect([answer.status, answer.body.__type]).toEqual([413, 'RequestEntityTooLargeException']);
  });

  test('the content type does not matter, the target does', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'a/b'])
      expect((await post(server.url, 'GetUser', { AccessToken: 'x' }, { 'content-type': type })).body.message).toBe(
        'Invalid Access Token',
      );
  });
});

test('a signature on an unsigned operation is not looked at', async () => {
  const call = server.admin.send(new GetUserCommand({ AccessToken: 'x' }));
  await expect(call).rejects.toBeInstanceOf(NotAuthorizedException);
  const authorization = 'AWS4-HMAC-SHA256 nonsense';
  const answer = await post(server.url, 'GetUser', { AccessToken: 'x' }, { authorization });
  expect(answer.body.message).toBe('Invalid Access Token');
});

test('calls within the process pass the same checks', async () => {
  await expect(server.ctx.config.publicUrl).toBe(server.url);
  await expect(server.call('DescribeUserPool', { UserPoolId: '' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining("at 'userPoolId'"),
  });
  const { UserPool } = await server.call('DescribeUserPool', { UserPoolId: poolId });
  expect(UserPool?.Id).toBe(poolId);
  await expect(server.call('ListUserPoolReplicas', { UserPoolId: poolId })).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
});
