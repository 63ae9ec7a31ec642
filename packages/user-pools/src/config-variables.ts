import { isIP } from 'node:net';
import type { Config } from './config.ts';
import { isLoopback } from './loopback.ts';

/** One environment variable: its default, what it must look like, and what that is called in a complaint. */
export interface Variable {
  name: string;
  fallback: string;
  valid(value: string): boolean;
  expected: string;
  meaning: string;
}

const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
const isOneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value);

/** The variables, by the member of the configuration that each one sets. */
export const variables = {
  host: {
    name: 'USER_POOLS_HOST',
    fallback: '127.0.0.1',
    valid: (value) => /^[\w.:-]+$/.test(value),
    expected: 'a host name or an IP address',
    meaning: 'address to listen on',
  },
  port: {
    name: 'USER_POOLS_PORT',
    fallback: '4568',
    valid: isPort,
    expected: 'a port from 0 to 65535',
    meaning: 'port of the API',
  },
  publicUrl: {
    name: 'USER_POOLS_PUBLIC_URL',
    fallback: '',
    valid: (value) => value === '' || isWebUrl(value),
    expected: 'an http:// or https:// URL without query or fragment',
    meaning: 'how clients reach this server; tokens name it as issuer (default http://localhost:<port>)',
  },
  issuer: {
    name: 'USER_POOLS_ISSUER',
    fallback: 'public-url',
    valid: isOneOf('public-url', 'aws'),
    expected: 'public-url or aws',
    meaning: "issuer of the tokens: public-url, or aws for Amazon's own text",
  },
  dataDir: {
    name: 'USER_POOLS_DATA_DIR',
    fallback: '.cruddur',
    valid: (value) => !value.includes('\0'),
    expected: 'a folder',
    meaning: 'folder of the database, the master key and the credentials',
  },
  masterKey: {
    name: 'USER_POOLS_MASTER_KEY',
    fallback: '',
    valid: (value) => value === '' || /^[A-Za-z0-9+/]{43}=$/.test(value),
    expected: '32 random bytes in base64 (44 characters)',
    meaning: 'key that opens the stored secrets (default: the file master-key in the data folder)',
  },
  region: {
    name: 'USER_POOLS_REGION',
    fallback: 'us-east-1',
    valid: (value) => /^(?:eusc-[a-z]{2}|[a-z]{2})-(?:gov-)?[a-z]+-\d$/.test(value),
    expected: 'the name of an AWS region',
    meaning: 'region that pool ids and signatures name',
  },
  accountId: {
    name: 'USER_POOLS_ACCOUNT_ID',
    fallback: '000000000000',
    valid: (value) => /^\d{12}$/.test(value),
    expected: 'twelve digits',
    meaning: 'account that ARNs name',
  },
  smtpUrl: {
    name: 'USER_POOLS_SMTP_URL',
    fallback: '',
    valid: (value) => value === '' || (/^smtps?:\/\//.test(value) && URL.canParse(value)),
    expected: 'an smtp:// or smtps:// URL',
    meaning: 'mail server (default: the development mailbox)',
  },
  mailboxPort: {
    name: 'USER_POOLS_MAILBOX_PORT',
    fallback: '8025',
    valid: isPort,
    expected: 'a port from 0 to 65535',
    meaning: 'port of the development mailbox, on 127.0.0.1',
  },
  mailFrom: {
    name: 'USER_POOLS_MAIL_FROM',
    fallback: 'no-reply@verificationemail.com',
    valid: (value) => /^[^\r\n]*@[^\r\n]+$/.test(value),
    expected: 'an e-mail address',
    meaning: 'sender where the pool names none',
  },
  smsWebhookUrl: {
    name: 'USER_POOLS_SMS_WEBHOOK_URL',
    fallback: '',
    valid: (value) => value === '' || isGatewayUrl(value),
    expected: 'an https:// URL, or an http:// URL of this machine, without fragment',
    meaning: 'gateway that text messages are POSTed to (default: the development mailbox while it takes the mail)',
  },
  unsafeSkipSignatureCheck: {
    name: 'USER_POOLS_UNSAFE_SKIP_SIGNATURE_CHECK',
    fallback: 'false',
    valid: isOneOf('true', 'false'),
    expected: 'true or false',
    meaning: 'true lets anyone on this machine administer every pool',
  },
  addressRate: {
    name: 'USER_POOLS_ADDRESS_RATE',
    fallback: '200',
    valid: (value) => /^\d{1,6}$/.test(value),
    expected: 'a whole number of calls a second, 0 for no limit',
    meaning: 'calls a second that one client address may make',
  },
  trustedProxies: {
    name: 'USER_POOLS_TRUSTED_PROXIES',
    fallback: '',
    valid: (value) => readList(value).every(isNetwork),
    expected: 'addresses or CIDR ranges with commas between them',
    meaning: 'reverse proxies whose X-Forwarded-For is believed',
  },
  logLevel: {
    name: 'USER_POOLS_LOG_LEVEL',
    fallback: 'info',
    valid: isOneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    expected: 'fatal, error, warn, info, debug, trace or silent',
    meaning: 'what is logged',
  },
} satisfies Record<keyof Config, Variable>;

/** The entries of a list with commas or blanks between them. */
export function readList(value: string): string[] {
  return value.split(/[, ]+/).filter(Boolean);
}

/** An address, or a range in CIDR notation. */
function isNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (longest < 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}

function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, search, hash, username } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && !search && !hash && !username;
}

/** A code must not cross a network in the clear. */
function isGatewayUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, hash, username, password } = new URL(value);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isPrivate && !hash && isDecodable(username) && isDecodable(password);
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}
