import type { Context } from '../../context.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeMfa } from './mfa-config.ts';

/**
 * How a pool asks for a second factor.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html
 */
export async function getUserPoolMfaConfig(
  _ctx: Context,
  _input: Input<'GetUserPoolMfaConfig'>,
  { pool }: PoolCaller,
): Promise<Output<'GetUserPoolMfaConfig'>> {
  return describeMfa(pool);
}
