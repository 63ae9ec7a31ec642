/** The API's own database: people as it knows them, and what they wrote. */

import type { Kysely, Transaction } from 'kysely';

/** Booleans 0/1, times integer milliseconds since 1970; random keys, no sequences. */
export interface Schema {
  profiles: ProfilesTable;
  cruds: CrudsTable;
}

export type Database = Kysely<Schema>;
export type Trx = Transaction<Schema>;

export interface ProfilesTable {
  uuid: string;
  /** The user's id in the pool; null for the authors of the sample cruds, who cannot sign in. */
  sub: string | null;
  handle: string;
  /** The handle as it is compared. Unique. */
  handleKey: string;
  /** The `preferred_username` the pool last named; null when there was none. */
  wantedHandle: string | null;
  displayName: string;
  /** When the sign-in began whose token the pool was asked with, in seconds since 1970. */
  signedInAt: number;
  createdAt: number;
}

/** Who sees a crud and the conversation under it. */
export type Audience = 'everyone' | 'signed-in';

/** Cruds, and the replies to them. */
export interface CrudsTable {
  uuid: string;
  authorUuid: string;
  message: string;
  audience: Audience;
  /** 1 for the sample cruds: when none is left, a development server plants them again. */
  sample: 0 | 1;
  /** Replies: the crud at the root of the conversation; null for a crud of its own. */
  rootUuid: string | null;
  /** Replies: what is answered, the root or another reply. */
  replyToUuid: string | null;
  likesCount: number;
  repostsCount: number;
  createdAt: number;
  /** A reply's is its root's. */
  expiresAt: number;
}
