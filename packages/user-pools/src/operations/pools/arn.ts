import type { Config } from '../../config.ts';
import { errors } from '../../errors.ts';

type Account = Pick<Config, 'accountId'>;

/** The name of a pool in the whole of AWS; the region is the one that the pool's id names. */
export function poolArn({ accountId }: Account, poolId: string): string {
  const region = poolId.slice(0, poolId.indexOf('_'));
  return `arn:${partitionOf(region)}:cognito-idp:${region}:${accountId}:userpool/${poolId}`;
}

/**
 * The id of the pool that an ARN names.
 *
 * @throws CognitoError InvalidParameterException when it is not a pool that it names, ResourceNotFoundException when the pool is in
 * another account or region and so none of ours. [U]
 */
export function poolIdIn(account: Account, arn: string): string {
  const poolId = /^arn:[^:]+:cognito-idp:[^:]+:[^:]+:userpool\/([\w-]+_[0-9a-zA-Z]+)$/.exec(arn)?.[1];
  if (poolId === undefined) throw errors.notPoolArn();
  if (poolArn(account, poolId) !== arn) throw errors.poolNotFound(poolId);
  return poolId;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}
