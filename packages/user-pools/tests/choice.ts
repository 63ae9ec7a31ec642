/** What the tests of sign-in by choice (USER_AUTH) share. */
import {
  type ChallengeNameType,
  type CreateUserPoolClientRequest,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, password } from './sign-in.ts';

export interface ChoiceParty {
  server: TestServer;
  poolId: string;
  clientId: string;
}

/** A client that allows USER_AUTH and, as is usual, nothing else; the pool is new unless one is named. */
export async function createChoiceParty(
  server: TestServer,
  { poolId, ...input }: { poolId?: string } & Partial<CreateUserPoolClientRequest> = {},
): Promise<ChoiceParty & { clientSecret?: string }> {
  const pool = poolId === undefined ? await server.createPool() : { poolId };
  const client = await server.createClient(pool.poolId, {
    ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...input,
  });
  return { server, ...pool, ...client };
}

export async function newUser({ server, poolId }: ChoiceParty): Promise<{ email: string; sub: string }> {
  const email = freshEmail();
  return { email, sub: await createUser(server, poolId, email) };
}

/** InitiateAuth with USER_AUTH. */
export function choose(
  { server, clientId }: ChoiceParty,
  AuthParameters: Record<string, string>,
  Session?: string,
): Promise<InitiateAuthCommandOutput> {
  return server.anonymous.send(
    new InitiateAuthCommand({ AuthFlow: 'USER_AUTH', ClientId: clientId, AuthParameters, Session }),
  );
}

/** The Session of a challenge just set: SELECT_CHALLENGE unless another is preferred. */
export async function sessionFor(
  party: ChoiceParty,
  USERNAME: string,
  PREFERRED_CHALLENGE: ChallengeNameType = 'SELECT_CHALLENGE',
): Promise<string> {
  const { ChallengeName, Session } = await choose(party, { USERNAME, PREFERRED_CHALLENGE });
  if (ChallengeName !== PREFERRED_CHALLENGE || !Session) throw new Error(`${PREFERRED_CHALLENGE} was not set.`);
  return Session;
}

export function respond(
  { server, clientId }: ChoiceParty,
  ChallengeName: ChallengeNameType,
  Session: string | undefined,
  ChallengeResponses: Record<string, string>,
): Promise<RespondToAuthChallengeCommandOutput> {
  return server.anonymous.send(
    new RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses }),
  );
}

/** The ways to prove a password with a Session: challenge, and what is answered beside USERNAME. */
export const passwordAnswers: [ChallengeNameType, (given?: string) => Record<string, string>][] = [
  ['SELECT_CHALLENGE', (given = password) => ({ ANSWER: 'PASSWORD', PASSWORD: given })],
  ['PASSWORD', (given = password) => ({ PASSWORD: given })],
];

export const sessionInvalid = notAuthorized('Invalid session for the user.');
export const sessionExpired = notAuthorized('Invalid session for the user, session is expired.');
export const sessionReused = notAuthorized('Invalid session for the user, session can only be used once.');
