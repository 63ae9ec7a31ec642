import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { type AllowedFlow, type AppClient, allowedFlows } from '../../storage/clients.ts';
import type { ClientCaller, Input } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import { userAuth } from './user-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/** What InitiateAuth and AdminInitiateAuth both bring. */
export type SignInRequest = Pick<Input<'InitiateAuth'>, 'AuthFlow' | 'AuthParameters' | 'Session'>;

/** The flows that InitiateAuth and AdminInitiateAuth share. */
export async function startSignIn(ctx: Context, request: SignInRequest, caller: ClientCaller): Promise<SignInAnswer> {
  const parameters = request.AuthParameters ?? {};
  switch (request.AuthFlow) {
    case 'USER_SRP_AUTH':
      assertFlow(caller.client, 'USER_SRP_AUTH');
      return await userSrpAuth(ctx, parameters, caller);
    case 'USER_AUTH':
      assertFlow(caller.client, 'USER_AUTH');
      return await userAuth(ctx, parameters, request.Session, caller);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      assertFlow(caller.client, 'REFRESH_TOKEN_AUTH');
      return await refreshTokenAuth(ctx, parameters, caller);
    case 'CUSTOM_AUTH':
      assertFlow(caller.client, 'CUSTOM_AUTH');
      // No pool can have the triggers that make the challenges: settings that name one are refused.
      throw errors.customAuthNotConfigured();
    default:
      throw errors.flowNotSupported();
  }
}

/** @throws CognitoError InvalidParameterException when the client does not allow the flow. */
export function assertFlow(client: AppClient, flow: string): void {
  if (!allowedFlows(client).has(`ALLOW_${flow}` satisfies AllowedFlow)) throw errors.flowNotEnabled(flow);
}
