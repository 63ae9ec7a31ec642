import type { Context } from '../../context.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * How a pool asks for a second factor. A pool set up for text messages shows that here too, whether or not it asks for one. [U]
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html
 */
export async function getUserPoolMfaConfig(
  _ctx: Context,
  _input: Input<'GetUserPoolMfaConfig'>,
  { pool }: PoolCaller,
): Promise<Output<'GetUserPoolMfaConfig'>> {
  const { MfaConfiguration, SmsAuthenticationMessage, SmsConfiguration } = pool.settings;
  return {
    SmsMfaConfiguration: SmsConfiguration && { SmsAuthenticationMessage, SmsConfiguration },
    MfaConfiguration,
  };
}
