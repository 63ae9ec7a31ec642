import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '@cruddur/user-pools';
import { reasonOf, StackError } from '../errors.ts';
import { showPath } from '../paths.ts';
import { findMisplacedMembers } from './check-members.ts';

/** One of the two files, as `aws cognito-idp … --cli-input-json` takes it. */
export interface PoolFile<Contents> {
  /** What messages call it. */
  path: string;
  contents: Contents;
}

export interface PoolFiles {
  pool: PoolFile<Input<'CreateUserPool'>>;
  /** Without `UserPoolId`, which is known only once the pool exists. */
  client: PoolFile<Omit<Input<'CreateUserPoolClient'>, 'UserPoolId'>>;
}

/**
 * Reads `user-pool.json` and `app-client.json`.
 *
 * @throws StackError naming the file and the member that is wrong.
 */
export function readPoolFiles(folder: string): PoolFiles {
  return {
    pool: readFile(folder, 'user-pool.json', 'CreateUserPool', 'PoolName'),
    client: readFile(folder, 'app-client.json', 'CreateUserPoolClient', 'ClientName'),
  };
}

function readFile<Contents>(
  folder: string,
  name: string,
  operation: 'CreateUserPool' | 'CreateUserPoolClient',
  required: string,
): PoolFile<Contents> {
  const file = join(folder, name);
  const path = showPath(file);
  const contents = parse(path, readText(file, path));
  const problems = findMisplacedMembers(operation, contents);
  if (problems.length > 0)
    throw new StackError(`${path} is wrong: ${problems.join('; ')}. Mend the file and start again.`);
  if (!Object.hasOwn(Object(contents), required)) throw new StackError(`${path} is wrong: ${required} is missing.`);
  // Every member was checked against the contract that the SDK's type is made from.
  return { path, contents: contents as Contents };
}

function readText(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StackError(`${path} cannot be read (${reasonOf(error)}). Restore it, or let this user read it.`, {
      cause: error,
    });
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StackError(`${path} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
