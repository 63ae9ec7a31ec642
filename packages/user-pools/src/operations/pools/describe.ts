import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../config.ts';
import type { Pool } from '../../storage/pools.ts';
import { poolArn } from './arn.ts';

/** A pool as DescribeUserPool shows it. */
export function describe(config: Pick<Config, 'accountId'>, pool: Pool, users: number): UserPoolType {
  return {
    Id: pool.id,
    Name: pool.name,
    ...pool.settings,
    LastModifiedDate: new Date(pool.updatedAt),
    CreationDate: new Date(pool.createdAt),
    EstimatedNumberOfUsers: users,
    Arn: poolArn(config, pool.id),
  };
}
