import { readList, variables } from './config-variables.ts';
import { isLoopback } from './loopback.ts';

/** Settings of the server, read from the environment here and nowhere else. */
export interface Config {
  /** Address to listen on. */
  host: string;
  /** Port of the API; 0 lets the system choose. */
  port: number;
  /** How clients reach this server, without a trailing slash: the issuer begins with it. */
  publicUrl: string;
  /** `public-url`: the issuer is this server's URL; `aws`: Amazon's own issuer text, for verifiers that know no other. */
  issuer: 'public-url' | 'aws';
  /** Folder of the database, the master key and the generated credentials. */
  dataDir: string;
  /** 32 bytes, base64, from USER_POOLS_MASTER_KEY; absent: the file `master-key` in `dataDir`. */
  masterKey: string | undefined;
  region: string;
  /** Twelve digits. */
  accountId: string;
  /** smtp:// or smtps:// URL; absent: the development mailbox. */
  smtpUrl: string | undefined;
  /** Loopback port of the development mailbox; 0 lets the system choose. */
  mailboxPort: number;
  /** From address where the pool names none. */
  mailFrom: string;
  /** Where text messages are POSTed, credentials included; absent: the development mailbox too, but only while mail goes there. */
  smsWebhookUrl: string | undefined;
  /** True switches the SigV4 check off and binds loopback only. */
  unsafeSkipSignatureCheck: boolean;
  /** Calls a second that one client address may make, with a burst of five times as many; 0 sets no limit. */
  addressRate: number;
  /** Addresses or CIDR ranges of reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  logLevel: string;
}

/** The environment does not make a configuration. `problems` has one plain sentence for each fault. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration is wrong: ${problems.join(' ')}`);
    this.problems = problems;
  }
}

/**
 * Turns environment variables into a configuration; an empty variable counts as absent.
 *
 * @throws ConfigError naming every problem at once.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems: string[] = [];
  const read = (key: keyof Config): string => {
    const { name, fallback, valid, expected } = variables[key];
    const value = env[name]?.trim() || fallback;
    // The value itself is not repeated: it may be a secret in the wrong variable.
    if (!valid(value)) problems.push(`${name} must be ${expected}.`);
    return value;
  };
  const port = Number(read('port'));
  const config: Config = {
    host: read('host'),
    port,
    publicUrl: (read('publicUrl') || `http://localhost:${port}`).replace(/\/+$/, ''),
    issuer: read('issuer') as Config['issuer'],
    dataDir: read('dataDir'),
    masterKey: read('masterKey') || undefined,
    region: read('region'),
    accountId: read('accountId'),
    smtpUrl: read('smtpUrl') || undefined,
    mailboxPort: Number(read('mailboxPort')),
    mailFrom: read('mailFrom'),
    smsWebhookUrl: read('smsWebhookUrl') || undefined,
    unsafeSkipSignatureCheck: read('unsafeSkipSignatureCheck') === 'true',
    addressRate: Number(read('addressRate')),
    trustedProxies: readList(read('trustedProxies')),
    logLevel: read('logLevel'),
  };
  if (config.unsafeSkipSignatureCheck && !isLoopback(config.host))
    problems.push(
      `${variables.unsafeSkipSignatureCheck.name} may be true only while USER_POOLS_HOST is a loopback name.`,
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** One line for each variable: name, default, meaning. */
export function describeVariables(): string {
  const width = Math.max(...Object.values(variables).map(({ name }) => name.length));
  return Object.values(variables)
    .map(
      ({ name, fallback, meaning }) => `  ${name.padEnd(width)}  ${meaning}${fallback ? ` (default ${fallback})` : ''}`,
    )
    .join('\n');
}
