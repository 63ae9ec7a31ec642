import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import type { User } from '../storage/users.ts';
import { attributesTo } from './schema.ts';

/** A user as lists and AdminCreateUser show it. */
export function describeUser(user: User): UserType {
  return { Username: user.username, Attributes: attributesTo(user.attributes), ...describeState(user) };
}

/** What administrators see of a user besides name and attributes. */
export function describeState({ createdAt, updatedAt, enabled, status }: User) {
  return {
    UserCreateDate: new Date(createdAt),
    UserLastModifiedDate: new Date(updatedAt),
    Enabled: enabled,
    UserStatus: status,
  };
}
