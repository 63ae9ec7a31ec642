/** The one table of operations: who may call each of the 140, and the function that answers. */

import { changePassword } from './account/change-password.ts';
import { deleteUser } from './account/delete-user.ts';
import { deleteUserAttributes } from './account/delete-user-attributes.ts';
import { getUser } from './account/get-user.ts';
import { getUserAttributeVerificationCode } from './account/get-user-attribute-verification-code.ts';
import { updateUserAttributes } from './account/update-user-attributes.ts';
import { verifyUserAttribute } from './account/verify-user-attribute.ts';
import { createUserPoolClient } from './clients/create-user-pool-client.ts';
import { deleteUserPoolClient } from './clients/delete-user-pool-client.ts';
import { describeUserPoolClient } from './clients/describe-user-pool-client.ts';
import { listUserPoolClients } from './clients/list-user-pool-clients.ts';
import { updateUserPoolClient } from './clients/update-user-pool-client.ts';
import { adminAddUserToGroup } from './groups/admin-add-user-to-group.ts';
import { adminListGroupsForUser } from './groups/admin-list-groups-for-user.ts';
import { adminRemoveUserFromGroup } from './groups/admin-remove-user-from-group.ts';
import { createGroup } from './groups/create-group.ts';
import { deleteGroup } from './groups/delete-group.ts';
import { getGroup } from './groups/get-group.ts';
import { listGroups } from './groups/list-groups.ts';
import { listUsersInGroup } from './groups/list-users-in-group.ts';
import { updateGroup } from './groups/update-group.ts';
import type { Operations } from './operation.ts';
import { addCustomAttributes } from './pools/add-custom-attributes.ts';
import { createUserPool } from './pools/create-user-pool.ts';
import { deleteUserPool } from './pools/delete-user-pool.ts';
import { describeUserPool } from './pools/describe-user-pool.ts';
import { getUserPoolMfaConfig } from './pools/get-user-pool-mfa-config.ts';
import { listTagsForResource } from './pools/list-tags-for-resource.ts';
import { listUserPools } from './pools/list-user-pools.ts';
import { setUserPoolMfaConfig } from './pools/set-user-pool-mfa-config.ts';
import { tagResource } from './pools/tag-resource.ts';
import { untagResource } from './pools/untag-resource.ts';
import { updateUserPool } from './pools/update-user-pool.ts';
import { confirmForgotPassword } from './recovery/confirm-forgot-password.ts';
import { forgotPassword } from './recovery/forgot-password.ts';
import { adminUserGlobalSignOut } from './sessions/admin-user-global-sign-out.ts';
import { globalSignOut } from './sessions/global-sign-out.ts';
import { revokeToken } from './sessions/revoke-token.ts';
import { adminInitiateAuth } from './sign-in/admin-initiate-auth.ts';
import { adminRespondToAuthChallenge } from './sign-in/admin-respond-to-auth-challenge.ts';
import { getTokensFromRefreshToken } from './sign-in/get-tokens-from-refresh-token.ts';
import { initiateAuth } from './sign-in/initiate-auth.ts';
import { respondToAuthChallenge } from './sign-in/respond-to-auth-challenge.ts';
import { confirmSignUp } from './sign-up/confirm-sign-up.ts';
import { resendConfirmationCode } from './sign-up/resend-confirmation-code.ts';
import { signUp } from './sign-up/sign-up.ts';
import { adminConfirmSignUp } from './users/admin-confirm-sign-up.ts';
import { adminCreateUser } from './users/admin-create-user.ts';
import { adminDeleteUser } from './users/admin-delete-user.ts';
import { adminDeleteUserAttributes } from './users/admin-delete-user-attributes.ts';
import { adminDisableUser } from './users/admin-disable-user.ts';
import { adminEnableUser } from './users/admin-enable-user.ts';
import { adminGetUser } from './users/admin-get-user.ts';
import { adminResetUserPassword } from './users/admin-reset-user-password.ts';
import { adminSetUserPassword } from './users/admin-set-user-password.ts';
import { adminUpdateUserAttributes } from './users/admin-update-user-attributes.ts';
import { listUsers } from './users/list-users.ts';

