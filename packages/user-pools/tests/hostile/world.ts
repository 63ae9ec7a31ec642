/** The world under attack: one server with pools, clients and users, put back as it was after every call that changed it. */
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Logger } from 'pino';
import { ensureAccessKey, type OperationName } from '../../src/index.ts';
import { contractOf } from '../../src/protocol/contract.ts';
import { Sha256 } from '../../src/sigv4/sha256.ts';
import { goodPassword, list, signUp } from '../people.ts';
import { startTestServer, type TestServer } from '../server.ts';
import { post, type WireAnswer } from '../wire.ts';
import type { Known } from './permitted.ts';
import { countWrites, digest, readTables, writeTable } from './rows.ts';

export interface World {
  server: TestServer;
  /** What its ids, names, tokens and codes are, by member. */
  known: Known;
  /** What no refusal and no line of the log may repeat. */
  secrets: string[];
  /** Calls an operation as whoever may call it: signed where it wants a signature. */
  call(operation: OperationName, body: string): Promise<WireAnswer>;
  /** The tables whose rows are not what they were, counters included. */
  changes(): Promise<string[]>;
  /** Whether any row was written since this was last asked, rolled back or not. */
  wrote(): Promise<boolean>;
  /** Puts every table back. */
  restore(): Promise<void>;
}

const secretMembers = ['AccessToken', 'ClientSecret', 'NEW_PASSWORD', 'Password', 'RefreshToken', 'Session'];

/** @param log what the server logs to, for tests of the log. */
export async function createWorld(log?: Logger): Promise<World> {
  const server = await startTestServer({ addressRate: 0 }, log ? { log } : {});
  const known = await populate(server);
  const call = await createCaller(server);
  await server.ctx.outbox.flush();
  const tables = await readTables(server);
  let writes = await countWrites(server);
  const changes = async () => {
    await server.ctx.outbox.flush();
    const now = await readTables(server);
    return [...now.keys()].filter((table) => digest(now.get(table)) !== digest(tables.get(table)));
  };
  return {
    server,
    known,
    secrets: secretMembers.flatMap((name) => known.get(name) as string[]),
    call,
    changes,
    async wrote() {
      const before = writes;
      writes = await countWrites(server);
      return writes !== before;
    },
    async restore() {
      for (const table of await changes()) await writeTable(server, table, tables.get(table) ?? []);
      writes = await countWrites(server);
    },
  };
}

