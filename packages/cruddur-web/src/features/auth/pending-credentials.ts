/** What was typed at sign-up, so that confirming can lead straight on; it lives in this page's memory only. */
export interface Credentials {
  email: string;
  password: string;
}

let pending: Credentials | undefined;

function isSameEmail(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Keeps the credentials until they are taken, replaced, or the page is left or reloaded. */
export function keepCredentials(credentials: Credentials): void {
  pending = credentials;
}

/** Drops what is kept, because somebody has signed in. */
export function forgetCredentials(): void {
  pending = undefined;
}

/** Hands out the credentials kept for this address, once. */
export function takeCredentials(email: string): Credentials | undefined {
  const credentials = pending && isSameEmail(pending.email, email) ? pending : undefined;
  pending = undefined;
  return credentials;
}
