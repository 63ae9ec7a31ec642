import { describe, expect, test } from 'vitest';
import { ConfigError, describeVariables, readConfig } from './config.ts';

function problems(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4568,
    publicUrl: 'http://localhost:4568',
    issuer: 'public-url',
    dataDir: '.cruddur',
    masterKey: undefined,
    region: 'us-east-1',
    accountId: '000000000000',
    smtpUrl: undefined,
    mailboxPort: 8025,
    mailFrom: 'no-reply@verificationemail.com',
    smsWebhookUrl: undefined,
    unsafeSkipSignatureCheck: false,
    addressRate: 200,
    trustedProxies: [],
    logLevel: 'info',
  });
});

test('the public URL follows the port, and loses its last slash', () => {
  expect(readConfig({ USER_POOLS_PORT: '80' }).publicUrl).toBe('http://localhost:80');
  expect(readConfig({ USER_POOLS_PUBLIC_URL: 'https://id.example.com/pools/' }).publicUrl).toBe(
    'https://id.example.com/pools',
  );
});

test('empty variables count as absent, lists may have blanks', () => {
  expect(readConfig({ USER_POOLS_REGION: ' ', USER_POOLS_SMTP_URL: '' })).toMatchObject({ region: 'us-east-1' });
  expect(readConfig({ USER_POOLS_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
});

describe('a wrong value', () => {
  test.each([
    ['USER_POOLS_PORT', ['-1', '65536', 'http', '4568.5', '1e3']],
    ['USER_POOLS_PUBLIC_URL', ['localhost:4568', 'ftp://x', 'http://x/?a', 'http://x/#a', 'http://user@x']],
    ['USER_POOLS_ISSUER', ['amazon']],
    ['USER_POOLS_MASTER_KEY', ['short', 'A'.repeat(44)]],
    ['USER_POOLS_REGION', ['local', 'us-east-1_x', 'US-EAST-1']],
    ['USER_POOLS_ACCOUNT_ID', ['1', '1234567890123']],
    ['USER_POOLS_SMTP_URL', ['mail.example.com', 'http://mail.example.com']],
    ['USER_POOLS_MAIL_FROM', ['nobody', 'a@example.com\r\nBcc: b@example.com']],
    [
      'USER_POOLS_SMS_WEBHOOK_URL',
      [
        'sms.example.com',
        'http://sms.example.com',
        'http://127.0.0.1.example.com',
        'ftp://x',
        'https://x/#a',
        'https://u:50%@x',
      ],
    ],
    ['USER_POOLS_UNSAFE_SKIP_SIGNATURE_CHECK', ['yes', '1']],
    ['USER_POOLS_ADDRESS_RATE', ['-1', 'many']],
    ['USER_POOLS_TRUSTED_PROXIES', ['10.0.0.0/33', 'proxy', '1.2.3.4/8/8', '999.1.1.1']],
    ['USER_POOLS_LOG_LEVEL', ['loud']],
  ])('of %s is named, not repeated', (name, values) => {
    for (const value of values) {
      const found = problems({ [name]: value });
      expect(found, value).toHaveLength(1);
      expect(found[0]).toContain(name);
      if (value.length > 3) expect(found[0]).not.toContain(value);
    }
  });

  test('does not hide another', () => {
    expect(problems({ USER_POOLS_PORT: 'x', USER_POOLS_REGION: 'y', USER_POOLS_LOG_LEVEL: 'z' })).toHaveLength(3);
  });
});

test.each([
  'https://sms.example.com/send?account=7',
  'https://user:p%40ss@sms.example.com',
  'http://localhost:9000/send',
  'http://127.0.0.1/',
  'http://[::1]:9000',
])('text messages may be POSTed to %s', (url) => {
  expect(readConfig({ USER_POOLS_SMS_WEBHOOK_URL: url }).smsWebhookUrl).toBe(url);
});

test('signatures may go unchecked on a loopback address only', () => {
  const env = { USER_POOLS_UNSAFE_SKIP_SIGNATURE_CHECK: 'true' };
  expect(readConfig(env).unsafeSkipSignatureCheck).toBe(true);
  for (const USER_POOLS_HOST of ['0.0.0.0', '::', '192.0.2.1', 'example.com'])
    expect(problems({ ...env, USER_POOLS_HOST })).toHaveLength(1);
});

test('the help names every variable with its default', () => {
  const text = describeVariables();
  expect(text.split('\n')).toHaveLength(16);
  expect(text).toContain('(default 4568)');
});
