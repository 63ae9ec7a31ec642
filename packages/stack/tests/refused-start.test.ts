import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressesOf, refusalOf, stop, useStarts } from './starts.ts';

const { folder, start } = useStarts();

test('a busy port is named, with the variable that moves it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await expect.poll(() => other.address()).not.toBeNull();
  const address = other.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  for (const [variable, purpose] of [
    ['CRUDDUR_WEB_PORT', 'web pages'],
    ['CRUDDUR_API_PORT', 'API'],
    ['USER_POOLS_PORT', 'user pools'],
    ['USER_POOLS_MAILBOX_PORT', 'mailbox'],
  ] as const) {
    expect(await refusalOf(start({ [variable]: port }))).toBe(
      `Port ${port} (${purpose}) is in use by another program. Stop it, or choose another port with ${variable}.\n`,
    );
  }
  other.close();
  expect(existsSync(join(folder(), 'data'))).toBe(false);
});

test('a second instance on the same folder is told so, and the first goes on', async () => {
  const first = start();
  const { userPoolsUrl } = await addressesOf(first);
  expect(await refusalOf(start())).toMatch(/another process is serving it\. Stop that process first\.$/m);
  expect((await fetch(`${userPoolsUrl}/health`)).status).toBe(200);
});

test('a lost master key: nothing is overwritten, and the key put back opens everything again', async () => {
  const first = start();
  const { userPoolId } = await addressesOf(first);
  expect(await stop(first)).toBe(0);
  const key = join(folder(), 'data', 'master-key');
  const database = join(folder(), 'data', 'user-pools.sqlite');
  const before = readFileSync(database);
  renameSync(key, join(folder(), 'kept'));
  expect(await refusalOf(start())).toMatch(/The master key .* is missing.* Put the file back/);
  expect(existsSync(key)).toBe(false);
  expect(readFileSync(database).equals(before)).toBe(true);
  const wrongKey = Buffer.alloc(32, 7).toString('base64');
  expect(await refusalOf(start({ USER_POOLS_MASTER_KEY: wrongKey }))).toMatch(/master key/i);
  renameSync(join(folder(), 'kept'), key);
  expect((await addressesOf(start())).userPoolId).toBe(userPoolId);
});

test('a data folder that cannot be used is named', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(await refusalOf(start({ CRUDDUR_DATA_DIR: join(file, 'data') }))).toMatch(
    /^The data folder .* cannot be used \(ENOTDIR\)\. Let this user/,
  );
  const damaged = join(folder(), 'damaged');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'user-pools.sqlite'), 'no database'.repeat(1000));
  writeFileSync(join(damaged, 'master-key'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  expect(await refusalOf(start({ CRUDDUR_DATA_DIR: damaged }))).toMatch(/not an SQLite database/);
  // Rights do not bind root, who runs the tests in a container.
  if (process.getuid?.() !== 0) {
    const closed = join(folder(), 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    expect(await refusalOf(start({ CRUDDUR_DATA_DIR: closed }))).toMatch(/cannot be used \(EACCES\)/);
  }
});

test('wrong configuration: every problem in one line', async () => {
  const env = {
    CRUDDUR_WEB_PORT: 'three',
    USER_POOLS_ISSUER: 'me',
    CRUDDUR_API_HOST: 'a b',
    CRUDDUR_LOG_LEVEL: 'loud',
  };
  const line = await refusalOf(start(env));
  for (const name of ['CRUDDUR_WEB_PORT', 'USER_POOLS_ISSUER', 'CRUDDUR_API_HOST', 'LOG_LEVEL'])
    expect(line).toContain(name);
  expect(await refusalOf(start({}, ['--colour']))).toMatch(/--colour.*--help/);
});

test('a wrong pool file is named before anything is made', async () => {
  const infra = join(folder(), 'pool');
  mkdirSync(infra);
  writeFileSync(join(infra, 'user-pool.json'), '{"PoolNam": "x"}');
  expect(await refusalOf(start({ CRUDDUR_INFRA_DIR: infra }))).toMatch(
    /user-pool\.json is wrong: PoolNam is no member/,
  );
});