export const operations: Operations = {
  AddCustomAttributes: { auth: 'pool', handler: addCustomAttributes },
  AddUserPoolClientSecret: { auth: 'pool' },
  AdminAddUserToGroup: { auth: 'pool', handler: adminAddUserToGroup },
  AdminConfirmSignUp: { auth: 'pool', handler: adminConfirmSignUp },
  AdminCreateUser: { auth: 'pool', handler: adminCreateUser },
  AdminDeleteSoftwareToken: { auth: 'pool' },
  AdminDeleteUser: { auth: 'pool', handler: adminDeleteUser },
  AdminDeleteUserAttributes: { auth: 'pool', handler: adminDeleteUserAttributes },
  AdminDisableProviderForUser: { auth: 'pool' },
  AdminDisableUser: { auth: 'pool', handler: adminDisableUser },
  AdminEnableUser: { auth: 'pool', handler: adminEnableUser },
  AdminForgetDevice: { auth: 'pool' },
  AdminGetDevice: { auth: 'pool' },
  AdminGetUser: { auth: 'pool', handler: adminGetUser },
  AdminGetUserAuthFactors: { auth: 'pool' },
  AdminInitiateAuth: { auth: 'poolClient', handler: adminInitiateAuth },
  AdminLinkProviderForUser: { auth: 'pool' },
  AdminListDevices: { auth: 'pool' },
  AdminListGroupsForUser: { auth: 'pool', handler: adminListGroupsForUser },
  AdminListUserAuthEvents: { auth: 'pool' },
  AdminListUserSessions: { auth: 'pool' },
  AdminRemoveUserFromGroup: { auth: 'pool', handler: adminRemoveUserFromGroup },
  AdminResetUserPassword: { auth: 'pool', handler: adminResetUserPassword },
  AdminRespondToAuthChallenge: { auth: 'poolClient', handler: adminRespondToAuthChallenge },
  AdminRevokeUserSession: { auth: 'pool' },
  AdminSetUserMFAPreference: { auth: 'pool' },
  AdminSetUserPassword: { auth: 'pool', handler: adminSetUserPassword },
  AdminSetUserSettings: { auth: 'pool' },
  AdminUpdateAuthEventFeedback: { auth: 'pool' },
  AdminUpdateDeviceStatus: { auth: 'pool' },
  AdminUpdateUserAttributes: { auth: 'pool', handler: adminUpdateUserAttributes },
  AdminUserGlobalSignOut: { auth: 'pool', handler: adminUserGlobalSignOut },
  AssociateSoftwareToken: { auth: 'user' },
  ChangePassword: { auth: 'user', handler: changePassword },
  CompleteWebAuthnRegistration: { auth: 'user' },
  ConfirmDevice: { auth: 'user' },
  ConfirmForgotPassword: { auth: 'client', handler: confirmForgotPassword },
  ConfirmSignUp: { auth: 'client', handler: confirmSignUp },
  CreateGroup: { auth: 'pool', handler: createGroup },
  CreateIdentityProvider: { auth: 'pool' },
  CreateManagedLoginBranding: { auth: 'pool' },
  CreateResourceServer: { auth: 'pool' },
  CreateTerms: { auth: 'pool' },
  CreateUserImportJob: { auth: 'pool' },
  CreateUserPool: { auth: 'account', handler: createUserPool },
  CreateUserPoolClient: { auth: 'pool', handler: createUserPoolClient },
  CreateUserPoolDomain: { auth: 'pool' },
  CreateUserPoolReplica: { auth: 'pool' },
  DeleteGroup: { auth: 'pool', handler: deleteGroup },
  DeleteIdentityProvider: { auth: 'pool' },
  DeleteManagedLoginBranding: { auth: 'pool' },
  DeleteResourceServer: { auth: 'pool' },
  DeleteTerms: { auth: 'pool' },
  DeleteUser: { auth: 'user', handler: deleteUser },
  DeleteUserAttributes: { auth: 'user', handler: deleteUserAttributes },
  DeleteUserPool: { auth: 'pool', handler: deleteUserPool },
  DeleteUserPoolClient: { auth: 'pool', handler: deleteUserPoolClient },
  DeleteUserPoolClientSecret: { auth: 'pool' },
  DeleteUserPoolDomain: { auth: 'pool' },
  DeleteUserPoolReplica: { auth: 'pool' },
  DeleteWebAuthnCredential: { auth: 'user' },
  DescribeIdentityProvider: { auth: 'pool' },
  DescribeManagedLoginBranding: { auth: 'pool' },
  DescribeManagedLoginBrandingByClient: { auth: 'pool' },
  DescribeResourceServer: { auth: 'pool' },
  DescribeRiskConfiguration: { auth: 'pool' },
  DescribeTerms: { auth: 'pool' },
  DescribeTermsByClient: { auth: 'pool' },
  DescribeUserImportJob: { auth: 'pool' },
  DescribeUserPool: { auth: 'pool', handler: describeUserPool },
  DescribeUserPoolClient: { auth: 'pool', handler: describeUserPoolClient },
  DescribeUserPoolDomain: { auth: 'account' },
  ForgetDevice: { auth: 'user' },
  ForgotPassword: { auth: 'client', handler: forgotPassword },
  GetCSVHeader: { auth: 'pool' },
  GetClientToken: { auth: 'account' },
  GetDevice: { auth: 'user' },
  GetGroup: { auth: 'pool', handler: getGroup },
  GetIdentityProviderByIdentifier: { auth: 'pool' },
  GetLogDeliveryConfiguration: { auth: 'pool' },
  GetProvisionedLimit: { auth: 'account' },
  GetSigningCertificate: { auth: 'pool' },
  GetTokensFromRefreshToken: { auth: 'client', handler: getTokensFromRefreshToken },
  GetUICustomization: { auth: 'pool' },
  GetUser: { auth: 'user', handler: getUser },
  GetUserAttributeVerificationCode: { auth: 'user', handler: getUserAttributeVerificationCode },
  GetUserAuthFactors: { auth: 'user' },
  GetUserPoolClientSessionConfiguration: { auth: 'pool' },
  GetUserPoolMfaConfig: { auth: 'pool', handler: getUserPoolMfaConfig },
  GetUserPoolSessionConfiguration: { auth: 'pool' },
  GlobalSignOut: { auth: 'user', handler: globalSignOut },
  InitiateAuth: { auth: 'client', handler: initiateAuth },
  ListDevices: { auth: 'user' },
  ListGroups: { auth: 'pool', handler: listGroups },
  ListIdentityProviders: { auth: 'pool' },
  ListResourceServers: { auth: 'pool' },
  ListTagsForResource: { auth: 'account', handler: listTagsForResource },
  ListTerms: { auth: 'pool' },
  ListUserImportJobs: { auth: 'pool' },
  ListUserPoolClientSecrets: { auth: 'pool' },
  ListUserPoolClients: { auth: 'pool', handler: listUserPoolClients },
  ListUserPoolReplicas: { auth: 'pool' },
  ListUserPools: { auth: 'account', handler: listUserPools },
  ListUserSessions: { auth: 'user' },
  ListUsers: { auth: 'pool', handler: listUsers },
  ListUsersInGroup: { auth: 'pool', handler: listUsersInGroup },
  ListWebAuthnCredentials: { auth: 'user' },
  ResendConfirmationCode: { auth: 'client', handler: resendConfirmationCode },
  RespondToAuthChallenge: { auth: 'client', handler: respondToAuthChallenge },
  RevokeToken: { auth: 'client', handler: revokeToken },
  RevokeUserSession: { auth: 'user' },
  SetLogDeliveryConfiguration: { auth: 'pool' },
  SetRiskConfiguration: { auth: 'pool' },
  SetUICustomization: { auth: 'pool' },
  SetUserMFAPreference: { auth: 'user' },
  SetUserPoolClientSessionConfiguration: { auth: 'pool' },
  SetUserPoolMfaConfig: { auth: 'pool', handler: setUserPoolMfaConfig },
  SetUserPoolSessionConfiguration: { auth: 'pool' },
  SetUserSettings: { auth: 'user' },
  SignUp: { auth: 'client', handler: signUp },
  StartUserImportJob: { auth: 'pool' },
  StartWebAuthnRegistration: { auth: 'user' },
  StopUserImportJob: { auth: 'pool' },
  TagResource: { auth: 'account', handler: tagResource },
  UntagResource: { auth: 'account', handler: untagResource },
  UpdateAuthEventFeedback: { auth: 'client' },
  UpdateDeviceStatus: { auth: 'user' },
  UpdateGroup: { auth: 'pool', handler: updateGroup },
  UpdateIdentityProvider: { auth: 'pool' },
  UpdateManagedLoginBranding: { auth: 'account' },
  UpdateProvisionedLimit: { auth: 'account' },
  UpdateResourceServer: { auth: 'pool' },
  UpdateTerms: { auth: 'pool' },
  UpdateUserAttributes: { auth: 'user', handler: updateUserAttributes },
  UpdateUserPool: { auth: 'pool', handler: updateUserPool },
  UpdateUserPoolClient: { auth: 'pool', handler: updateUserPoolClient },
  UpdateUserPoolDomain: { auth: 'pool' },
  UpdateUserPoolReplica: { auth: 'pool' },
  VerifySoftwareToken: { auth: 'user' },
  VerifyUserAttribute: { auth: 'user', handler: verifyUserAttribute },
};
