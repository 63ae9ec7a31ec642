import type { AppClient } from '../storage/clients.ts';

/** True when this client's answers must not tell whether a user exists; the API's default is the contrary, `LEGACY`. */
export function hidesUnknownUsers(client: AppClient): boolean {
  return client.settings.PreventUserExistenceErrors === 'ENABLED';
}
