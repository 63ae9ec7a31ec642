/** The numbered migrations, in order; never edited after a release. */
import type { Migrations } from '@cruddur/database';
import { init } from './0001-init.ts';
import { groupsAndRotation } from './0002-groups-and-rotation.ts';
import { outboxMedium } from './0003-outbox-medium.ts';
import { passwordHistory } from './0004-password-history.ts';

export const migrations: Migrations = {
  '0001-init': init,
  '0002-groups-and-rotation': groupsAndRotation,
  '0003-outbox-medium': outboxMedium,
  '0004-password-history': passwordHistory,
};
