/** What the tests of NEW_PASSWORD_REQUIRED share: invited users, and the challenge's two halves. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
  type SchemaAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';
import { freshEmail, signIn } from './sign-in.ts';

export const temporary = 'Temp0rary!';
export const chosen = 'Ch0sen by me!';

/** E-mail address and name are required; a badge is given once. */
const Schema: SchemaAttributeType[] = [
  { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true },
  { Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true },
  { Name: 'badge', AttributeDataType: 'Number', Mutable: false },
];

export interface Party {
  server: TestServer;
  poolId: string;
  clientId: string;
}

export async function createParty(server: TestServer): Promise<Party> {
  const { poolId } = await server.createPool({ Schema });
  const { clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' });
  return { server, poolId, clientId };
}

/** A user with a temporary password and no name. */
export async function invite({ server, poolId }: Party, attributes: Record<string, string> = {}): Promise<string> {
  const email = freshEmail();
  await server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: email,
      TemporaryPassword: temporary,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries({ email_verified: 'true', ...attributes }).map(([Name, Value]) => ({
        Name,
        Value,
      })),
    }),
  );
  return email;
}

/** The Session of a challenge just set. */
export async function challenge({ server, clientId }: Party, email: string): Promise<string> {
  const { ChallengeName, Session } = await signIn(server, { clientId }, email, temporary);
  if (ChallengeName !== 'NEW_PASSWORD_REQUIRED' || !Session) throw new Error('No new password was asked for.');
  return Session;
}

/** Answers with a good password and a name, and what `responses` changes in them. */
export function answer(
  { server, clientId }: Party,
  email: string,
  Session: string | undefined,
  responses: Record<string, string> = {},
): Promise<RespondToAuthChallengeCommandOutput> {
  return server.anonymous.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: chosen, 'userAttributes.name': 'Andrea', ...responses },
    }),
  );
}

export async function userOf({ server, poolId }: Party, email: string) {
  const user = await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: email }));
  const attributes = (user.UserAttributes ?? []).map(({ Name = '', Value }) => [Name, Value]);
  return { status: user.UserStatus, attributes: Object.fromEntries(attributes) as Record<string, string> };
}
