import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, signIn, test } from '../fixtures/index.ts';

/** A page of somebody else, on an origin of its own. */
async function serveElsewhere() {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Elsewhere</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => void server.close().closeAllConnections(),
  };
}

test('J143 J144 J145 J146 the browser asks before it sends the token, and is told that it may', async ({
  page,
  context,
  network,
  people,
}) => {
  const preflights: { url: string; status: number; headers: Record<string, string> }[] = [];
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.responseReceived', ({ type, response: { url, status, headers } }) => {
    if (type === 'Preflight') preflights.push({ url, status, headers });
  });
  const logged = network.logLines.length;
  await page.goto('/');
  await expect(page.getByText('Wrote my whole plan for the summer')).toBeVisible();
  // A visitor’s request is one that browsers send unasked.
  expect(preflights.filter(({ url }) => url.startsWith(network.apiUrl))).toEqual([]);
  await signIn(page, await people.create());
  await expect(page.getByText('You are in!')).toBeVisible();

  const asked = preflights.find(({ url }) => url === `${network.apiUrl}/api/activities/home`);
  expect(asked?.status).toBe(200);
  const headers = Object.fromEntries(
    Object.entries(asked?.headers ?? {}).map(([name, it]) => [name.toLowerCase(), it]),
  );
  expect(headers).toMatchObject({
    'access-control-allow-origin': network.webUrl,
    'access-control-allow-headers': 'Content-Type, Authorization',
    'access-control-allow-methods': 'OPTIONS, GET, HEAD, POST',
  });
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
  const lines = network.logLines.slice(logged).map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'OPTIONS /api/activities/home', status: 200 }));
});

test('J144 Authorization is exposed to the pages, and no cache gives their answer to others', async ({ network }) => {
  const { headers } = await fetch(`${network.apiUrl}/api/activities/home`, { headers: { origin: network.webUrl } });
  expect(headers.get('access-control-allow-origin')).toBe(network.webUrl);
  expect(headers.get('access-control-expose-headers')).toBe('Authorization');
  expect(headers.get('vary')).toContain('Origin');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('J143 J144 a page of another origin can neither read nor write', async ({ browser, network }) => {
  using elsewhere = await serveElsewhere();
  // Its console fills with the browser's refusals, so no watch stands by.
  const page = await browser.newPage();
  await page.goto(elsewhere.origin);
  const call = (init: { method?: string; body?: string; headers?: Record<string, string> }) =>
    page.evaluate(([url, options]) => fetch(url, options).then(({ status }) => `${status}`, String), [
      `${network.apiUrl}/api/activities`,
      init,
    ] as const);
  const body = JSON.stringify({ message: 'Hello', ttl: '1-hour' });
  const refused = 'TypeError: Failed to fetch';
  expect(await call({})).toBe(refused);
  expect(await call({ headers: { authorization: 'Bearer x' } })).toBe(refused);
  expect(await call({ method: 'POST', body, headers: { 'content-type': 'application/json' } })).toBe(refused);
  const { headers } = await fetch(`${network.apiUrl}/api/activities/home`, { headers: { origin: elsewhere.origin } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  // What a form can send without asking first is not even read.
  const form = await fetch(`${network.apiUrl}/api/activities`, {
    method: 'POST',
    body,
    headers: { origin: elsewhere.origin, 'content-type': 'text/plain' },
  });
  expect([401, 415]).toContain(form.status);
  await page.close();
});

test('the policy allows the pages’ own server and the two partners, and nothing else', async ({ page, network }) => {
  const partners = [network.apiUrl, network.userPools.ctx.config.publicUrl].map((url) => new URL(url).origin);
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': `'self' ${partners.join(' ')}`,
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
  };
  for (const address of ['/', '/signin', '/@tilde', '/config.json', '/icon.svg', '/assets/none.js']) {
    const headers = (await page.request.get(address)).headers();
    const directives = headers['content-security-policy']
      ?.split(/;\s*/)
      .map((directive) => directive.split(/ (.*)/, 2));
    expect(Object.fromEntries(directives ?? []), address).toEqual(policy);
    expect(headers, address).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  }
});

test('a script, a handler or a style smuggled into the page does not run', async ({ browser, network }) => {
  // The browser reports each refusal in the console, so no watch stands by.
  const page = await browser.newPage();
  await page.route(`${network.webUrl}/`, async (route) => {
    const response = await route.fetch();
    const smuggled = `<script>window.smuggled = 'script'</script>
      <img src="none" onerror="window.smuggled = 'handler'">
      <script src="data:text/javascript,window.smuggled='data'"></script>
      <style>body { border-top: 7px solid red }</style>`;
    const text = await response.text();
    await route.fulfill({ response, body: text.replace('</body>', `${smuggled}</body>`) });
  });
  const refusals: string[] = [];
  page.on('console', (message) => refusals.push(message.text()));
  await page.goto(network.webUrl);
  // The pages' own script runs.
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  expect(await page.locator('body > script:not([src])').count()).toBe(1);
  expect(await page.evaluate(() => Reflect.get(window, 'smuggled'))).toBeUndefined();
  await expect(page.locator('body')).toHaveCSS('border-top-width', '0px');
  for (const directive of ['script-src', 'style-src'])
    expect(refusals.join('\n')).toMatch(
      new RegExp(`violates the following Content Security Policy directive.*${directive}`),
    );
  // Nor can a script of ours be talked into making markup from text.
  const made = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>made from text</b>';
      return 'made';
    } catch (error) {
      return String(error);
    }
  });
  expect(made).toContain('TrustedHTML');
  await page.close();
});

test('the pages talk to nobody but their server, the API and the user pool', async ({ page, network, people }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await signIn(page, await people.create());
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.goto('/privacy');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { webUrl, apiUrl, userPools } = network;
  expect(origins).toEqual(new Set([webUrl, apiUrl, userPools.ctx.config.publicUrl].map((url) => new URL(url).origin)));
});
