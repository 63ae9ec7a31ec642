import type { FloorName } from './servers/messages.ts';
import { signInBySrp } from './srp-client.ts';
import { password, type Target, type TargetName, username } from './targets/target.ts';

/** What a scenario is meant to cost at most. */
export type Aim =
  /** Times the floor. */
  | { kind: 'floor'; most: number }
  /** Milliseconds of CPU. */
  | { kind: 'cpu'; most: number }
  /** Times the cost in the smallest pool. */
  | { kind: 'size'; most: number };

export const scenarioNames = [
  'srp-sign-in',
  'password-sign-in',
  'get-tokens',
  'refresh',
  'get-user',
  'list-users',
  'sign-up',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface Scenario {
  title: string;
  aim: Aim;
  floor?: FloorName;
  /** Who can do it. */
  targets: TargetName[];
  /** How many requests, or pairs of them, make a round. */
  perRound: number;
  /** Prepares the load; what it returns sends the request number `index`. */
  prepare(target: Target): Promise<(index: number) => Promise<unknown>>;
}

const ours: TargetName[] = ['user-pools'];
const both: TargetName[] = ['user-pools', 'cognito-local'];

export const scenarios: Record<ScenarioName, Scenario> = {
  'srp-sign-in': {
    title: 'SRP sign-in (both requests)',
    aim: { kind: 'floor', most: 2 },
    floor: 'srp-sign-in',
    targets: ours,
    perRound: 40,
    prepare: async (target) => (index) => signInBySrp(target, someone(target, index)),
  },
  'password-sign-in': {
    title: 'Password sign-in',
    aim: { kind: 'floor', most: 2 },
    floor: 'password-sign-in',
    targets: both,
    perRound: 60,
    prepare: async (target) => (index) => signIn(target, someone(target, index)),
  },
  'get-tokens': {
    title: 'GetTokensFromRefreshToken',
    aim: { kind: 'floor', most: 2 },
    floor: 'refresh',
    targets: ours,
    perRound: 100,
    async prepare(target) {
      const tokens = await signInSeveral(target, 'RefreshToken');
      const bodies = tokens.map((RefreshToken) => JSON.stringify({ ClientId: target.clientId, RefreshToken }));
      return (index) => target.http.call('GetTokensFromRefreshToken', pick(bodies, index));
    },
  },
  refresh: {
    title: 'REFRESH_TOKEN_AUTH',
    aim: { kind: 'floor', most: 2 },
    floor: 'refresh',
    targets: both,
    perRound: 100,
    async prepare(target) {
      const tokens = await signInSeveral(target, 'RefreshToken');
      const bodies = tokens.map((REFRESH_TOKEN) =>
        JSON.stringify({
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          ClientId: target.clientId,
          AuthParameters: { REFRESH_TOKEN },
        }),
      );
      return (index) => target.http.call('InitiateAuth', pick(bodies, index));
    },
  },
  'get-user': {
    title: 'GetUser',
    aim: { kind: 'cpu', most: 0.25 },
    targets: both,
    perRound: 300,
    async prepare(target) {
      const tokens = await signInSeveral(target, 'AccessToken');
      const bodies = tokens.map((AccessToken) => JSON.stringify({ AccessToken }));
      return (index) => target.http.call('GetUser', pick(bodies, index));
    },
  },
  'list-users': {
    title: 'ListUsers, 60 a page',
    aim: { kind: 'size', most: 1.2 },
    targets: both,
    perRound: 60,
    async prepare(target) {
      const body = JSON.stringify({ UserPoolId: target.poolId, Limit: 60 });
      return async () => target.http.call('ListUsers', body, await target.sign('ListUsers', body));
    },
  },
  'sign-up': {
    title: 'SignUp with a mailed code',
    aim: { kind: 'floor', most: 1.3 },
    floor: 'sign-up',
    targets: both,
    perRound: 10,
    prepare: async (target) => (index) => {
      const Username = `new-${index}@example.com`;
      const UserAttributes = [{ Name: 'email', Value: Username }];
      const input = { ClientId: target.clientId, Username, Password: password, UserAttributes };
      return target.http.call('SignUp', JSON.stringify(input));
    },
  },
};

/** Users far apart follow each other, so that no page of the database is always at hand. */
function someone({ users }: Target, index: number): string {
  return username((index * 7919) % users);
}

function pick<Item>(items: Item[], index: number): Item {
  return items[index % items.length] as Item;
}

async function signIn({ http, clientId }: Target, name: string): Promise<Record<string, string>> {
  const AuthParameters = { USERNAME: name, PASSWORD: password };
  const input = { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters };
  const { AuthenticationResult } = await http.call('InitiateAuth', JSON.stringify(input));
  if (!AuthenticationResult) throw new Error('The sign-in gave no tokens.');
  return AuthenticationResult as Record<string, string>;
}

const mostTokens = 50;

/** A token each of some of the users. */
async function signInSeveral(target: Target, token: 'AccessToken' | 'RefreshToken'): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 0; index < Math.min(mostTokens, target.users); index += 1)
    tokens.push((await signIn(target, someone(target, index)))[token] ?? '');
  return tokens;
}
