/** Settings of the API, read from the environment here and nowhere else. */
export interface ApiConfig {
  /** Address to listen on. */
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Origins (scheme, host, port) whose pages may call the API: the web app, and the API's own. */
  frontendUrl: string;
  backendUrl: string;
  region: string;
  userPoolId: string;
  /** The app client whose access tokens are good. */
  userPoolClientId: string;
  /** Where the user pool is served, without a trailing slash; undefined: Amazon. */
  userPoolEndpoint: string | undefined;
  /** Folder of the database. */
  dataDir: string;
  /** True: the sample cruds come back when all have expired. */
  sampleCruds: boolean;
  /** As pino names them. */
  logLevel: string;
}

/** The environment is not usable. `problems` names every one of them, and so does `message`, a line each. */
export class ApiConfigError extends Error {
  override readonly name = 'ApiConfigError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Every variable, for `--help`. */
export const variables: Record<string, string> = {
  AWS_COGNITO_USER_POOL_ID: 'the user pool; required',
  AWS_COGNITO_USER_POOL_CLIENT_ID: 'the app client whose tokens are accepted; required',
  AWS_DEFAULT_REGION: 'its region (or AWS_REGION); required',
  COGNITO_ENDPOINT_URL: 'where the user pool is served; absent: Amazon',
  FRONTEND_URL: 'origin of the web app; default http://localhost:3000',
  BACKEND_URL: 'origin of this API; default http://localhost:<port>',
  CRUDDUR_API_HOST: 'address to listen on; default 127.0.0.1',
  CRUDDUR_API_PORT: 'default 4567; 0 takes a free one',
  CRUDDUR_API_DATA_DIR: 'folder of the database; default .cruddur',
  CRUDDUR_API_SAMPLE_CRUDS: 'true: the sample cruds come back when all have expired; default false',
  CRUDDUR_API_LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent; default info',
};

const originRule = 'must be an http or https origin';
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

type Env = Record<string, string | undefined>;

/** @throws ApiConfigError naming every problem at once */
export function readApiConfig(env: Env = process.env): ApiConfig {
  const problems: string[] = [];
  const read = createReader(env, problems);
  const port = read('CRUDDUR_API_PORT', isPort, 'must be a port number from 0 to 65535', '4567');
  const level = read('CRUDDUR_API_LOG_LEVEL', isLogLevel, `must be one of ${logLevels.join(', ')}`, 'info');
  const config: ApiConfig = {
    host: read('CRUDDUR_API_HOST', isHost, 'must be a host name or address', '127.0.0.1'),
    port: Number(port),
    frontendUrl: toOrigin(read('FRONTEND_URL', isOrigin, originRule, 'http://localhost:3000')),
    backendUrl: toOrigin(read('BACKEND_URL', isOrigin, originRule, `http://localhost:${port}`)),
    region: env.AWS_DEFAULT_REGION?.trim() || env.AWS_REGION?.trim() || '',
    userPoolId: read('AWS_COGNITO_USER_POOL_ID', isPoolId, 'must look like <region>_<letters and digits>'),
    userPoolClientId: read('AWS_COGNITO_USER_POOL_CLIENT_ID', isClientId, 'must be the id of an app client'),
    userPoolEndpoint: env.COGNITO_ENDPOINT_URL?.trim()
      ? read('COGNITO_ENDPOINT_URL', isHttpUrl, 'must be an http or https address').replace(/\/+$/, '')
      : undefined,
    dataDir: read('CRUDDUR_API_DATA_DIR', () => true, '', '.cruddur'),
    sampleCruds: read('CRUDDUR_API_SAMPLE_CRUDS', isBoolean, 'must be true or false', 'false') === 'true',
    logLevel: level,
  };
  problems.push(...findRegionProblems(config));
  if (problems.length > 0) throw new ApiConfigError(problems);
  return config;
}

/** Reads one variable: its value or its default; absent or not passing the check, a problem. An empty variable counts as absent. */
function createReader(env: Env, problems: string[]) {
  return (name: string, passes: (value: string) => boolean, rule: string, fallback?: string): string => {
    const value = env[name]?.trim() || fallback;
    if (value === undefined) problems.push(`${name} is not set: ${variables[name]}`);
    else if (!passes(value)) problems.push(`${name} ${rule}, but is ${JSON.stringify(value)}`);
    return value ?? '';
  };
}

function findRegionProblems({ region, userPoolEndpoint, userPoolId }: ApiConfig): string[] {
  if (!region) return ['No AWS region provided: set AWS_DEFAULT_REGION'];
  const elsewhere = !userPoolEndpoint && isPoolId(userPoolId) && !userPoolId.startsWith(`${region}_`);
  return elsewhere ? [`AWS_COGNITO_USER_POOL_ID ${userPoolId} is not in the region ${region}`] : [];
}

/** What the tokens' `iss` must be: Amazon's text, or the pool at the endpoint named. */
export function issuerOf({ userPoolEndpoint, region, userPoolId }: ApiConfig): string {
  return `${userPoolEndpoint ?? `https://cognito-idp.${region}.amazonaws.com`}/${userPoolId}`;
}

const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
const isHost = (value: string) => /^[\w.:-]{1,255}$/.test(value);
const isLogLevel = (value: string) => logLevels.includes(value);
const isBoolean = (value: string) => value === 'true' || value === 'false';
const isPoolId = (value: string) => /^[\w-]{1,55}_[0-9a-zA-Z]{1,55}$/.test(value);
const isClientId = (value: string) => /^[\w+]{1,128}$/.test(value);
const isHttpUrl = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
const isOrigin = (value: string) => isHttpUrl(value) && new URL(value).href === `${new URL(value).origin}/`;
const toOrigin = (value: string) => (isOrigin(value) ? new URL(value).origin : value);
