import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { answerChoice } from './choice.ts';
import { answerNewPassword } from './new-password-required.ts';
import type { ChallengeAnswer } from './parameters.ts';
import { passwordVerifier } from './password-verifier.ts';

/** Judges the answer to a challenge. */
export async function answerChallenge(
  ctx: Context,
  answer: ChallengeAnswer,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  switch (answer.ChallengeName) {
    case 'PASSWORD_VERIFIER':
      return await passwordVerifier(ctx, answer, caller);
    case 'NEW_PASSWORD_REQUIRED':
      return await answerNewPassword(ctx, answer, caller);
    case 'SELECT_CHALLENGE':
    case 'PASSWORD':
    case 'PASSWORD_SRP':
      return await answerChoice(ctx, answer.ChallengeName, answer, caller);
    default:
      // No other challenge is ever set, so no session can be for it.
      throw errors.sessionInvalid();
  }
}
