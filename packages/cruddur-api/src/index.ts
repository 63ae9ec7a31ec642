/** The JSON API of the micro-blog, to be started inside another process; `main.ts` starts it alone. */

export { type ApiConfig, ApiConfigError, readApiConfig } from './config.ts';
export type { Replacements } from './context.ts';
export type { FetchUser } from './profiles/fetch-user.ts';
export { AddressUnavailableError, type RunningCruddurApi, startCruddurApi } from './start.ts';
