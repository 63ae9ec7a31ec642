/** The numbered migrations, in order; never edited after a release. */
import type { Migrations } from '@cruddur/database';
import { init } from './0001-init.ts';
import { signIns } from './0002-sign-ins.ts';

export const migrations: Migrations = {
  '0001-init': init,
  '0002-sign-ins': signIns,
};
