import type { HttpClient } from '../http-client.ts';
import type { ServerProcess } from './server-process.ts';

export type TargetName = 'user-pools' | 'cognito-local';

/** A server under load, with a pool of seeded users. */
export interface Target {
  name: TargetName;
  /** How many users were seeded. */
  users: number;
  server: ServerProcess;
  http: HttpClient;
  poolId: string;
  clientId: string;
  /** Headers that sign a call, where the server checks signatures. */
  sign(operation: string, body: string): Promise<Record<string, string>>;
}

/** Every seeded user has it. */
export const password = 'Correct-horse-7';

/** The name that a seeded user signs in with. */
export function username(index: number): string {
  return `person-${index}@example.com`;
}
