import { errors } from '../../errors.ts';
import type { Input } from '../operation.ts';

/** AuthParameters or ChallengeResponses: text values the contract says nothing about. */
export type Parameters = Record<string, string>;

/** What RespondToAuthChallenge and AdminRespondToAuthChallenge both bring. */
export type ChallengeAnswer = Pick<Input<'RespondToAuthChallenge'>, 'ChallengeName' | 'ChallengeResponses' | 'Session'>;

/** No user name and no e-mail address is longer. */
const longestName = 2048;

/** @throws CognitoError InvalidParameterException when the parameter is absent or empty. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (!value) throw errors.missingParameter(name);
  return value;
}

/** The user name a caller gave. @throws CognitoError InvalidParameterException when it is absent or too long to be one. */
export function requiredUsername(parameters: Parameters): string {
  const username = required(parameters, 'USERNAME');
  if (username.length > longestName) {
    throw errors.validation([
      `Value at 'username' failed to satisfy constraint: Member must have length less than or equal to ${longestName}`,
    ]);
  }
  return username;
}
