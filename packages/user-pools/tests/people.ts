/** People for tests: signing up, confirming, signing in, and failing as the SDK reports it. */
import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  SignUpCommand,
  type SignUpCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, vi } from 'vitest';
import type { TestServer } from './server.ts';

export const goodPassword = 'Correct-horse-7';

/** What is said of codes: it is another one, there is none any more, and enough were tried. */
export const mismatch = 'Invalid verification code provided, please try again.';
export const expired = 'Invalid code provided, please request a code again.';
export const tooMany = 'Attempt limit exceeded, please try after some time.';

/** A code of the same form that is not this one. */
export function otherThan(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

/** Signs up with whatever name the pool takes. */
export function signUpAs(
  server: TestServer,
  clientId: string,
  username: string,
  attributes: Record<string, string> = {},
): Promise<SignUpCommandOutput> {
  const UserAttributes = list(attributes);
  return server.anonymous.send(
    new SignUpCommand({ ClientId: clientId, Username: username, Password: goodPassword, UserAttributes }),
  );
}

/**
 * Stops the clocks of clients and server, until `vi.useRealTimers`: a lock of a second may be over before a slow machine gets to
 * the next call.
 */
export function standStill(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
}

/**
 * Takes the time out of the waits between a client's tries, until `vi.restoreAllMocks`. They alone pass no arguments: what keeps a
 * connection open does.
 */
export function skipWaits(): void {
  const { setTimeout } = globalThis;
  const hurried = (run: () => void, wait: number, ...args: []) => setTimeout(run, args.length > 0 ? wait : 1, ...args);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(hurried as typeof setTimeout);
}

/** Signs up with an e-mail address as the user name. @returns the code that was mailed */
export async function signUp(
  server: TestServer,
  clientId: string,
  email: string,
  attributes: Record<string, string> = {},
) {
  const answer = await signUpAs(server, clientId, email, { email, ...attributes });
  const [mail] = await server.mail(email);
  return { sub: answer.UserSub ?? '', code: mail?.code ?? '', answer };
}

/** Signs up and confirms. */
export async function join(
  server: TestServer,
  clientId: string,
  email: string,
  attributes: Record<string, string> = {},
) {
  const { sub, code } = await signUp(server, clientId, email, attributes);
  await server.anonymous.send(
    new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }),
  );
  return { sub };
}

export function signIn(
  server: TestServer,
  clientId: string,
  username: string,
  password = goodPassword,
): Promise<InitiateAuthCommandOutput> {
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  return server.anonymous.send(
    new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
}

/** An access token of somebody who joined. */
export async function accessTokenOf(server: TestServer, clientId: string, email: string): Promise<string> {
  return (await signIn(server, clientId, email)).AuthenticationResult?.AccessToken ?? '';
}

/** A user as an administrator sees it: attributes by name, and beside them `username` and `status`. */
export async function showUser(
  server: TestServer,
  UserPoolId: string,
  Username: string,
): Promise<Record<string, string>> {
  const user = await server.admin.send(new AdminGetUserCommand({ UserPoolId, Username }));
  return { username: user.Username ?? '', status: user.UserStatus ?? '', ...record(user.UserAttributes) };
}

export function list(attributes: Record<string, string>) {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

export function record(attributes: { Name?: string; Value?: string }[] | undefined): Record<string, string> {
  return Object.fromEntries((attributes ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
}

/** Waits for a call to be refused with exactly this exception and text. */
export async function refused(call: Promise<unknown>, name: string, message: string): Promise<void> {
  const error = await call.then(
    () => expect.fail(`${name} was expected, but the call succeeded`),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name, message });
}

/** How many of these calls succeeded; the others were refused by the server, not by a fault of it. */
export async function successes(calls: Promise<unknown>[]): Promise<number> {
  const outcomes = await Promise.allSettled(calls);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason.$metadata.httpStatusCode).toBe(400);
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}
