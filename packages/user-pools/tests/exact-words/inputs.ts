/** Inputs that the contract lets pass, for calls that are refused before what they ask for matters. */
import type { OperationName } from '../../src/operations/operation.ts';
import { type Shape, structureOf } from '../../src/protocol/contract.ts';
import { hasMember, inputOf } from './operations-meant.ts';

export type AnyInput = Record<string, unknown>;

/** What the contract's limits alone do not tell. */
const examples: AnyInput = {
  AuthFlow: 'USER_PASSWORD_AUTH',
  ChallengeName: 'NEW_PASSWORD_REQUIRED',
  CustomAttributes: [{ Name: 'plan', AttributeDataType: 'String' }],
  Password: 'Pa55word!',
  ProposedPassword: 'Pa55word!',
  ResourceArn: 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_missing00',
  UserAttributes: [{ Name: 'name', Value: 'Ada' }],
  UserPoolId: 'us-east-1_missing00',
  Username: 'somebody@example.com',
};

/** The required members, and those of `given` that the operation has. */
export function anyInput(operation: OperationName, given: AnyInput = {}): AnyInput {
  const { required, members } = inputOf(operation);
  const known = Object.entries(given).filter(([member]) => hasMember(operation, member));
  return { ...exampleOf(required, members), ...Object.fromEntries(known) };
}

function exampleOf(required: string[], members: Record<string, Shape>): AnyInput {
  const entries = required.map((member) => [member, examples[member] ?? plausible(members[member])]);
  return Object.fromEntries(entries) as AnyInput;
}

function plausible(shape: Shape | undefined): unknown {
  switch (shape?.type) {
    case 'string':
      return shape.enum?.[0] ?? 'a'.repeat(Math.max(shape.min ?? 1, 1));
    case 'integer':
      return shape.min ?? 1;
    case 'boolean':
      return false;
    case 'list':
      return [plausible(shape.item)];
    case 'map':
      return {};
    case 'structure': {
      const { required, members } = structureOf(shape.name);
      return exampleOf(required, members);
    }
    default:
      throw new Error(`No example of a ${shape?.type}`);
  }
}
