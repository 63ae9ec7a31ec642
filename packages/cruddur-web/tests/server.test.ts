import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb, contentSecurityPolicy } from '../src/build.ts';
import { readWebOptions } from '../src/config.ts';
import { ConfigurationError } from '../src/lib/config.ts';
import { type RunningWeb, startWeb } from '../src/server.ts';

const config = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_AbCdEfGhI',
  userPoolClientId: '1example23456789',
  userPoolEndpoint: 'http://localhost:4568',
  apiUrl: 'http://localhost:4567',
};

let parent: string;
let folder: string;
let web: RunningWeb;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'cruddur-web-'));
  folder = join(parent, 'pages');
  await buildWeb(folder);
  web = await startWeb({ host: '127.0.0.1', port: 0, config, folder });
}, 120_000);

afterAll(async () => {
  await web.close();
  await rm(parent, { recursive: true });
});

async function get(path: string): Promise<Response> {
  return fetch(`${web.url}${path}`);
}

test('two builds at the same time replace the pages that are served, and leave nothing behind', async () => {
  await Promise.all([buildWeb(folder), buildWeb(folder)]);
  expect(await readdir(parent)).toEqual(['pages']);
  const [script] = /\/assets\/[\w-]+\.js/.exec(await (await get('/')).text()) ?? [];
  expect((await get(script ?? '')).headers.get('content-type')).toContain('javascript');
}, 60_000);

test('J048 the document has its title, its icon and the text for browsers without scripts', async () => {
  const document = await (await get('/')).text();
  expect(document).toContain('<title>Cruddur</title>');
  expect(document).toContain('<noscript>You need to enable JavaScript to run this app.</noscript>');
  expect((await get('/icon.svg')).headers.get('content-type')).toContain('image/svg+xml');
});

test.each(['/', '/signin', '/@ada', '/@ada.js', '/no/such/page?x=1'])(
  '%s is drawn by the one document',
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<div class="app" id="root">');
  },
);

test('nothing in the document needs an exception from the policy', async () => {
  const document = await (await get('/')).text();
  expect(document).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('assets keep for ever, since their names change with their content; missing ones are missing', async () => {
  const names = await readdir(join(folder, 'assets'));
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    const response = await get(`/assets/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  expect((await get('/assets/index-00000000.js')).status).toBe(404);
  expect((await get('/favicon.ico')).status).toBe(404);
});

test('the configuration is what the server was given, and is never kept', async () => {
  const response = await get('/config.json');
  expect(await response.json()).toEqual(config);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each(['/', '/config.json', '/assets/none.js', '/icon.svg'])('%s carries the guarding headers', async (path) => {
  const { headers } = await get(path);
  expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy(config));
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-frame-options')).toBe('DENY');
});

test('files outside the folder and hidden ones stay where they are', async () => {
  for (const path of ['/..%2f..%2fpackage.json', '/.sources', '/%2e%2e/package.json']) {
    const text = await (await get(path)).text();
    expect(text).not.toContain('"version"');
  }
});

test('the policy names the two partners and nobody else', () => {
  const connect = (given: Parameters<typeof contentSecurityPolicy>[0]) =>
    /connect-src ([^;]*)/.exec(contentSecurityPolicy(given))?.[1];
  expect(connect(config)).toBe("'self' http://localhost:4567 http://localhost:4568");
  expect(connect({ ...config, userPoolEndpoint: undefined })).toBe(
    "'self' http://localhost:4567 https://cognito-idp.us-east-1.amazonaws.com",
  );
  expect(contentSecurityPolicy(config)).not.toMatch(/unsafe|\*/);
});

const environment = {
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_COGNITO_USER_POOL_ID: config.userPoolId,
  AWS_COGNITO_USER_POOL_CLIENT_ID: config.userPoolClientId,
};

test('the environment gives the settings their values', () => {
  expect(readWebOptions(environment)).toEqual({
    host: '127.0.0.1',
    port: 3000,
    config: { ...config, userPoolEndpoint: undefined },
  });
  const own = { ...environment, COGNITO_ENDPOINT_URL: 'http://localhost:4568', CRUDDUR_WEB_PORT: '0' };
  expect(readWebOptions(own)).toMatchObject({ port: 0, config });
});

test('a wrong environment is refused, every problem by the name of its variable', () => {
  const read = () => readWebOptions({ ...environment, AWS_COGNITO_USER_POOL_ID: '', CRUDDUR_WEB_PORT: 'x' });
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow('CRUDDUR_WEB_PORT is not a port number. AWS_COGNITO_USER_POOL_ID is missing.');
});

test('started alone with a wrong environment it says so and stops', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const env = { AWS_DEFAULT_REGION: 'us-east-1' };
  const run = promisify(execFile)(process.execPath, [main], { env });
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: 'AWS_COGNITO_USER_POOL_ID is missing.\nAWS_COGNITO_USER_POOL_CLIENT_ID is missing.\n',
  });
});
