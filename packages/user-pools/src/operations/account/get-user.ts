import { attributesTo, readable } from '../../attributes/schema.ts';
import type { Context } from '../../context.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Shows a signed-in user's attributes, as far as the client may read them.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html
 */
export async function getUser(
  _ctx: Context,
  _input: Input<'GetUser'>,
  { user, client }: UserCaller,
): Promise<Output<'GetUser'>> {
  return { Username: user.username, UserAttributes: attributesTo(readable(client, user.attributes)) };
}
