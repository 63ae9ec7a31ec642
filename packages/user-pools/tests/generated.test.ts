import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeCompatibility } from '../scripts/make-compatibility.ts';
import { makeContract } from '../scripts/make-contract.ts';
import { errors } from '../src/errors.ts';
import { operations } from '../src/operations/index.ts';
import type { OperationName } from '../src/operations/operation.ts';
import { contract, contractOf, structureOf } from '../src/protocol/contract.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const names = Object.keys(operations) as OperationName[];

describe('generated files are up to date', () => {
  test('the contract: node packages/user-pools/scripts/make-contract.ts', () => {
    expect(read('../src/protocol/contract.generated.json')).toBe(makeContract());
  });

  test('docs/compatibility.md: node packages/user-pools/scripts/make-compatibility.ts', () => {
    expect(read('../../../docs/compatibility.md')).toBe(makeCompatibility());
  });
});

describe('the table of operations agrees with the contract', () => {
  test('all 140, no others', () => {
    expect(names).toHaveLength(140);
    expect(new Set(names)).toEqual(new Set(Object.keys(contract.operations)));
  });

  test('what the service wants signed is signed here', () => {
    const isSigned = (name: OperationName) => ['account', 'pool', 'poolClient'].includes(operations[name].auth);
    for (const name of names) expect(isSigned(name), name).toBe(contractOf(name).signed);
  });

  test('what an operation is called by is a required member of its input', () => {
    const identity = {
      pool: ['UserPoolId'],
      poolClient: ['UserPoolId', 'ClientId'],
      client: ['ClientId'],
      user: ['AccessToken'],
    };
    for (const name of names) {
      const { auth, handler } = operations[name];
      if (auth === 'account' || !handler) continue;
      expect(structureOf(contractOf(name).input).required, name).toEqual(expect.arrayContaining(identity[auth]));
    }
  });
});

test('every exception we throw is known to the contract or belongs to the front end', () => {
  const frontEnd = [
    'AccessDeniedException',
    'IncompleteSignatureException',
    'InvalidSignatureException',
    'MissingAuthenticationTokenException',
    'RequestEntityTooLargeException',
    'RequestTimeoutException',
    'SerializationException',
    'UnknownOperationException',
    'UnrecognizedClientException',
  ];
  for (const [situation, make] of Object.entries(errors)) {
    const { name } = (make as (argument: never) => Error)([''] as never);
    expect([...Object.keys(contract.errors), ...frontEnd], situation).toContain(name);
  }
});
