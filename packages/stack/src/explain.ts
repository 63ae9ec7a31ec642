import { AddressUnavailableError } from '@cruddur/cruddur-api';
import { explainStartFailure } from '@cruddur/user-pools';
import type { StackConfig } from './config.ts';
import { StackError } from './errors.ts';

/** One line that says what kept everything from starting and how to mend it. */
export function explain(error: unknown, config?: StackConfig): string {
  if (error instanceof StackError || error instanceof AddressUnavailableError) return error.message;
  const known = explainStartFailure(error, config?.userPools);
  if (known !== undefined) return known;
  if (config?.userPools.logLevel === 'debug' && error instanceof Error) return String(error.stack);
  const reason = error instanceof Error ? error.message : String(error);
  return `Cruddur could not start: ${reason} (CRUDDUR_LOG_LEVEL=debug shows where).`;
}
