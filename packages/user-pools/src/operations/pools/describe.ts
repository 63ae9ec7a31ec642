import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../config.ts';
import type { Pool } from '../../storage/pools.ts';

/** A pool as DescribeUserPool shows it. */
export function describe(config: Pick<Config, 'accountId'>, pool: Pool, users: number): UserPoolType {
  const region = pool.id.slice(0, pool.id.indexOf('_'));
  return {
    Id: pool.id,
    Name: pool.name,
    ...pool.settings,
    LastModifiedDate: new Date(pool.updatedAt),
    CreationDate: new Date(pool.createdAt),
    EstimatedNumberOfUsers: users,
    Arn: `arn:${partitionOf(region)}:cognito-idp:${region}:${config.accountId}:userpool/${pool.id}`,
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}
