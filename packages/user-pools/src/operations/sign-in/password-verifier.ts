import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { assertNotLocked, countGuess } from '../../limits/lockout.ts';
import { srpCredential } from '../../passwords/secrets.ts';
import { consumeSession, openSession, type Session } from '../../sessions/session.ts';
import { claimSignature, srpPoolName } from '../../srp/handshake.ts';
import { readTimestamp } from '../../srp/timestamp.ts';
import type { ClientCaller } from '../operation.ts';
import { afterPassword, type SignInAnswer } from './after-password.ts';
import { type Account, findAccount } from './find-account.ts';
import { type ChallengeAnswer, type Parameters, required, requiredUsername } from './parameters.ts';
import type { Handshake, HandshakeSession } from './user-srp-auth.ts';

/** How far a client's clock may be off. Replay is kept out by SECRET_BLOCK, which is good for one answer. */
const clockSkew = 5 * 60_000;

/** The client's proof that it knows the password. */
interface Claim {
  /** The sealed block, as text. */
  secretBlock: string;
  signature: string;
  timestamp: string;
}

/** PASSWORD_VERIFIER: checks the client's proof. */
export async function passwordVerifier(
  ctx: Context,
  answer: ChallengeAnswer,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const responses = answer.ChallengeResponses ?? {};
  const username = requiredUsername(responses);
  const claim = readClaim(ctx, responses);
  const { pool, client } = caller;
  const scope = { pool, client, purpose: 'SECRET_BLOCK' };
  const block = await openSession<Handshake>(ctx, scope, claim.secretBlock);
  if (answer.Session !== undefined) await assertSameHandshake(ctx, caller, answer.Session, block);
  const account = await findAccount(ctx, caller, username);
  if (account.subject !== block.data.subject) throw errors.sessionInvalid();
  await assertNotLocked(ctx, pool, account.subject);
  await consumeSession(ctx.db, pool, block);

  const { user, subject } = account;
  const proved = await proves(ctx, caller, account, block.data, claim);
  return await afterPassword(ctx, caller, await countGuess(ctx, pool, subject, proved ? user : undefined));
}

function readClaim(ctx: Context, responses: Parameters): Claim {
  const block = required(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = required(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = required(responses, 'TIMESTAMP');
  const time = readTimestamp(timestamp);
  if (time === undefined) throw errors.timestampFormat();
  if (Math.abs(time - ctx.clock.now()) > clockSkew) throw errors.badCredentials();
  return { secretBlock: Buffer.from(block, 'base64').toString(), signature, timestamp };
}

/** @throws CognitoError NotAuthorizedException when the Session is not the one handed out with the block. */
async function assertSameHandshake(
  ctx: Context,
  { pool, client }: ClientCaller,
  sealed: string,
  block: Session<Handshake>,
): Promise<void> {
  const session = await openSession<HandshakeSession>(ctx, { pool, client, purpose: 'PASSWORD_VERIFIER' }, sealed);
  if (session.data.block !== block.id) throw errors.sessionInvalid();
}

async function proves(
  ctx: Context,
  { pool }: ClientCaller,
  { user, username }: Account,
  handshake: Handshake,
  claim: Claim,
): Promise<boolean> {
  const { userId, verifier } = await srpCredential(ctx, pool, user, username);
  const key = await ctx.srp.sessionKeyFor({
    clientPublic: BigInt(`0x${handshake.clientPublic}`),
    scrambler: BigInt(`0x${handshake.scrambler}`),
    b: Buffer.from(handshake.b, 'hex'),
    verifier,
  });
  const identity = { poolName: srpPoolName(pool.id), userId };
  const expected = claimSignature(key, identity, Buffer.from(claim.secretBlock), claim.timestamp);
  const given = Buffer.from(claim.signature, 'base64');
  const matches = given.length === expected.length && timingSafeEqual(given, expected);
  return matches && user?.srpVerifier !== undefined;
}
