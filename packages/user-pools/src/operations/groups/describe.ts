/** Groups: names that tokens carry, with the IAM roles that go with them. */
import type { GroupType } from '@aws-sdk/client-cognito-identity-provider';
import type { Group } from '../../storage/groups.ts';

/** A group as every operation shows it. */
export function describeGroup(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description ?? undefined,
    RoleArn: group.roleArn ?? undefined,
    Precedence: group.precedence ?? undefined,
    LastModifiedDate: new Date(group.updatedAt),
    CreationDate: new Date(group.createdAt),
  };
}
