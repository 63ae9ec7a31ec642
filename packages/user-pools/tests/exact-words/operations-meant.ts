/** Which operations a row about "any …" means, from the operations table and the contract: a new operation joins by itself. */
import { operations } from '../../src/operations/index.ts';
import type { OperationName } from '../../src/operations/operation.ts';
import { contractOf, structureOf } from '../../src/protocol/contract.ts';

const all = Object.keys(operations) as OperationName[];

export function isBuilt(name: OperationName): boolean {
  return operations[name].handler !== undefined;
}

export function inputOf(name: OperationName) {
  return structureOf(contractOf(name).input);
}

export function hasMember(name: OperationName, member: string): boolean {
  return Object.hasOwn(inputOf(name).members, member);
}

const built = all.filter(isBuilt);

export const withPool = built.filter((name) => contractOf(name).signed && hasMember(name, 'UserPoolId'));
/** They name a pool by its ARN. */
export const withArn = built.filter((name) => hasMember(name, 'ResourceArn'));
export const withClient = built.filter((name) => hasMember(name, 'ClientId'));
export const withToken = built.filter((name) => operations[name].auth === 'user');

/** They take a hash of the client's secret, among their members or in one of their maps. */
export const withSecretHash = withClient.filter((name) =>
  ['SecretHash', 'AuthParameters', 'ChallengeResponses'].some((member) => hasMember(name, member)),
);

/** They name a user who must exist. */
export const withUser = withPool.filter((name) => hasMember(name, 'Username') && name !== 'AdminCreateUser');

/** They name a group that must exist. */
export const withGroup = withPool.filter((name) => hasMember(name, 'GroupName') && name !== 'CreateGroup');
