import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { type AppClient, findClient, openClientSecret } from '../../storage/clients.ts';
import type { Database } from '../../storage/schema.ts';

/** A client as DescribeUserPoolClient shows it, its secret included. */
export async function describe(ctx: Context, client: AppClient): Promise<UserPoolClientType> {
  return {
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ClientSecret: await openClientSecret(ctx, client),
    LastModifiedDate: new Date(client.updatedAt),
    CreationDate: new Date(client.createdAt),
    ...client.settings,
  };
}

/** @throws ResourceNotFoundException for the client of another pool too. */
export async function requireClient(db: Database, poolId: string, id: string): Promise<AppClient> {
  const client = await findClient(db, id);
  if (client?.poolId !== poolId) throw errors.clientNotFound(id);
  return client;
}
