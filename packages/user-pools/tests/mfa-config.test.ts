import {
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigRequest,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texting } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { refusal } from './sign-in.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

async function configOf(UserPoolId: string) {
  const { $metadata: _, ...config } = await server.admin.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
  return config;
}

test('a pool that asks for no second factor says so, and nothing else', async () => {
  const { poolId } = await server.createPool();
  expect(await configOf(poolId)).toEqual({ MfaConfiguration: 'OFF' });
});

test('a pool set up for text messages shows that too', async () => {
  const { poolId } = await server.createPool({ ...texting, SmsAuthenticationMessage: 'Sign in with {####}' });
  expect(await configOf(poolId)).toEqual({
    MfaConfiguration: 'OFF',
    SmsMfaConfiguration: { SmsAuthenticationMessage: 'Sign in with {####}', ...texting },
  });
  const { poolId: plain } = await server.createPool(texting);
  expect(await configOf(plain)).toEqual({ MfaConfiguration: 'OFF', SmsMfaConfiguration: texting });
});

test('a second factor that was refused is not shown', async () => {
  const { poolId } = await server.createPool();
  const change = server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, MfaConfiguration: 'OPTIONAL' }));
  expect((await refusal(change)).name).toBe('InvalidParameterException');
  expect(await configOf(poolId)).toEqual({ MfaConfiguration: 'OFF' });
});

test('a pool that does not exist is not found', async () => {
  expect(await refusal(configOf('us-east-1_missing00'))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'User pool us-east-1_missing00 does not exist.',
  });
});

describe('told to ask', () => {
  const tell = async (UserPoolId: string, given: Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>) => {
    const { $metadata: _, ...config } = await server.admin.send(
      new SetUserPoolMfaConfigCommand({ UserPoolId, ...given }),
    );
    return config;
  };
  const invalid = (message: string) => ({ name: 'InvalidParameterException', message });

  test('for no second factor, in whatever words, a pool answers what it shows', async () => {
    const { poolId } = await server.createPool(texting);
    const shown = await configOf(poolId);
    const off = { MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: false } } as const;
    for (const given of [{}, { MfaConfiguration: 'OFF' } as const, off])
      expect(await tell(poolId, given)).toEqual(shown);
    expect(await configOf(poolId)).toEqual(shown);
  });

  test('for one, a pool says that this is not built, and goes on without', async () => {
    const { poolId } = await server.createPool();
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    for (const MfaConfiguration of ['ON', 'OPTIONAL'] as const) {
      expect(await refusal(tell(poolId, { MfaConfiguration, SoftwareTokenMfaConfiguration }))).toEqual(
        invalid(`MfaConfiguration ${MfaConfiguration} is not supported by this server yet.`),
      );
    }
    const WebAuthnConfiguration = { RelyingPartyId: 'example.com' };
    expect(await refusal(tell(poolId, { WebAuthnConfiguration }))).toEqual(
      invalid('WebAuthnConfiguration is not supported by this server yet.'),
    );
    expect(await configOf(poolId)).toEqual({ MfaConfiguration: 'OFF' });
  });
});
