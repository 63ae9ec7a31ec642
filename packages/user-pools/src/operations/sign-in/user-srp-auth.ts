import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { assertNotLocked } from '../../limits/lockout.ts';
import { srpCredential } from '../../passwords/secrets.ts';
import { newSession, sealSession } from '../../sessions/session.ts';
import { readPublicValue, scramblerOf } from '../../srp/handshake.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { type Account, findAccount } from './find-account.ts';
import { type Parameters, required, requiredUsername } from './parameters.ts';

/** What SECRET_BLOCK holds: all a later answer needs, since some clients answer without Session. Numbers in hex. */
export interface Handshake {
  /** The account's subject. */
  subject: string;
  clientPublic: string;
  scrambler: string;
  b: string;
}

/** What Session holds beside it: the id of its SECRET_BLOCK. */
export interface HandshakeSession {
  block: string;
}

/** Twice the strength that is asked of the group: RFC 5054, section 3.1, wants 256 bits at least. */
const secretBytes = 32;

/** USER_SRP_AUTH: answers A with B and the challenge PASSWORD_VERIFIER. */
export async function userSrpAuth(ctx: Context, parameters: Parameters, caller: ClientCaller): Promise<SignInAnswer> {
  const username = requiredUsername(parameters);
  const clientPublic = requiredPublicValue(parameters);
  const account = await findAccount(ctx, caller, username);
  await assertNotLocked(ctx, caller.pool, account.subject);
  return await startHandshake(ctx, caller, account, clientPublic);
}

/** @throws CognitoError InvalidParameterException when SRP_A is absent, or no public value. */
export function requiredPublicValue(parameters: Parameters): bigint {
  const clientPublic = readPublicValue(required(parameters, 'SRP_A'));
  if (clientPublic === undefined) throw errors.srpValueInvalid();
  return clientPublic;
}

/** The challenge PASSWORD_VERIFIER, for an account that was found not to be locked. */
export async function startHandshake(
  ctx: Context,
  caller: ClientCaller,
  { user, username, subject }: Account,
  clientPublic: bigint,
): Promise<SignInAnswer> {
  const credential = await srpCredential(ctx, caller.pool, user, username);
  const b = ctx.random.bytes(secretBytes);
  const serverPublic = await ctx.srp.publicValueFor(credential.verifier, b);
  const scrambler = scramblerOf(clientPublic, BigInt(`0x${serverPublic}`));
  // u = 0 would let A cancel the password out. No one finds such an A, and no one may use it.
  if (scrambler === 0n) throw errors.srpValueInvalid();

  const { block, session } = await sealHandshake(ctx, caller, {
    subject,
    clientPublic: clientPublic.toString(16),
    // Of fixed length, so that the block's length says nothing.
    scrambler: scrambler.toString(16).padStart(64, '0'),
    b: b.toString('hex'),
  });
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: session,
    ChallengeParameters: {
      SALT: credential.salt,
      SRP_B: serverPublic,
      SECRET_BLOCK: block,
      USERNAME: credential.userId,
      USER_ID_FOR_SRP: credential.userId,
    },
  };
}

/** The handshake as SECRET_BLOCK, in base64 since clients decode it, and the Session that goes with it. */
async function sealHandshake(ctx: Context, { pool, client }: ClientCaller, handshake: Handshake) {
  const block = newSession<Handshake>(ctx, client, handshake);
  const session = newSession<HandshakeSession>(ctx, client, { block: block.id });
  const sealedBlock = await sealSession(ctx, { pool, client, purpose: 'SECRET_BLOCK' }, block);
  return {
    block: Buffer.from(sealedBlock).toString('base64'),
    session: await sealSession(ctx, { pool, client, purpose: 'PASSWORD_VERIFIER' }, session),
  };
}
