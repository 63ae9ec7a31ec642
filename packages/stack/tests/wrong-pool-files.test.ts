import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useRestarts } from './restarts.ts';

const { dataFile, infraFile, restart } = useRestarts();

test.each([
  ['not JSON', '{ "PoolName": "x", }', /user-pool\.json is not valid JSON: .*line 1/],
  [
    'a member that does not exist',
    '{ "PoolName": "x", "DeletionProtecton": "ACTIVE" }',
    /user-pool\.json is wrong: DeletionProtecton is no member of/,
  ],
  [
    'a nested slip',
    '{ "PoolName": "x", "Policies": { "PasswordPolicy": { "MinLength": 8 } } }',
    /Policies\.PasswordPolicy\.MinLength is no member of/,
  ],
  [
    'a wrong kind',
    '{ "PoolName": "x", "Schema": [{ "Name": 7 }] }',
    /user-pool\.json is wrong: Schema\[0\]\.Name must be a text/,
  ],
  [
    'a value out of range',
    '{ "PoolName": "x", "MfaConfiguration": "SOMETIMES" }',
    /user-pool\.json cannot be applied: .*mfaConfiguration.*\[/,
  ],
  [
    'a setting that is not built',
    '{ "PoolName": "x", "MfaConfiguration": "ON" }',
    /user-pool\.json cannot be applied: .*not supported by this server yet/,
  ],
  ['no name', '{}', /user-pool\.json is wrong: PoolName is missing/],
  ['a list', '[]', /user-pool\.json is wrong: the file must be an object/],
])('a pool file with %s: the file and the member are named, and nothing is made', async (_what, text, message) => {
  const good = readFileSync(infraFile('user-pool.json'), 'utf8');
  writeFileSync(infraFile('user-pool.json'), text);
  await expect(restart()).rejects.toThrow(message);
  writeFileSync(infraFile('user-pool.json'), good);
  const { userPools } = await restart();
  expect((await userPools.call('ListUserPools', { MaxResults: 10 })).UserPools).toHaveLength(1);
});

test('a missing file and a damaged memory are named', async () => {
  await restart();
  writeFileSync(dataFile('stack.json'), '{');
  await expect(restart()).rejects.toThrow(/stack\.json cannot be read .* Delete it/);
  rmSync(dataFile('stack.json'));
  rmSync(infraFile('app-client.json'));
  await expect(restart()).rejects.toThrow(/app-client\.json cannot be read \(ENOENT\)/);
});
