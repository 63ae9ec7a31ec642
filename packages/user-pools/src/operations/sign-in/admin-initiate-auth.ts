import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { allowedFlows } from '../../storage/clients.ts';
import type { Input, Output, PoolClientCaller } from '../operation.ts';
import { startSignIn } from './start-sign-in.ts';
import { userPasswordAuth } from './user-password-auth.ts';

/**
 * Starts a sign-in on behalf of a user, from a server that holds an access key. Who exists is hidden here too, where the client asks
 * for it: such servers often stand behind a public form.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html
 */
export async function adminInitiateAuth(
  ctx: Context,
  input: Input<'AdminInitiateAuth'>,
  caller: PoolClientCaller,
): Promise<Output<'AdminInitiateAuth'>> {
  switch (input.AuthFlow) {
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      if (!allowedFlows(caller.client).has('ALLOW_ADMIN_USER_PASSWORD_AUTH')) throw errors.adminFlowNotEnabled();
      return await userPasswordAuth(ctx, input.AuthParameters ?? {}, caller);
    default:
      return await startSignIn(ctx, input, caller);
  }
}
