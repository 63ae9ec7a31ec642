/** What a refusal must look like, whatever was sent. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { OperationName } from '../../src/index.ts';
import type { WireAnswer } from '../wire.ts';

const commands = new URL(
  './commands/',
  import.meta.resolve('@aws-sdk/client-cognito-identity-provider').replace(/dist-(?:cjs|es)\/.*/, 'dist-types/'),
);

/** What the front end says before an operation is reached, and what any operation says of an unknown pool, client or caller. */
const common = [
  'InvalidParameterException',
  'NotAuthorizedException',
  'ResourceNotFoundException',
  'SerializationException',
];

/**
 * The exceptions an operation may answer: those its page of the official SDK declares, and the common ones. Faults of the server
 * are declared too, and are never an answer to an input; nor is "too many requests", for we do not send too many.
 */
export function permittedRefusals(operation: OperationName): Set<string> {
  const page = readFileSync(new URL(`${operation}Command.d.ts`, commands), 'utf8');
  const declared = [...page.matchAll(/@throws \{@link (\w+Exception)\} \(client fault\)/g)].map(
    ([, name]) => name ?? '',
  );
  if (declared.length === 0) throw new Error(`The SDK declares no exception of ${operation}.`);
  const permitted = new Set([...declared, ...common]);
  permitted.delete('TooManyRequestsException');
  return permitted;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** However long the input, the answer is not: room for ten violations with the longest list of permitted values each. */
const longestRefusal = 16_384;

/** A whole, bounded, honest 400 of one of these names, which repeats no secret. */
export function expectRefused(answer: WireAnswer, permitted: ReadonlySet<string>, secrets: string[] = []): void {
  const { __type = '', message, ...rest } = answer.body;
  expect(answer.status, answer.text.slice(0, 500)).toBe(400);
  expect([...permitted]).toContain(__type);
  expect(message).toSatisfy((text: unknown) => typeof text === 'string' && text.trim() !== '' && text.isWellFormed());
  expect(rest).toEqual({});
  expect(answer.text.length).toBeLessThan(longestRefusal);
  expect(secrets.filter((secret) => answer.text.includes(secret))).toEqual([]);
  expectFraming(answer);
  expect(answer.headers.get('x-amzn-errortype')).toBe(__type);
  expect(answer.headers.get('x-amzn-errormessage')).toMatch(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/);
}

/** What every answer carries. */
export function expectFraming({ headers }: WireAnswer): void {
  expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
  expect(headers.get('x-amzn-requestid')).toMatch(uuid);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('set-cookie')).toBeNull();
}
