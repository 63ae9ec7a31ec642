import type { ExplicitAuthFlowsType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import { type Places, prepare } from '@cruddur/database';
import type { Context } from '../context.ts';
import { createParser } from './parsed.ts';
import type { ClientsTable, Database, Trx } from './schema.ts';

/** A client's settings in the shape DescribeUserPoolClient answers, less what is a column or secret. */
export type ClientSettings = Omit<
  UserPoolClientType,
  'UserPoolId' | 'ClientId' | 'ClientName' | 'ClientSecret' | 'CreationDate' | 'LastModifiedDate'
>;

export interface AppClient {
  poolId: string;
  id: string;
  name: string;
  /** Sealed; undefined for a public client. */
  sealedSecret: string | undefined;
  settings: ClientSettings;
  createdAt: number;
  updatedAt: number;
}

const byId = prepare((db: Database, { id }: Places<{ id: string }>) =>
  db.selectFrom('clients').selectAll().where('id', '=', id),
);

/** Found by its id alone: the one look-up that does not begin with a pool. */
export async function findClient(db: Database, id: string): Promise<AppClient | undefined> {
  const { rows } = await byId(db, { id });
  return rows[0] && fromRow(rows[0]);
}

export async function insertClient(trx: Trx, client: AppClient): Promise<void> {
  await trx.insertInto('clients').values(toRow(client)).execute();
}

/** Only behind holdPool: what is written must have been read after it. */
export async function updateClient(trx: Trx, client: AppClient): Promise<void> {
  const { poolId, id } = client;
  await trx.updateTable('clients').set(toRow(client)).where('poolId', '=', poolId).where('id', '=', id).execute();
}

/**
 * Deletes a client and the sign-ins it made.
 *
 * @returns false when the pool has no such client.
 */
export async function deleteClient(trx: Trx, poolId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('clients')
    .where('poolId', '=', poolId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  const families = trx
    .selectFrom('tokenFamilies')
    .select('originJti')
    .where('poolId', '=', poolId)
    .where('clientId', '=', id);
  await trx.deleteFrom('refreshTokens').where('poolId', '=', poolId).where('originJti', 'in', families).execute();
  await trx.deleteFrom('tokenFamilies').where('poolId', '=', poolId).where('clientId', '=', id).execute();
  return true;
}

/** Clients of a pool in the order of their ids, so that new ones do not move the pages that follow. */
export async function listClients(
  db: Database,
  poolId: string,
  page: { after?: string; limit: number },
): Promise<AppClient[]> {
  let query = db.selectFrom('clients').selectAll().where('poolId', '=', poolId).orderBy('id').limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  return (await query.execute()).map(fromRow);
}

export async function countClients(db: Database, poolId: string): Promise<number> {
  const { count } = await db
    .selectFrom('clients')
    .select((of) => of.fn.countAll().as('count'))
    .where('poolId', '=', poolId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const settingsOfPool = prepare((db: Database, { poolId }: Places<{ poolId: string }>) =>
  db.selectFrom('clients').select(['id', 'settings']).where('poolId', '=', poolId),
);

/** The settings of all clients of a pool. */
export async function clientSettings(db: Database, poolId: string): Promise<ClientSettings[]> {
  const { rows } = await settingsOfPool(db, { poolId });
  return rows.map(({ id, settings }) => parseSettings(id, settings));
}

/** An ALLOW_ name of ExplicitAuthFlows. */
export type AllowedFlow = `ALLOW_${string}`;

/** Whether a client is given a new refresh token at each refresh. */
export function rotatesRefreshTokens({ settings }: Pick<AppClient, 'settings'>): boolean {
  return settings.RefreshTokenRotation?.Feature === 'ENABLED';
}

/**
 * The flows a client allows, in the new names. Without a list, and beside the old names, SRP, custom challenges and refresh are
 * allowed: one old name takes SRP away, the others only add. Rotation takes the flow away that would refresh without it.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (ExplicitAuthFlows)
 */
export function allowedFlows(client: Pick<AppClient, 'settings'>): ReadonlySet<AllowedFlow> {
  const flows = client.settings.ExplicitAuthFlows ?? [];
  const listed = flows.filter((flow): flow is typeof flow & AllowedFlow => flow.startsWith('ALLOW_'));
  const allowed = listed.length > 0 ? new Set<AllowedFlow>(listed) : classicFlows(flows);
  if (rotatesRefreshTokens(client)) allowed.delete('ALLOW_REFRESH_TOKEN_AUTH');
  return allowed;
}

function classicFlows(flows: ExplicitAuthFlowsType[]): Set<AllowedFlow> {
  const classic = new Set<AllowedFlow>(['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']);
  if (flows.includes('CUSTOM_AUTH_FLOW_ONLY')) classic.delete('ALLOW_USER_SRP_AUTH');
  if (flows.includes('USER_PASSWORD_AUTH')) classic.add('ALLOW_USER_PASSWORD_AUTH');
  if (flows.includes('ADMIN_NO_SRP_AUTH')) classic.add('ALLOW_ADMIN_USER_PASSWORD_AUTH');
  return classic;
}

/**
 * Whether SRP verifiers are worth keeping: some client allows SRP, be it as a choice, or there is no client yet, since the first one may.
 * (A tool that replaces a pool's only client deletes it first; dropping the verifiers then would lock everybody out of SRP.)
 */
export async function poolAllowsSrp(db: Database, poolId: string): Promise<boolean> {
  const clients = await clientSettings(db, poolId);
  if (clients.length === 0) return true;
  return clients.some((settings) => {
    const flows = allowedFlows({ settings });
    return flows.has('ALLOW_USER_SRP_AUTH') || flows.has('ALLOW_USER_AUTH');
  });
}

/** What a client's secret is sealed for. */
export function clientSecretIdentity(clientId: string): string {
  return `client-secret:${clientId}`;
}

/** The client's secret in plain text; undefined for a public client. */
export async function openClientSecret(
  ctx: Pick<Context, 'keyring'>,
  client: Pick<AppClient, 'poolId' | 'id' | 'sealedSecret'>,
): Promise<string | undefined> {
  if (client.sealedSecret === undefined) return undefined;
  const sealer = await ctx.keyring.scope(client.poolId);
  return sealer.open(clientSecretIdentity(client.id), client.sealedSecret).toString();
}

const parseSettings = createParser<ClientSettings>();

function fromRow({ secret, settings, ...row }: ClientsTable): AppClient {
  return { ...row, sealedSecret: secret ?? undefined, settings: parseSettings(row.id, settings) };
}

function toRow({ sealedSecret, settings, ...client }: AppClient): ClientsTable {
  return { ...client, secret: sealedSecret ?? null, settings: JSON.stringify(settings) };
}