async function createCaller(server: TestServer): Promise<World['call']> {
  const credentials = await ensureAccessKey(server.ctx);
  const { region } = server.ctx.config;
  const signer = new SignatureV4({ service: 'cognito-idp', region, credentials, sha256: Sha256 });
  const { host } = new URL(server.url);
  return async (operation, body) => {
    if (!contractOf(operation).signed) return await post(server.url, operation, body);
    const headers = { host, 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` };
    const request = new HttpRequest({ method: 'POST', path: '/', headers, body });
    const signed = await signer.sign(request, { signingDate: new Date(server.clock.now()) });
    const { host: _, ...rest } = signed.headers;
    return await post(server.url, operation, body, rest);
  };
}

/** An answer to PASSWORD_VERIFIER that proves nothing. */
const claim = {
  PASSWORD_CLAIM_SECRET_BLOCK: 'djEuYWFhYQ==',
  PASSWORD_CLAIM_SIGNATURE: 'c2ln',
  TIMESTAMP: 'Tue Nov 4 09:05:07 UTC 2025',
};

/** Two pools of the two kinds of user names, with people in every state, and what they would be asked for. */
async function populate(server: TestServer): Promise<Known> {
  const Schema = [
    { Name: 'level', AttributeDataType: 'Number' as const },
    { Name: 'team', AttributeDataType: 'String' as const },
    { Name: 'badge', AttributeDataType: 'String' as const, Mutable: false },
  ];
  const { poolId } = await server.createPool({ Schema });
  const { poolId: plainPoolId } = await server.createPool({
    UsernameAttributes: undefined,
    UsernameConfiguration: undefined,
    AliasAttributes: ['email', 'phone_number', 'preferred_username'],
  });
  const { clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' });
  const { clientId: plainClientId } = await server.createClient(plainPoolId);
  const { clientId: secretClientId, clientSecret } = await server.createClient(poolId, { GenerateSecret: true });

  const [ada, ivy, eve] = ['ada@example.com', 'ivy@example.com', 'eve@example.com'];
  const sub = await addUser(server, poolId, ada, { email: ada, email_verified: 'true', name: 'Ada' }, true);
  await addUser(server, plainPoolId, 'bob', { email: 'bob@example.com', email_verified: 'true' }, true);
  await addUser(server, poolId, ivy, { email_verified: 'true' }, false);
  const { code: signUpCode } = await signUp(server, clientId, eve);
  const tokens = await signIn(server, clientId, ada);
  const plainTokens = await signIn(server, plainClientId, 'bob');
  const invited = await signIn(server, clientId, ivy);
  await server.call('ForgotPassword', { ClientId: clientId, Username: ada });
  const resetCode = await latestCode(server, ada);
  await server.call('GetUserAttributeVerificationCode', { AccessToken: tokens.AccessToken, AttributeName: 'email' });
  const attributeCode = await latestCode(server, ada);
  await server.call('CreateGroup', { UserPoolId: poolId, GroupName: 'readers' });
  await server.call('AdminAddUserToGroup', { UserPoolId: poolId, GroupName: 'readers', Username: ada });

  const usernames = [ada, ada, 'bob', ivy, eve, sub, 'nobody@example.com'];
  const attributes = [
    'email',
    'name',
    'custom:team',
    'custom:level',
    'phone_number',
    'birthdate',
    'email_verified',
    'preferred_username',
    'sub',
  ];
  const known = {
    UserPoolId: [poolId, poolId, poolId, plainPoolId],
    ClientId: [clientId, clientId, clientId, plainClientId, secretClientId],
    ClientSecret: [clientSecret],
    AccessToken: [...Array(6).fill(tokens.AccessToken), plainTokens.AccessToken, tokens.IdToken],
    RefreshToken: [tokens.RefreshToken, plainTokens.RefreshToken],
    Token: [tokens.RefreshToken, tokens.AccessToken],
    REFRESH_TOKEN: [tokens.RefreshToken],
    AuthFlow: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'ADMIN_USER_PASSWORD_AUTH'],
    AuthParameters: [
      { USERNAME: ada, PASSWORD: goodPassword },
      { USERNAME: ada, SRP_A: 'a'.repeat(768) },
      { REFRESH_TOKEN: tokens.RefreshToken },
    ],
    ChallengeName: ['NEW_PASSWORD_REQUIRED', 'PASSWORD_VERIFIER'],
    ChallengeResponses: [
      { USERNAME: ivy, NEW_PASSWORD: 'Another-horse-8', 'userAttributes.name': 'Ivy' },
      { USERNAME: ada, ...claim },
    ],
    Session: [invited.Session],
    Username: usernames,
    USERNAME: usernames,
    Password: [goodPassword],
    PASSWORD: [goodPassword, 'wrong'],
    NEW_PASSWORD: ['Another-horse-8'],
    ProposedPassword: ['Another-horse-8'],
    PreviousPassword: [goodPassword],
    TemporaryPassword: ['Another-horse-8'],
    SRP_A: ['a'.repeat(768), '0', 'xyz'],
    ...Object.fromEntries(Object.entries(claim).map(([name, value]) => [name, [value]])),
    SECRET_HASH: ['aGFzaA=='],
    ConfirmationCode: [signUpCode, resetCode, '000000'],
    Code: [attributeCode, '000000'],
    Name: [...attributes, 'flavour'],
    AttributeName: attributes,
    UserAttributeName: attributes,
    AttributesToGet: [attributes],
    Value: ['x@example.com', 'true', '7', '+14325551212', '2000-01-01'],
    Filter: ['email = "ada@example.com"', 'username ^= "b"', 'status = "Enabled"', 'name = "'],
    GroupName: ['readers', 'nobody'],
    ResourceArn: [`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${poolId}`],
  };
  return new Map(Object.entries(known));
}

async function latestCode(server: TestServer, to: string): Promise<string> {
  return (await server.mail(to))[0]?.code ?? '';
}

async function addUser(
  server: TestServer,
  UserPoolId: string,
  Username: string,
  attributes: Record<string, string>,
  Permanent: boolean,
): Promise<string> {
  const MessageAction = 'SUPPRESS';
  const create = { UserPoolId, Username, MessageAction, UserAttributes: list(attributes) } as const;
  const { User } = await server.admin.send(new AdminCreateUserCommand(create));
  const Password = goodPassword;
  await server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent }));
  return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

async function signIn(server: TestServer, ClientId: string, USERNAME: string) {
  const AuthParameters = { USERNAME, PASSWORD: goodPassword };
  const answer = await server.anonymous.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  return { ...answer.AuthenticationResult, Session: answer.Session };
}
