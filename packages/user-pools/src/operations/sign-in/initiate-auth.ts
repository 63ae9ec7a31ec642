/** Sign-in: the flows of InitiateAuth, the challenges that follow, and refreshing. */
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { type AllowedFlow, allowedFlows } from '../../storage/clients.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/**
 * Starts a sign-in, or continues one with a refresh token.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export async function initiateAuth(
  ctx: Context,
  input: Input<'InitiateAuth'>,
  caller: ClientCaller,
): Promise<Output<'InitiateAuth'>> {
  const parameters = input.AuthParameters ?? {};
  const assertAllowed = (flow: string) => {
    if (!allowedFlows(caller.client).has(`ALLOW_${flow}` satisfies AllowedFlow)) throw errors.flowNotEnabled(flow);
  };
  switch (input.AuthFlow) {
    case 'USER_SRP_AUTH':
      assertAllowed('USER_SRP_AUTH');
      return await userSrpAuth(ctx, parameters, caller);
    case 'USER_PASSWORD_AUTH':
      assertAllowed('USER_PASSWORD_AUTH');
      return await userPasswordAuth(ctx, parameters, caller);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      assertAllowed('REFRESH_TOKEN_AUTH');
      return await refreshTokenAuth(ctx, parameters, caller);
    case 'CUSTOM_AUTH':
      assertAllowed('CUSTOM_AUTH');
      // No pool can have the triggers that make the challenges: settings that name one are refused.
      throw errors.customAuthNotConfigured();
    case 'USER_AUTH':
      throw errors.flowNotEnabled('USER_AUTH');
    default:
      throw errors.flowNotSupported();
  }
}
