import { join, resolve } from 'node:path';
import { type ApiConfig, ApiConfigError, readApiConfig } from '@cruddur/cruddur-api';
import { type Config, ConfigError, readConfig } from '@cruddur/user-pools';
import { StackError } from './errors.ts';
import { root } from './paths.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of the whole, read from the environment here and nowhere else. */
export interface StackConfig {
  /** Everything the servers remember. */
  dataDir: string;
  /** Folder of `user-pool.json` and `app-client.json`. */
  infraDir: string;
  userPools: Config;
  /** What is missing here is known only once the pool exists. */
  api: Omit<ApiConfig, 'userPoolId' | 'userPoolClientId' | 'userPoolEndpoint'>;
  /** Port of the web pages, on 127.0.0.1; 0 takes a free one. */
  webPort: number;
}

/** Where everything is kept, as an absolute path; relative ones count from the project's folder. */
export function readDataDir(env: Environment = process.env): string {
  return resolve(root, env.CRUDDUR_DATA_DIR?.trim() || '.cruddur');
}

/** @throws StackError naming every problem at once. */
export function readStackConfig(env: Environment = process.env): StackConfig {
  const problems: string[] = [];
  const dataDir = readDataDir(env);
  const logLevel = env.CRUDDUR_LOG_LEVEL?.trim() || 'warn';
  const webPort = env.CRUDDUR_WEB_PORT?.trim() || '3000';
  const isPort = /^\d{1,5}$/.test(webPort) && Number(webPort) <= 65_535;
  if (!isPort) problems.push('CRUDDUR_WEB_PORT must be a port from 0 to 65535.');
  const userPools = collect(problems, () =>
    readConfig({ USER_POOLS_LOG_LEVEL: logLevel, ...withoutEmpty(env), USER_POOLS_DATA_DIR: dataDir }),
  );
  const region = userPools?.region ?? 'us-east-1';
  const api = collect(problems, () =>
    readApiConfig({
      CRUDDUR_API_LOG_LEVEL: logLevel,
      CRUDDUR_API_SAMPLE_CRUDS: 'true',
      FRONTEND_URL: `http://localhost:${isPort ? webPort : 3000}`,
      ...withoutEmpty(env),
      CRUDDUR_API_DATA_DIR: dataDir,
      AWS_DEFAULT_REGION: region,
      COGNITO_ENDPOINT_URL: userPools?.publicUrl,
      AWS_COGNITO_USER_POOL_ID: `${region}_notYetKnown`,
      AWS_COGNITO_USER_POOL_CLIENT_ID: 'notyetknown',
    }),
  );
  if (problems.length > 0 || !userPools || !api)
    throw new StackError(`The configuration is wrong: ${problems.join(' ')} Mend the environment and start again.`);
  return {
    dataDir,
    infraDir: resolve(root, env.CRUDDUR_INFRA_DIR?.trim() || join('infra', 'pool')),
    userPools,
    api,
    webPort: Number(webPort),
  };
}

/** An empty variable counts as absent, so that it does not hide a default. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

function collect<Result>(problems: string[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ApiConfigError)) throw error;
    problems.push(...error.problems.map((problem) => (/[.!?]$/.test(problem) ? problem : `${problem}.`)));
    return undefined;
  }
}
