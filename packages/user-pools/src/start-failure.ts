import { DatabaseUnavailableError } from '@cruddur/database';
import { type Config, ConfigError } from './config.ts';
import { MasterKeyError } from './keys/master-key.ts';

/** One line that says what kept the server from starting and how to mend it; undefined for a fault of our own. */
export function explainStartFailure(error: unknown, config?: Config): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailableError || error instanceof MasterKeyError)
    return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const port = 'port' in error ? Number(error.port) : config?.port;
  const variable = port !== undefined && port === config?.mailboxPort ? 'USER_POOLS_MAILBOX_PORT' : 'USER_POOLS_PORT';
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Stop that program, or set ${variable} to a free port.`;
  if (error.code === 'EACCES' && 'port' in error)
    return `This user may not listen on port ${port}. Set ${variable} to a port above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `USER_POOLS_HOST ${config?.host ?? ''} is no address of this machine.`;
  return undefined;
}
