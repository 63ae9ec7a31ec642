import type { OperationName } from '../operations/operation.ts';
import { contractOf, type Shape, structureOf } from './contract.ts';

/**
 * What the log may say of an input: top-level members whose values come from a closed set, and the pool's id. The contract's
 * sensitive flags alone would not do: the service flags neither confirmation codes nor client metadata nor list filters.
 */
export function loggable(operation: OperationName, input: Record<string, unknown>): Record<string, unknown> {
  const { members } = structureOf(contractOf(operation).input);
  const kept = Object.entries(input).filter(([member]) => isLoggable(member, members[member]));
  return Object.fromEntries(kept);
}

function isLoggable(member: string, shape: Shape | undefined): boolean {
  if (!shape || shape.sensitive) return false;
  return member === 'UserPoolId' || shape.enum !== undefined || shape.type === 'boolean' || shape.type === 'integer';
}
