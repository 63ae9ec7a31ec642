import type { Kysely, Transaction } from 'kysely';

/**
 * The tables, as both engines hold them: booleans 0/1, times integer milliseconds since 1970, JSON and sealed values as text.
 * Every row is led by its pool id, so that a distributed engine can keep a pool together; random keys, no sequences.
 */
export interface Schema {
  dataKeys: DataKeysTable;
  accessKeys: AccessKeysTable;
  pools: PoolsTable;
  clients: ClientsTable;
  signingKeys: SigningKeysTable;
  users: UsersTable;
  passwordHistory: PasswordHistoryTable;
  userAliases: UserAliasesTable;
  userSearch: UserSearchTable;
  groups: GroupsTable;
  groupMembers: GroupMembersTable;
  codes: CodesTable;
  quotas: QuotasTable;
  lockouts: LockoutsTable;
  tokenFamilies: TokenFamiliesTable;
  refreshTokens: RefreshTokensTable;
  consumedSessions: ConsumedSessionsTable;
  outbox: OutboxTable;
  mailbox: MailboxTable;
}

/** The database, or a transaction on it: storage functions take either. */
export type Database = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/** Data keys, wrapped by the master key. `scope` is a pool id, or `server`. Deleting one shreds what it sealed. */
export interface DataKeysTable {
  scope: string;
  wrappedKey: string;
  createdAt: number;
}

/** IAM access keys that may sign calls. */
export interface AccessKeysTable {
  id: string;
  /** Sealed under `server`. */
  secret: string;
  createdAt: number;
}

export interface PoolsTable {
  id: string;
  name: string;
  /** JSON of PoolSettings. */
  settings: string;
  createdAt: number;
  updatedAt: number;
}

export interface ClientsTable {
  poolId: string;
  id: string;
  name: string;
  /** Sealed; null for a public client. */
  secret: string | null;
  /** JSON of ClientSettings. */
  settings: string;
  createdAt: number;
  updatedAt: number;
}

export interface SigningKeysTable {
  poolId: string;
  kid: string;
  use: 'id' | 'access';
  /** JSON of the public JWK as published. */
  publicJwk: string;
  /** Sealed PKCS #8 PEM. */
  privateKey: string;
  createdAt: number;
}

export interface UsersTable {
  poolId: string;
  sub: string;
  username: string;
  /** `username` as compared: folded in case-insensitive pools. Unique within the pool. */
  usernameKey: string;
  status: string;
  enabled: number;
  /** JSON object, attribute name to text value, `sub` left out. */
  attributes: string;
  /** argon2id in PHC form; null for a user without a password. */
  passwordHash: string | null;
  /** Hex; null where no SRP verifier is kept. */
  srpSalt: string | null;
  /** Sealed hex of g^x mod N. */
  srpVerifier: string | null;
  /** When a temporary password stops working; null for a permanent one. */
  temporaryPasswordExpiresAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Passwords that a user had before the present one, where the pool does not let them come back. */
export interface PasswordHistoryTable {
  poolId: string;
  sub: string;
  /** argon2id in PHC form; its salt makes it unlike any other. */
  passwordHash: string;
  replacedAt: number;
}

/** E-mail addresses (later phone numbers, preferred user names) that sign a user in. The key makes them unique. */
export interface UserAliasesTable {
  poolId: string;
  kind: 'email' | 'phone_number' | 'preferred_username';
  valueKey: string;
  sub: string;
}

/** The searchable attributes of ListUsers, folded where the pool folds. Rewritten whenever a user's attributes change. */
export interface UserSearchTable {
  poolId: string;
  attribute: string;
  valueKey: string;
  sub: string;
}

export interface GroupsTable {
  poolId: string;
  name: string;
  description: string | null;
  roleArn: string | null;
  /** The lowest decides; null comes last. */
  precedence: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface GroupMembersTable {
  poolId: string;
  groupName: string;
  sub: string;
  createdAt: number;
}

/** One live code a user and purpose; a newer one replaces it. */
export interface CodesTable {
  poolId: string;
  sub: string;
  /** `sign-up`, `forgot-password`, or `attribute:<name>`. */
  purpose: string;
  /** Keyed hash; the code itself is kept nowhere but in the message. */
  codeHash: string;
  /** Sealed JSON of what the code stands for (a pending attribute value), else null. */
  payload: string | null;
  expiresAt: number;
  createdAt: number;
}

/** How often `subject` did `action` in the current window. */
export interface QuotasTable {
  poolId: string;
  subject: string;
  action: string;
  windowStartedAt: number;
  used: number;
}

/** Wrong passwords in a row; `subject` is a sub, or a stand-in for a user who does not exist. */
export interface LockoutsTable {
  poolId: string;
  subject: string;
  failures: number;
  lastFailureAt: number;
  lockedUntil: number;
}

/** One sign-in: all tokens born from it share `originJti`. */
export interface TokenFamiliesTable {
  poolId: string;
  originJti: string;
  sub: string;
  clientId: string;
  authTime: number;
  createdAt: number;
  /** When the last refresh token of the family ends. */
  expiresAt: number;
  revokedAt: number | null;
}

export interface RefreshTokensTable {
  poolId: string;
  /** Keyed hash of the token. */
  tokenHash: string;
  originJti: string;
  expiresAt: number;
  createdAt: number;
  /** When another took its place, where the client rotates refresh tokens; else null. */
  rotatedAt: number | null;
}

/** Ids of Session and SECRET_BLOCK values that were answered; inserting one is what consumes it. */
export interface ConsumedSessionsTable {
  poolId: string;
  id: string;
  /** When the id may be forgotten, the value itself having expired. */
  expiresAt: number;
}

/** Messages waiting for delivery; the row goes when the message is delivered. */
export interface OutboxTable {
  poolId: string;
  id: string;
  /** How it travels. Bodies of rows older than this column do not say so: they are mails. */
  medium: 'EMAIL' | 'SMS';
  /** Sealed JSON of an OutgoingMessage. */
  body: string;
  attempts: number;
  nextAttemptAt: number;
  createdAt: number;
}

/** What the development mailbox holds, for 24 hours. */
export interface MailboxTable {
  poolId: string;
  id: string;
  /** Sealed JSON of a ReceivedMessage. */
  body: string;
  sentAt: number;
}
