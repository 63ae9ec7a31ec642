/** amazon-cognito-identity-js (what Amplify 5 is made of), unchanged: its callbacks as promises, and storage like a browser's. */
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type ICognitoStorage,
} from 'amazon-cognito-identity-js';
import type { Place } from './phones.ts';
import type { TestServer } from './server.ts';
import { password } from './sign-in.ts';

export interface BrowserPool {
  /** Whom the browser remembers, as after loading a page anew; null when nobody is signed in. */
  current(): CognitoUser | null;
  user(username: string): CognitoUser;
  pool: CognitoUserPool;
  stored: Map<string, string>;
}

/** A pool of this server in a browser that knows nobody yet, or in one that has stored this. */
export function openPool(
  server: TestServer,
  { poolId, clientId }: Place,
  stored = new Map<string, string>(),
): BrowserPool {
  const Storage = storageOf(stored);
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: server.url, Storage });
  return {
    current: () => pool.getCurrentUser(),
    user: (Username) => new CognitoUser({ Username, Pool: pool, Storage }),
    pool,
    stored,
  };
}

function storageOf(stored: Map<string, string>): ICognitoStorage {
  return {
    setItem: (key, value) => {
      stored.set(key, value);
    },
    getItem: (key) => stored.get(key) ?? null,
    removeItem: (key) => {
      stored.delete(key);
    },
    clear: () => {
      stored.clear();
    },
  };
}

interface Callbacks<Result> {
  onSuccess(result: Result): void;
  onFailure(error: Error): void;
}

/** The outcome of a call that takes `onSuccess` and `onFailure`. */
export function outcome<Result = string>(call: (callbacks: Callbacks<Result>) => void): Promise<Result> {
  return new Promise((onSuccess, onFailure) => call({ onSuccess, onFailure }));
}

/** The outcome of a call that takes Node's callback. */
export function called<Result = string>(
  call: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> {
  return outcome(({ onSuccess, onFailure }) =>
    call((error, result) => (error ? onFailure(error) : onSuccess(result as Result))),
  );
}

/** Signs in, with the password in plain text unless `flow` says otherwise. */
export function authenticate(
  user: CognitoUser,
  given = password,
  flow: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' = 'USER_PASSWORD_AUTH',
): Promise<CognitoUserSession> {
  user.setAuthenticationFlowType(flow);
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: given });
  return outcome((callbacks) => user.authenticateUser(details, callbacks));
}

/** The session a user has, refreshed when it ran out. */
export function sessionOf(user: CognitoUser | null): Promise<CognitoUserSession> {
  return called((done) => user?.getSession(done));
}
