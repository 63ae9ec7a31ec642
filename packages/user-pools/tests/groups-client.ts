/** What the tests of groups share: each operation as one call. */
import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  type CreateGroupCommandInput,
  DeleteGroupCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
  type UpdateGroupCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';

type Page = { Limit?: number; NextToken?: string | undefined };

/** The group operations of one pool. */
export function groupsOf(server: TestServer, UserPoolId: string) {
  const { admin } = server;
  return {
    create: (GroupName: string, input: Partial<CreateGroupCommandInput> = {}) =>
      admin.send(new CreateGroupCommand({ UserPoolId, GroupName, ...input })),
    get: (GroupName: string) => admin.send(new GetGroupCommand({ UserPoolId, GroupName })),
    update: (GroupName: string, input: Partial<UpdateGroupCommandInput> = {}) =>
      admin.send(new UpdateGroupCommand({ UserPoolId, GroupName, ...input })),
    remove: (GroupName: string) => admin.send(new DeleteGroupCommand({ UserPoolId, GroupName })),
    list: (page: Page = {}) => admin.send(new ListGroupsCommand({ UserPoolId, ...page })),
    add: (GroupName: string, Username: string) =>
      admin.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username })),
    expel: (GroupName: string, Username: string) =>
      admin.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, GroupName, Username })),
    members: (GroupName: string, page: Page = {}) =>
      admin.send(new ListUsersInGroupCommand({ UserPoolId, GroupName, ...page })),
    ofUser: (Username: string, page: Page = {}) =>
      admin.send(new AdminListGroupsForUserCommand({ UserPoolId, Username, ...page })),
  };
}

export const groupNotFound = { name: 'ResourceNotFoundException', message: 'Group not found.' };
export const userNotFound = { name: 'UserNotFoundException', message: 'User does not exist.' };

/** An IAM role's ARN. */
export const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
