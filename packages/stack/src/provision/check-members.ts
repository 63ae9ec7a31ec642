import { contractOf, type OperationName, type Shape, structureOf } from '@cruddur/user-pools';

/**
 * What is wrong with `input` as the input of `operation`: members that do not exist and values of the wrong kind, each by its
 * path. Clients send neither, so the server ignores the one and does not say where the other is; in a file both are slips.
 */
export function findMisplacedMembers(operation: OperationName, input: unknown): string[] {
  return checkStructure(contractOf(operation).input, input, '');
}

function checkStructure(name: string, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path || 'the file'} must be an object`];
  const { members } = structureOf(name);
  return Object.entries(value).flatMap(([member, given]) => {
    const shape = Object.hasOwn(members, member) ? members[member] : undefined;
    const memberPath = path ? `${path}.${member}` : member;
    return shape ? checkShape(shape, given, memberPath) : [`${memberPath} is no member of ${name}`];
  });
}

function checkShape(shape: Shape, value: unknown, path: string): string[] {
  switch (shape.type) {
    case 'structure':
      return checkStructure(shape.name, value, path);
    case 'list':
      if (!Array.isArray(value)) return [`${path} must be a list`];
      return value.flatMap((item, index) => checkShape(shape.item, item, `${path}[${index}]`));
    case 'map':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} must be an object`];
      return Object.entries(value).flatMap(([key, item]) => checkShape(shape.value, item, `${path}.${key}`));
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${path} must be a whole number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path} must be true or false`];
    default:
      return typeof value === 'string' ? [] : [`${path} must be a text`];
  }
}
