/** A signed call that would do something: whatever is refused of it must leave the user where it is. */
import { expect } from 'vitest';
import { sign } from '../signing.ts';
import type { WireAnswer } from '../wire.ts';
import type { World } from './world.ts';

/** Name and text of a refusal. */
export type Refusal = readonly [name: string, message: string];

export const mismatch: Refusal = [
  'InvalidSignatureException',
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
];
export const missing: Refusal = ['MissingAuthenticationTokenException', 'Missing Authentication Token'];
export const unrecognized: Refusal = [
  'UnrecognizedClientException',
  'The security token included in the request is invalid.',
];

/** The headers that name an operation. */
export function naming(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
  };
}

/** AdminDeleteUser of somebody who is there, signed well. */
export async function signDeletion(world: World, signingDate?: Date) {
  const body = JSON.stringify({ UserPoolId: world.known.get('UserPoolId')?.[0], Username: 'ada@example.com' });
  const headers = await sign(world.server, {
    body,
    headers: naming('AdminDeleteUser'),
    ...(signingDate && { signingDate }),
  });
  return { body, headers };
}

/** Refused with exactly this, and no row written. */
export async function expectUndone(world: World, sent: Promise<WireAnswer>, [name, message]: Refusal): Promise<void> {
  const answer = await sent;
  expect([answer.status, answer.body]).toEqual([400, { __type: name, message }]);
  expect(answer.headers.get('x-amzn-errortype')).toBe(name);
  expect(await world.wrote()).toBe(false);
}
