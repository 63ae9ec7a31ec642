import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { assertNotLocked } from '../../limits/lockout.ts';
import { consumeSession, newSession, openSession, sealSession } from '../../sessions/session.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { type Account, findAccount } from './find-account.ts';
import { type ChallengeAnswer, type Parameters, required, requiredUsername } from './parameters.ts';
import { signInByPassword } from './user-password-auth.ts';
import { requiredPublicValue, startHandshake } from './user-srp-auth.ts';

/** A password is the one first factor that a pool can allow, and must. It can be proved in two ways, for everyone alike. */
const factors = ['PASSWORD_SRP', 'PASSWORD'] as const;

/** The challenges of sign-in by choice: which factor, or the proof of one. */
export type Choice = 'SELECT_CHALLENGE' | (typeof factors)[number];

/** What the session holds. It is as long for a name nobody has as for a user. */
interface ChoiceSession {
  /** The account's subject. */
  subject: string;
}

/** Sets a challenge of sign-in by choice. */
export async function choiceChallenge(
  ctx: Context,
  { pool, client }: ClientCaller,
  { subject }: Account,
  challenge: Choice,
): Promise<SignInAnswer> {
  const session = newSession<ChoiceSession>(ctx, client, { subject });
  return {
    ChallengeName: challenge,
    Session: await sealSession(ctx, { pool, client, purpose: challenge }, session),
    ChallengeParameters: {},
    ...(challenge === 'SELECT_CHALLENGE' && { AvailableChallenges: [...factors] }),
  };
}

/** SELECT_CHALLENGE, PASSWORD and PASSWORD_SRP: judges a proof, or asks for the proof of the factor that was selected. */
export async function answerChoice(
  ctx: Context,
  challenge: Choice,
  answer: ChallengeAnswer,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const { pool, client } = caller;
  const responses = answer.ChallengeResponses ?? {};
  const username = requiredUsername(responses);
  // Read before the session is used up, so that a malformed answer costs nothing.
  const next = nextStep(ctx, challenge, responses, caller);
  if (!answer.Session) throw errors.missingParameter('Session');
  const session = await openSession<ChoiceSession>(ctx, { pool, client, purpose: challenge }, answer.Session);
  const account = await findAccount(ctx, caller, username);
  if (account.subject !== session.data.subject) throw errors.sessionInvalid();
  await assertNotLocked(ctx, pool, account.subject);
  await consumeSession(ctx.db, pool, session);
  return await next(account);
}

function nextStep(
  ctx: Context,
  challenge: Choice,
  responses: Parameters,
  caller: ClientCaller,
): (account: Account) => Promise<SignInAnswer> {
  const selecting = challenge === 'SELECT_CHALLENGE';
  switch (selecting ? required(responses, 'ANSWER') : challenge) {
    case 'PASSWORD': {
      if (selecting && !responses.PASSWORD) return (account) => choiceChallenge(ctx, caller, account, 'PASSWORD');
      const password = required(responses, 'PASSWORD');
      return (account) => signInByPassword(ctx, caller, account, password);
    }
    case 'PASSWORD_SRP': {
      if (selecting && !responses.SRP_A) return (account) => choiceChallenge(ctx, caller, account, 'PASSWORD_SRP');
      const clientPublic = requiredPublicValue(responses);
      return (account) => startHandshake(ctx, caller, account, clientPublic);
    }
    default:
      throw errors.challengeUnavailable();
  }
}
