import { fetchAuthSession } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { Hub } from 'aws-amplify/utils';
import { useSyncExternalStore } from 'react';

/** Who uses the page. Names are those of the ID token, which change with the next sign-in or token refresh. */
export type Session =
  | { status: 'visitor' /** The pool refused to renew the tokens; nobody asked to sign out. */; hasExpired: boolean }
  | {
      status: 'user';
      sub: string;
      /** When they signed in, in seconds since the epoch. */
      signedInAt: number | undefined;
      name: string | undefined;
      preferredUsername: string | undefined;
    };

const visitor: Session = { status: 'visitor', hasExpired: false };

let current: Session = visitor;
const listeners = new Set<() => void>();

function publish(next: Session): void {
  if (JSON.stringify(next) === JSON.stringify(current)) return;
  current = next;
  for (const listener of listeners) listener();
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

/** The tokens as Amplify stored them, without renewing any; nothing when signed out. */
export async function readStoredTokens() {
  return (await cognitoUserPoolsTokenProvider.authTokenStore.loadTokens()) ?? undefined;
}

/** Looks again at what Amplify has stored, and tells the page when that changed. */
export async function reloadSession(): Promise<void> {
  const tokens = await readStoredTokens();
  const { sub, auth_time: signedInAt } = tokens?.accessToken.payload ?? {};
  if (!sub) {
    if (current.status === 'user') publish(visitor);
    return;
  }
  const claims = tokens?.idToken?.payload ?? {};
  publish({
    status: 'user',
    sub,
    signedInAt: typeof signedInAt === 'number' ? signedInAt : undefined,
    name: textOf(claims.name),
    preferredUsername: textOf(claims.preferred_username),
  });
}

async function handleRefusedRefresh(): Promise<void> {
  // Amplify removes the refused tokens without waiting for it, then reports; by the next task they are gone. After
  // another failure, such as a lost network, they are still there and the session goes on.
  await new Promise((resolve) => setTimeout(resolve));
  if (current.status === 'user' && !(await readStoredTokens())) publish({ status: 'visitor', hasExpired: true });
}

/**
 * Reads the session and keeps it up to date. Amplify reports sign-in and sign-out of this tab and, by watching its
 * storage, of all the others.
 */
export async function startSession(): Promise<void> {
  Hub.listen(
    'auth',
    ({ payload }) => {
      if (payload.event === 'tokenRefresh_failure') void handleRefusedRefresh();
      else if (['signedIn', 'signedOut', 'tokenRefresh'].includes(payload.event)) void reloadSession();
    },
    { enableCrossTabEvents: true },
  );
  await reloadSession();
}

/** The session as it is now. */
export function readSession(): Session {
  return current;
}

/** Forgets that the last session expired, once the page has dealt with it. */
export function acknowledgeExpiry(): void {
  if (current.status === 'visitor') publish(visitor);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session, for components: they are drawn again when it changes. */
export function useSession(): Session {
  return useSyncExternalStore(subscribe, readSession);
}

/** An access token that is good now, renewed if need be; nothing for a visitor. Throws when the pool is out of reach. */
export async function fetchAccessToken(options: { renew?: boolean } = {}): Promise<string | undefined> {
  const { tokens } = await fetchAuthSession({ forceRefresh: options.renew ?? false });
  return tokens?.accessToken.toString();
}
