/** What the cases share: one server with few pools, and people who are made when somebody needs them. */
import { sign } from 'node:crypto';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import type { Input, OperationName, Output } from '../../src/operations/operation.ts';
import { contractOf } from '../../src/protocol/contract.ts';
import { startTestServer, type TestServer } from '../server.ts';
import { claimsIn, createUser, freshEmail, password, tokensOf } from '../sign-in.ts';

export type Tokens = Awaited<ReturnType<typeof tokensOf>>;

export interface Place {
  poolId: string;
  clientId: string;
}

export interface World extends Place {
  server: TestServer;
  /** User names are e-mail addresses; a badge is given once. */
  poolId: string;
  /** Allows every flow there is, and tells who exists. */
  clientId: string;
  secretClient: { clientId: string; clientSecret: string };
  /** Free user names; name and e-mail are required. */
  free: Place;
  /** Administrators alone make users and reset passwords; protected from deletion. */
  strict: Place;
  /** User names are phone numbers. */
  phones: Place;
  /** User names are e-mail addresses or phone numbers. */
  either: Place;
  /** Free user names; proved e-mail addresses and phone numbers sign in too. */
  aliases: Place;
  /** Sends by the real door, signed where the operation wants it. */
  send<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>>;
  /** A confirmed user of the pool. @returns the e-mail address */
  person(attributes?: Record<string, string>): Promise<string>;
  /** Somebody who signed up and is not confirmed. @returns the e-mail address */
  newcomer(): Promise<string>;
  /** Somebody with a temporary password. @returns the e-mail address */
  invited(): Promise<string>;
  /** A new person's tokens. */
  tokens(): Promise<Tokens>;
  /** An access token of the pool's own key with these claims changed. */
  signed(claims: Record<string, unknown>): Promise<string>;
  /** A token that was signed out. */
  revoked(): Promise<Tokens>;
  /** An access token whose user was deleted. */
  orphaned(): Promise<string>;
  /** Somebody who does not mind what happens. */
  anybody(): Promise<string>;
  /** The name of a group. */
  group(): Promise<string>;
}

const everyFlow: sdk.ExplicitAuthFlowsType[] = [
  ...(['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'] as const),
  ...(['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const),
];

export async function createWorld(): Promise<World> {
  const server = await startTestServer();
  const { poolId } = await server.createPool({
    Schema: [{ Name: 'badge', AttributeDataType: 'Number', Mutable: false }],
  });
  const { clientId } = await server.createClient(poolId, { ExplicitAuthFlows: everyFlow });
  const { clientSecret = '', ...secretClient } = await server.createClient(poolId, { GenerateSecret: true });
  const send = sender(server);
  const person = async (attributes: Record<string, string> = {}) => {
    const email = freshEmail();
    await createUser(server, poolId, email, { email_verified: 'true', ...attributes });
    return email;
  };
  const newcomer = async () => {
    const email = freshEmail();
    await send('SignUp', { ClientId: clientId, Username: email, Password: password });
    return email;
  };
  const invited = async () => {
    const email = freshEmail();
    const request = { UserPoolId: poolId, Username: email, TemporaryPassword: password };
    await send('AdminCreateUser', { ...request, MessageAction: 'SUPPRESS' });
    return email;
  };
  const tokens = async () => tokensOf(server, { clientId }, await person());
  const shared = once(tokens);
  return {
    ...{ server, poolId, clientId, send, person, newcomer, invited, tokens },
    secretClient: { ...secretClient, clientSecret },
    free: await poolAndClient(server, {
      UsernameAttributes: undefined,
      AutoVerifiedAttributes: undefined,
      Schema: ['name', 'email'].map((Name) => ({ Name, AttributeDataType: 'String', Required: true, Mutable: true })),
    }),
    strict: await poolAndClient(server, {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    }),
    phones: await poolAndClient(server, { UsernameAttributes: ['phone_number'] }),
    either: await poolAndClient(server, { UsernameAttributes: ['email', 'phone_number'] }),
    aliases: await poolAndClient(server, {
      UsernameAttributes: undefined,
      AliasAttributes: ['email', 'phone_number'],
    }),
    signed: async (claims) => resign(server, poolId, { ...claimsIn((await shared()).AccessToken), ...claims }),
    revoked: once(async () => {
      const given = await tokens();
      await send('GlobalSignOut', { AccessToken: given.AccessToken });
      return given;
    }),
    orphaned: once(async () => {
      const email = await person();
      const { AccessToken } = await tokensOf(server, { clientId }, email);
      await send('AdminDeleteUser', { UserPoolId: poolId, Username: email });
      return AccessToken;
    }),
    anybody: once(() => person()),
    group: once(async () => {
      await send('CreateGroup', { UserPoolId: poolId, GroupName: 'people' });
      return 'people';
    }),
  };
}

async function poolAndClient(server: TestServer, input: Partial<sdk.CreateUserPoolRequest>): Promise<Place> {
  const { poolId } = await server.createPool(input);
  return { poolId, clientId: (await server.createClient(poolId)).clientId };
}

const exported: Record<string, unknown> = { ...sdk };

function sender(server: TestServer): World['send'] {
  return (operation, input) => {
    const Command = exported[`${operation}Command`] as new (given: unknown) => never;
    const client = contractOf(operation).signed ? server.admin : server.anonymous;
    return client.send(new Command(input)) as Promise<never>;
  };
}

async function resign(server: TestServer, poolId: string, claims: Record<string, unknown>): Promise<string> {
  const { kid, privateKey } = (await server.ctx.signingKeys.forSigning(poolId)).access;
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
