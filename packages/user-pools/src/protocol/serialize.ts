import type { OperationName } from '../operations/operation.ts';
import { contractOf, type Shape, structureOf } from './contract.ts';

/**
 * Writes an operation's output as the service does: members the contract knows and no others, timestamps as epoch seconds with
 * milliseconds, blobs in base64, absent members left out.
 */
export function serializeOutput(operation: OperationName, output: object): string {
  return JSON.stringify(writeStructure(contractOf(operation).output, output));
}

function writeStructure(name: string, value: object): Record<string, unknown> {
  const { members } = structureOf(name);
  const written: Record<string, unknown> = {};
  for (const [member, shape] of Object.entries(members)) {
    const given = (value as Record<string, unknown>)[member];
    if (given !== undefined && given !== null) written[member] = writeValue(shape, given);
  }
  return written;
}

function writeValue(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case 'structure':
      return writeStructure(shape.name, Object(value));
    case 'list':
      return Array.from(value as Iterable<unknown>, (item) => writeValue(shape.item, item));
    case 'map':
      return Object.fromEntries(
        Object.entries(Object(value))
          .filter(([, item]) => item !== undefined && item !== null)
          .map(([key, item]) => [key, writeValue(shape.value, item)]),
      );
    case 'timestamp':
      return value instanceof Date ? value.getTime() / 1000 : value;
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return value;
  }
}
