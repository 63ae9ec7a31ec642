import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import { reasonOf, StackError } from './errors.ts';

/**
 * Makes the folder that holds everything the servers remember, for this user alone.
 *
 * @throws StackError when it cannot be made, read or written.
 */
export function prepareDataFolder(folder: string): void {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The umask may have taken rights away from what was asked for.
    if (made !== undefined) chmodSync(folder, 0o700);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StackError(
      `The data folder ${folder} cannot be used (${reasonOf(error)}). Let this user read and write it, or name another one in CRUDDUR_DATA_DIR.`,
      { cause: error },
    );
  }
}
