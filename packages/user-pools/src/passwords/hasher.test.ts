import { expect, test } from 'vitest';
import { createPasswordHasher, decoyHash } from './hasher.ts';

test('a hash is argon2id with the OWASP parameters, has a salt of its own, and fits its password only', async () => {
  const hasher = createPasswordHasher();
  const [one, other] = await Promise.all([hasher.hash('Pa55word!'), hasher.hash('Pa55word!')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await hasher.verify(one, 'Pa55word!')).toBe(true);
  expect(await hasher.verify(one, 'pa55word!')).toBe(false);
  await hasher.close();
});

test('the decoy has the parameters of a real hash and fits nothing', async () => {
  const hasher = createPasswordHasher();
  const parts = (phc: string) => phc.split('$').slice(0, 4);
  expect(parts(decoyHash)).toEqual(parts(await hasher.hash('Pa55word!')));
  expect(decoyHash.length).toBe((await hasher.hash('Pa55word!')).length);
  for (const password of ['', 'Pa55word!', 'AAAA']) expect(await hasher.verify(decoyHash, password)).toBe(false);
  await hasher.close();
});

test('hashes beyond the queue are shed, the others are done, and closing waits for them', async () => {
  const hasher = createPasswordHasher(2);
  const jobs = Array.from({ length: 103 }, () => hasher.verify(decoyHash, 'x'));
  await expect(jobs.at(-1)).rejects.toMatchObject({ name: 'TooManyRequestsException', message: 'Rate exceeded' });
  await hasher.close();
  const settled = await Promise.allSettled(jobs.slice(0, -1));
  expect(settled.every(({ status }) => status === 'fulfilled')).toBe(true);
  await expect(hasher.verify(decoyHash, 'x')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
});
