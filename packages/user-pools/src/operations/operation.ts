import type * as sdk from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from '../context.ts';
import type { AppClient } from '../storage/clients.ts';
import type { Pool } from '../storage/pools.ts';
import type { User } from '../storage/users.ts';

type Sdk = typeof sdk;
/** The SDK's bare `$Command` class is no operation. */
type CommandOf<Export> = Export extends `${infer Name}Command` ? Exclude<Name, '$'> : never;

/** The 140 operations, taken from the official SDK: one that is missing in the table does not compile. */
export type OperationName = CommandOf<keyof Sdk>;

type Command<Name extends OperationName> = InstanceType<Sdk[`${Name}Command`]>;

/** Input of an operation as the SDK types it, already validated against the contract. */
export type Input<Name extends OperationName> = Command<Name>['input'];

/** Output of an operation as the SDK types it, without the SDK's own metadata. */
export type Output<Name extends OperationName> =
  Command<Name> extends { resolveMiddleware(...args: never[]): (args: never) => Promise<{ output: infer O }> }
    ? Omit<O, '$metadata'>
    : never;

/** What the dispatcher knows of a call before the handler runs. */
interface Caller {
  /** Client address, for limits; never stored or logged. */
  address: string;
  requestId: string;
}

/** Signed by an IAM key; the operation concerns no pool, or all of them. */
export interface AccountCaller extends Caller {}

/** Signed by an IAM key; `UserPoolId` named this pool. */
export interface PoolCaller extends Caller {
  pool: Pool;
}

/** Unsigned; `ClientId` named this client, and its secret hash or secret was verified if it has one. */
export interface ClientCaller extends Caller {
  pool: Pool;
  client: AppClient;
}

/** Signed by an IAM key; `UserPoolId` and `ClientId` named this pool and a client of it, whose secret hash was verified if it has one. */
export interface PoolClientCaller extends ClientCaller {}

/** Unsigned; `AccessToken` was verified, is not revoked, and belongs to this user. */
export interface UserCaller extends Caller {
  pool: Pool;
  client: AppClient;
  user: User;
  /** Claim `origin_jti`; absent where the client has token revocation off. */
  originJti: string | undefined;
}

export interface Callers {
  account: AccountCaller;
  pool: PoolCaller;
  poolClient: PoolClientCaller;
  client: ClientCaller;
  user: UserCaller;
}

export type Auth = keyof Callers;

export type Handler<Name extends OperationName, A extends Auth> = (
  ctx: Context,
  input: Input<Name>,
  caller: Callers[A],
) => Promise<Output<Name>>;

/** One row of the table: who may call, and what answers. `handler` is absent while the operation is not built. */
export type Operation<Name extends OperationName> = {
  [A in Auth]: { auth: A; handler?: Handler<Name, A> };
}[Auth];

export type Operations = { [Name in OperationName]: Operation<Name> };
