/** People with telephones, and pools that text them. */
import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  type CodeDeliveryDetailsType,
  type CreateUserPoolClientRequest,
  type CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { sql } from 'kysely';
import { list, record } from './people.ts';
import type { TestServer } from './server.ts';

/** What a pool needs before it sends text messages. */
export const texting = {
  SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/texts' },
} satisfies Partial<CreateUserPoolRequest>;

/** What a pool says that has to send one and may not. */
export const notSetUp = 'User pool does not have SMS configuration to send SMS messages.';

export interface Place {
  poolId: string;
  clientId: string;
}

/** A pool of free user names that can text, and a client that hides who exists; unless the inputs say otherwise. */
export async function createPlace(
  server: TestServer,
  pool: Partial<CreateUserPoolRequest>,
  client: Partial<CreateUserPoolClientRequest> = { PreventUserExistenceErrors: 'ENABLED' },
): Promise<Place> {
  const { poolId } = await server.createPool({ UsernameAttributes: undefined, ...texting, ...pool });
  const { clientId } = await server.createClient(poolId, client);
  return { poolId, clientId };
}

let made = 0;

/** A name, an address and a number that nobody in this file has used yet. */
export function somebody(): { name: string; email: string; phone: string } {
  made += 1;
  return { name: `person-${made}`, email: `person-${made}@example.com`, phone: `+1432555${1000 + made}` };
}

/** What is said of a code that went to `phone`. */
export const texted = (phone: string) => ({
  Destination: `+*******${phone.slice(-4)}`,
  DeliveryMedium: 'SMS',
  AttributeName: 'phone_number',
});

/** What is said of a code that went to `email`, an address at example.com. */
export const mailed = (email: string) => ({
  Destination: `${email[0]}***@e***`,
  DeliveryMedium: 'EMAIL',
  AttributeName: 'email',
});

/** Whether an answer could be that of a user: a masked address, or a masked number. */
export function isPlausible(details: CodeDeliveryDetailsType | undefined): boolean {
  const { Destination = '', DeliveryMedium, AttributeName } = details ?? {};
  return DeliveryMedium === 'SMS'
    ? AttributeName === 'phone_number' && /^\+\*{7}\d{4}$/.test(Destination)
    : AttributeName === 'email' && /^[a-z]\*{3}@[a-z]\*{3}$/.test(Destination);
}

/** How many rows some work writes, and how many messages it seals. */
export async function costOf(server: TestServer, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const { db, outbox } = server.ctx;
  const written = async () => (await sql<{ n: number }>`select total_changes() as n`.execute(db)).rows[0]?.n ?? 0;
  let sealed = 0;
  const { seal } = outbox;
  outbox.seal = (...message) => {
    sealed += 1;
    return seal(...message);
  };
  await outbox.flush();
  const before = await written();
  await work();
  await outbox.flush();
  const rows = (await written()) - before;
  outbox.seal = seal;
  return { rows, sealed };
}

export async function codeAt(server: TestServer, address: string): Promise<string> {
  return (await server.mail(address))[0]?.code ?? '';
}

export async function attributesOf(server: TestServer, { poolId }: Place, name: string) {
  const { UserAttributes } = await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: name }));
  return record(UserAttributes);
}

/** Changes somebody's attributes as an administrator. */
export async function administer(
  server: TestServer,
  { poolId }: Pick<Place, 'poolId'>,
  name: string,
  attributes: Record<string, string>,
): Promise<void> {
  const UserAttributes = list(attributes);
  await server.admin.send(new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: name, UserAttributes }));
}
