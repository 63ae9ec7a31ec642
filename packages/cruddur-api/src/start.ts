import { buildApp } from './app.ts';
import type { ApiConfig } from './config.ts';
import { createContext, type Replacements } from './context.ts';

export interface RunningCruddurApi {
  /** Where it listens, without a trailing slash. */
  url: string;
  /** Finishes the requests under way and closes the database. */
  close(): Promise<void>;
}

/** The address cannot be listened on. `message` says how to mend it. */
export class AddressUnavailableError extends Error {
  override readonly name = 'AddressUnavailableError';
}

/**
 * Starts the API in this process.
 *
 * @throws DatabaseUnavailableError, AddressUnavailableError; nothing is left open then
 */
export async function startCruddurApi(config: ApiConfig, replace: Replacements = {}): Promise<RunningCruddurApi> {
  const ctx = await createContext(config, replace);
  const app = await buildApp(ctx);
  const close = async () => {
    await app.close();
    await ctx.close();
  };
  try {
    await ctx.upkeep.runIfDue();
    return { url: await app.listen({ host: config.host, port: config.port }), close };
  } catch (error) {
    await close();
    throw explain(error, config);
  }
}

function explain(error: unknown, { host, port }: ApiConfig): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = `${host}:${port}`;
  const reasons: Record<string, string> = {
    EACCES: `This user may not listen on ${where}. Set CRUDDUR_API_PORT to a port above 1023.`,
    EADDRINUSE: `Another program listens on ${where}. Stop it, or set CRUDDUR_API_PORT to another port.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Correct CRUDDUR_API_HOST.`,
    ENOTFOUND: `${host} is no address of this machine. Correct CRUDDUR_API_HOST.`,
  };
  const message = typeof code === 'string' ? reasons[code] : undefined;
  return message ? new AddressUnavailableError(message, { cause: error }) : error;
}
