import { ConfigurationError, parseConfig, type WebConfig } from './lib/config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where to listen, and what to tell the pages. */
export interface WebOptions {
  host: string;
  /** 0 for any free port. */
  port: number;
  config: WebConfig;
  /** The folder of the built pages, if it is not the usual one. */
  folder?: string;
}

/** The environment variable behind each setting. */
const variables: readonly (readonly [setting: string, variable: string])[] = [
  ['region', 'AWS_DEFAULT_REGION'],
  ['userPoolId', 'AWS_COGNITO_USER_POOL_ID'],
  ['userPoolClientId', 'AWS_COGNITO_USER_POOL_CLIENT_ID'],
  ['userPoolEndpoint', 'COGNITO_ENDPOINT_URL'],
  ['apiUrl', 'BACKEND_URL'],
];

function nameVariable(problem: string): string {
  return variables.reduce(
    (text, [setting, variable]) => text.replace(new RegExp(`\\b${setting}\\b`), variable),
    problem,
  );
}

/**
 * Reads where to listen and what to tell the pages: CRUDDUR_WEB_HOST (127.0.0.1), CRUDDUR_WEB_PORT (3000),
 * AWS_DEFAULT_REGION, AWS_COGNITO_USER_POOL_ID, AWS_COGNITO_USER_POOL_CLIENT_ID, COGNITO_ENDPOINT_URL (absent for
 * Amazon) and BACKEND_URL (http://localhost:4567). Throws a ConfigurationError that names every problem.
 */
export function readWebOptions(env: Environment = process.env): WebOptions {
  const problems: string[] = [];
  const port = Number(env.CRUDDUR_WEB_PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('CRUDDUR_WEB_PORT is not a port number.');
  const given = Object.fromEntries(variables.map(([setting, variable]) => [setting, env[variable] || undefined]));
  try {
    const config = parseConfig({ ...given, apiUrl: given.apiUrl ?? 'http://localhost:4567' });
    if (problems.length === 0) return { host: env.CRUDDUR_WEB_HOST || '127.0.0.1', port, config };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems.map(nameVariable));
  }
  throw new ConfigurationError(problems);
}

/** The environment for building what visitors get, whatever this process itself runs as. */
export function productionEnvironment(env: Environment = process.env): Environment {
  return { ...env, NODE_ENV: 'production' };
}
