import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, signIn, tooManyAttempts, wrongPassword } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());
afterEach(() => {
  vi.restoreAllMocks();
});

/** Stops the server's clock, so that a slow machine cannot outlive a lock of one second. */
function stopClock() {
  let time = server.clock.now();
  vi.spyOn(server.ctx.clock, 'now').mockImplementation(() => time);
  return {
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

const guess = (name: string) => refusal(signIn(server, { clientId }, name, 'Wr0ng password!'));
const attempt = async (name: string) => (await signIn(server, { clientId }, name)).AuthenticationResult !== undefined;

async function fail(name: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) expect(await guess(name)).toEqual(wrongPassword);
}

function srp(username: string) {
  return startSrp({ client: server.anonymous, poolId, clientId, username, now: () => server.ctx.clock.now() });
}

test('the fifth wrong password locks for a second, each further one for twice as long, up to 15 minutes', async () => {
  const clock = stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  await fail(email, 4);
  const locks = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900];
  for (const seconds of locks) {
    await fail(email, 1);
    clock.advance(seconds * 1000 - 1);
    expect(await refusal(signIn(server, { clientId }, email))).toEqual(tooManyAttempts);
    clock.advance(1);
  }
  expect(await attempt(email)).toBe(true);
});

test('guesses during a lock neither count nor lengthen it', async () => {
  const clock = stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  await fail(email, 5);
  for (let time = 0; time < 10; time += 1) expect(await guess(email)).toEqual(tooManyAttempts);
  clock.advance(1000);
  expect(await attempt(email)).toBe(true);
});

test('the count starts again after a success', async () => {
  stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  await fail(email, 4);
  expect(await attempt(email)).toBe(true);
  await fail(email, 4);
  expect(await attempt(email)).toBe(true);
});

test('the count starts again after 15 quiet minutes', async () => {
  const clock = stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  await fail(email, 5);
  clock.advance(1000 + 15 * 60_000);
  await fail(email, 4);
  expect(await attempt(email)).toBe(true);
});

test('waiting the longest lock out buys one guess', async () => {
  const clock = stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  await fail(email, 4);
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]) {
    await fail(email, 1);
    expect(await guess(email)).toEqual(tooManyAttempts);
    clock.advance(seconds * 1000);
  }
  await fail(email, 1);
  clock.advance(1800_000);
  await fail(email, 4);
  expect(await attempt(email)).toBe(true);
});

test('the lock holds for SRP too, in both halves, and SRP guesses count', async () => {
  const clock = stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  const early = await srp(email);
  await fail(email, 3);
  for (let time = 0; time < 2; time += 1) {
    expect(await refusal((await srp(email)).answer('Wr0ng password!'))).toEqual(wrongPassword);
  }
  expect(await refusal(srp(email))).toEqual(tooManyAttempts);
  expect(await refusal(early.answer(password))).toEqual(tooManyAttempts);
  clock.advance(1000);
  expect((await early.answer(password)).AuthenticationResult).toBeDefined();
});

test('of 20 wrong passwords sent at once five are told wrong, and the right one is refused after them', async () => {
  stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess(email)));
  expect(answers.filter(({ message }) => message === wrongPassword.message)).toHaveLength(5);
  expect(answers.filter(({ message }) => message === tooManyAttempts.message)).toHaveLength(15);
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(tooManyAttempts);
});

test('of 20 SRP guesses sent at once five are told wrong', async () => {
  stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  const handshakes = await Promise.all(Array.from({ length: 20 }, () => srp(email)));
  const answers = await Promise.all(handshakes.map((handshake) => refusal(handshake.answer('Wr0ng password!'))));
  expect(answers.filter(({ message }) => message === wrongPassword.message)).toHaveLength(5);
  expect(answers.filter(({ message }) => message === tooManyAttempts.message)).toHaveLength(15);
});

test('the right password hidden among parallel guesses is not told once five were wrong', async () => {
  stopClock();
  const email = freshEmail();
  await createUser(server, poolId, email);
  // The right one is proved at once with the others, but its outcome is recorded last.
  let release: (() => void) | undefined;
  const others = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { verifierFor } = server.ctx.srp;
  vi.spyOn(server.ctx.srp, 'verifierFor').mockImplementation(async (pool, user, given, salt) => {
    const verifier = await verifierFor(pool, user, given, salt);
    if (given === password) await others;
    return verifier;
  });
  const right = refusal(signIn(server, { clientId }, email));
  await vi.waitFor(() => expect(server.ctx.srp.verifierFor).toHaveBeenCalled());
  await fail(email, 5);
  release?.();
  expect(await right).toEqual(tooManyAttempts);
});

test('right passwords sent at once all succeed', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(email)));
  expect(answers).toEqual(Array.from({ length: 12 }, () => true));
});

test('J056 a name nobody has locks out just so, under every spelling', async () => {
  const clock = stopClock();
  const email = freshEmail();
  const standIn = (await srp(email)).parameters.USER_ID_FOR_SRP ?? '';
  await fail(email, 2);
  await fail(email.toUpperCase(), 1);
  expect(await refusal((await srp(standIn)).answer('Wr0ng password!'))).toEqual(wrongPassword);
  await fail(standIn, 1);
  expect(await guess(email)).toEqual(tooManyAttempts);
  expect(await refusal(srp(email))).toEqual(tooManyAttempts);
  clock.advance(1000);
  await fail(email, 1);
  clock.advance(1999);
  expect(await guess(email)).toEqual(tooManyAttempts);
  clock.advance(1);
  await fail(email, 1);
});

test('a user is locked under every name, and others are not', async () => {
  stopClock();
  const [email, other] = [freshEmail(), freshEmail()];
  const sub = await createUser(server, poolId, email);
  await createUser(server, poolId, other);
  await fail(email, 3);
  await fail(sub, 2);
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(tooManyAttempts);
  expect(await attempt(other)).toBe(true);
});
