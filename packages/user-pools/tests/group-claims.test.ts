import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupsOf, role } from './groups-client.ts';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, setPassword, signIn, tokensOf } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
let groups: ReturnType<typeof groupsOf>;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  groups = groupsOf(server, poolId);
});
afterAll(() => server?.close());

let made = 0;

/** Makes groups of fresh names and puts a new user into them, last one first. @returns the names in the order given */
async function memberOf(...given: { Precedence?: number; RoleArn?: string }[]) {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const names: string[] = [];
  for (const group of given) {
    made += 1;
    const name = `group-${String(made).padStart(3, '0')}`;
    await groups.create(name, group);
    names.push(name);
  }
  for (const name of names.toReversed()) await groups.add(name, email);
  return { email, names };
}

type Tokens = { AccessToken?: string; IdToken?: string };

/** Every claim of the two tokens that is about groups. */
function said({ AccessToken = '', IdToken = '' }: Tokens) {
  const about = (token: string) =>
    Object.fromEntries(Object.entries(claimsIn(token)).filter(([name]) => /^cognito:(groups|.*role)/.test(name)));
  return { id: about(IdToken), access: about(AccessToken) };
}
const saidOf = async (email: string) => said(await tokensOf(server, { clientId }, email));

test('a user without groups has no such claim', async () => {
  const { email } = await memberOf();
  expect(await saidOf(email)).toEqual({ id: {}, access: {} });
});

test('groups stand in both tokens, the lowest precedence first, those without one last and by name', async () => {
  const { email, names } = await memberOf({}, { Precedence: 10 }, { Precedence: 0 }, {}, { Precedence: 10 });
  const [none, ten, zero, none2, ten2] = names;
  const ordered = { 'cognito:groups': [zero, ten, ten2, none, none2] };
  expect(await saidOf(email)).toEqual({ id: ordered, access: ordered });
});

describe('roles stand in the ID token alone', () => {
  test('in the order of their groups, each once, and that of the lowest precedence is preferred', async () => {
    const { email, names } = await memberOf(
      { Precedence: 20, RoleArn: role('b') },
      { Precedence: 10, RoleArn: role('a') },
      { Precedence: 30, RoleArn: role('a') },
      { RoleArn: role('c') },
    );
    const [second, first, third, last] = names;
    const ordered = { 'cognito:groups': [first, second, third, last] };
    expect(await saidOf(email)).toEqual({
      id: {
        ...ordered,
        'cognito:roles': [role('a'), role('b'), role('c')],
        'cognito:preferred_role': role('a'),
      },
      access: ordered,
    });
  });

  test.each([
    [
      'two of one precedence with different roles',
      [
        { Precedence: 1, RoleArn: role('a') },
        { Precedence: 1, RoleArn: role('b') },
      ],
      undefined,
    ],
    [
      'two of one precedence with the same role',
      [
        { Precedence: 1, RoleArn: role('a') },
        { Precedence: 1, RoleArn: role('a') },
      ],
      role('a'),
    ],
    ['two without precedence with different roles', [{ RoleArn: role('a') }, { RoleArn: role('b') }], undefined],
    [
      'a tie behind a better one',
      [
        { Precedence: 0, RoleArn: role('z') },
        { Precedence: 1, RoleArn: role('a') },
        { Precedence: 1, RoleArn: role('b') },
      ],
      role('z'),
    ],
    ['a better group that has no role', [{ Precedence: 0 }, { Precedence: 1, RoleArn: role('a') }], role('a')],
    ['one group without precedence', [{ RoleArn: role('a') }], role('a')],
    ['zero before none', [{ RoleArn: role('b') }, { Precedence: 0, RoleArn: role('a') }], role('a')],
  ])('%s', async (_, given, preferred) => {
    const { email } = await memberOf(...given);
    const { id } = await saidOf(email);
    expect(id['cognito:preferred_role']).toBe(preferred);
    expect(new Set(id['cognito:roles'] as string[])).toEqual(
      new Set(given.flatMap(({ RoleArn }: { RoleArn?: string }) => RoleArn ?? [])),
    );
  });

  test('groups without roles make no role claims', async () => {
    const { email } = await memberOf({ Precedence: 1 });
    expect(Object.keys((await saidOf(email)).id)).toEqual(['cognito:groups']);
  });
});

test('a membership that comes or goes, or a changed group, shows at the next refresh, whichever way', async () => {
  const { email, names } = await memberOf({ Precedence: 1, RoleArn: role('a') }, { Precedence: 2 });
  const [one = '', two = ''] = names;
  const { RefreshToken } = await tokensOf(server, { clientId }, email);
  const refreshed = async () => {
    const answers = [];
    for (const [, refresh] of ways) {
      const { AuthenticationResult } = await refresh(server, clientId, RefreshToken);
      answers.push(said(AuthenticationResult ?? {}));
    }
    return answers;
  };
  const expectAll = async (list: string[] | undefined, preferred?: string) => {
    for (const { id, access } of await refreshed()) {
      expect(id['cognito:groups']).toEqual(list);
      expect(access['cognito:groups']).toEqual(list);
      expect(id['cognito:preferred_role']).toBe(preferred);
    }
  };
  await expectAll([one, two], role('a'));
  await groups.update(two, { Precedence: 0, RoleArn: role('b') });
  await expectAll([two, one], role('b'));
  await groups.expel(two, email);
  await expectAll([one], role('a'));
  await groups.remove(one);
  await expectAll(undefined);
  await groups.add(two, email);
  await expectAll([two], role('b'));
});

test('SRP and a first new password give the claims too', async () => {
  const { email, names } = await memberOf({});
  const srp = await startSrp({ client: server.anonymous, poolId, clientId, username: email, now: server.clock.now });
  const { AuthenticationResult } = await srp.answer('Pa55word!');
  expect(said(AuthenticationResult ?? {}).access).toEqual({ 'cognito:groups': names });
  await setPassword(server, poolId, email, 'Temp0rary!', false);
  const challenge = await signIn(server, { clientId }, email, 'Temp0rary!');
  const answered = await server.call('RespondToAuthChallenge', {
    ClientId: clientId,
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: challenge.Session,
    ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'Ch0sen by me!' },
  });
  expect(said(answered.AuthenticationResult ?? {}).id).toEqual({ 'cognito:groups': names });
});
