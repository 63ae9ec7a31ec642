/** Amplify as a web page uses it, unchanged: configured for a pool of this server, with storage like a browser's. */
import { Amplify } from 'aws-amplify';
import { type SignInInput, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger, type KeyValueStorageInterface } from 'aws-amplify/utils';
import type { Place } from './phones.ts';
import type { TestServer } from './server.ts';
import { password } from './sign-in.ts';

// Amplify would warn that the pool is not Amazon's.
ConsoleLogger.LOG_LEVEL = 'NONE';

/** What one browser has stored: tokens, the last user, devices. */
export type BrowserStorage = KeyValueStorageInterface & { keys(): string[] };

/** Amplify goes on in a browser: a new one where nobody is signed in, or one of before. */
export function openBrowser(
  server: TestServer,
  { poolId, clientId }: Place,
  storage: BrowserStorage = newStorage(),
): BrowserStorage {
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: server.url } },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(storage);
  return storage;
}

/** Options of a sign-in by a password in plain text; without them Amplify uses SRP. */
export const plain = { authFlowType: 'USER_PASSWORD_AUTH' } as const;

/** Signs in with a password in plain text, unless `options` name another flow. */
export function enter(username: string, given = password, options: SignInInput['options'] = plain) {
  return signIn({ username, password: given, options });
}

/** What Amplify answers to a sign-in that is complete. */
export const signedIn = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };

/** What Amplify throws when nobody is signed in. */
export const unauthenticated = {
  name: 'UserUnAuthenticatedException',
  message: 'User needs to be authenticated to call this API.',
};

/** What Amplify tells of a code that was mailed to a `freshEmail`. */
export const mailed = { destination: 'p***@e***', deliveryMedium: 'EMAIL', attributeName: 'email' };

function newStorage(): BrowserStorage {
  const values = new Map<string, string>();
  return {
    async setItem(key, value) {
      values.set(key, value);
    },
    async getItem(key) {
      return values.get(key) ?? null;
    },
    async removeItem(key) {
      values.delete(key);
    },
    async clear() {
      values.clear();
    },
    keys: () => [...values.keys()],
  };
}
