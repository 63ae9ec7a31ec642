/** All rows, by the names that cases call them by. */
import type { Row } from './row.ts';
import { accountRows } from './rows-of-accounts.ts';
import { anyRows } from './rows-of-any-operation.ts';
import { furtherRows } from './rows-of-further-texts.ts';
import { signInRows } from './rows-of-sign-in.ts';
import { signUpRows } from './rows-of-sign-up.ts';

const all = { ...anyRows, ...signUpRows, ...signInRows, ...accountRows, ...furtherRows };

export type RowName = keyof typeof all;

export const rows: Record<RowName, Row> = all;
