/** What one running installation of the web pages needs to know; read when a page loads, so one build serves all. */
export interface WebConfig {
  region: string;
  userPoolId: string;
  userPoolClientId: string;
  /** Address of our own user pools server; absent for Amazon's service. */
  userPoolEndpoint?: string | undefined;
  /** Address of the JSON API, without a path. */
  apiUrl: string;
}

/** The configuration is missing or wrong. `problems` says what to mend, a sentence each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join(' '));
    this.problems = problems;
  }
}

const regionForm = /^[a-z]{2}(-[a-z]+)+-\d$/;
const poolForm = /^([\w-]+)_[0-9a-zA-Z]+$/;
const clientForm = /^[\w+]+$/;

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

/** Checks what was read from /config.json. Throws a ConfigurationError that names every problem. */
export function parseConfig(value: unknown): WebConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigurationError(['The configuration is not a JSON object.']);
  }
  const given: Record<string, unknown> = { ...value };
  const problems: string[] = [];

  function read(name: keyof WebConfig, isGood: (text: string) => boolean, expected: string): string {
    const text = given[name];
    if (typeof text === 'string' && isGood(text)) return text;
    problems.push(text === undefined || text === '' ? `${name} is missing.` : `${name} ${expected}.`);
    return '';
  }

  const region = read('region', (text) => regionForm.test(text), 'is not the name of a region, such as us-east-1');
  const userPoolId = read('userPoolId', (text) => poolForm.test(text), 'does not look like us-east-1_AbCdEfGhI');
  const userPoolClientId = read('userPoolClientId', (text) => clientForm.test(text), 'is not an app client id');
  const apiUrl = read('apiUrl', isWebAddress, 'is not a web address, such as http://localhost:4567');
  const endpoint = 'is not a web address, such as http://localhost:4568';
  const userPoolEndpoint = given.userPoolEndpoint ? read('userPoolEndpoint', isWebAddress, endpoint) : undefined;
  const poolRegion = poolForm.exec(userPoolId)?.[1];
  if (region && poolRegion && poolRegion !== region) {
    problems.push(`userPoolId belongs to the region ${poolRegion}, but region says ${region}.`);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { region, userPoolId, userPoolClientId, userPoolEndpoint, apiUrl };
}

/** Fetches and checks /config.json. Throws a ConfigurationError when there is none or it is wrong. */
export async function loadConfig(): Promise<WebConfig> {
  let response: Response;
  try {
    response = await fetch('/config.json', { cache: 'no-store' });
  } catch {
    throw new ConfigurationError(['The file /config.json could not be fetched: the server did not answer.']);
  }
  if (!response.ok) {
    throw new ConfigurationError([`The file /config.json could not be fetched: the server said ${response.status}.`]);
  }
  let value: unknown;
  try {
    value = JSON.parse(await response.text());
  } catch {
    throw new ConfigurationError(['The file /config.json is not valid JSON.']);
  }
  return parseConfig(value);
}

/** Where the user pool answers: our own server, or Amazon's for the pool's region. */
export function userPoolUrl(config: Pick<WebConfig, 'region' | 'userPoolEndpoint'>): string {
  return config.userPoolEndpoint ?? `https://cognito-idp.${config.region}.amazonaws.com`;
}
