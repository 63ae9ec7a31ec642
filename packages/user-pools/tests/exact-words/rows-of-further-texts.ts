/** Texts that are told elsewhere than in the list of errors: of flows, sessions, user names, schemas, attributes and recovery. */
import type { Row } from './row.ts';

const schema = { code: 'InvalidParameterException', of: ['CreateUserPool', 'AddCustomAttributes'] } as const;
const updating = ['UpdateUserAttributes', 'AdminUpdateUserAttributes'] as const;

export const furtherRows = {
  otherFlowOff: {
    operation: 'InitiateAuth',
    situation: 'another flow off for client',
    code: 'InvalidParameterException',
    texts: [
      'USER_SRP_AUTH flow not enabled for this client',
      'CUSTOM_AUTH flow not enabled for this client',
      'USER_AUTH flow not enabled for this client',
    ],
    of: ['InitiateAuth'],
  },
  refreshNotAllowed: {
    operation: 'CreateUserPoolClient',
    situation: 'ALLOW_ flows without refresh',
    code: 'InvalidParameterException',
    texts: ['REFRESH_TOKEN_AUTH should always be allowed.'],
    of: ['CreateUserPoolClient', 'UpdateUserPoolClient'],
  },
  sessionInvalid: {
    operation: 'Respond…',
    situation: 'session of nobody',
    code: 'NotAuthorizedException',
    texts: ['Invalid session for the user.'],
    of: ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'],
  },
  usernameLikePhoneAlias: {
    operation: 'SignUp, AdminCreateUser',
    situation: 'alias pool, phone number as username',
    code: 'InvalidParameterException',
    texts: ['Username cannot be of phone number format, since user pool is configured for phone number alias.'],
    of: ['SignUp', 'AdminCreateUser'],
  },
  aliasesAndUsernames: {
    operation: 'CreateUserPool',
    situation: 'AliasAttributes beside UsernameAttributes',
    code: 'InvalidParameterException',
    texts: ['Only one of the aliasAttributes or usernameAttributes can be set in a user pool.'],
    of: ['CreateUserPool'],
  },
  usernameNoPhone: {
    operation: 'SignUp, AdminCreateUser',
    situation: 'UsernameAttributes phone_number, wrong shape',
    code: 'InvalidParameterException',
    texts: ['Username should be a phone number.'],
    of: ['SignUp', 'AdminCreateUser'],
  },
  addressFormat: {
    operation: 'SignUp, AdminCreateUser',
    situation: 'address of the wrong form',
    code: 'InvalidParameterException',
    texts: ['Invalid email address format.', 'Invalid phone number format.'],
    of: ['SignUp', 'AdminCreateUser', ...updating],
  },
  customRequired: {
    ...schema,
    operation: 'CreateUserPool, AddCustomAttributes',
    situation: 'required custom attribute',
    texts: ['Required custom attributes are not supported currently.'],
  },
  customTwice: {
    ...schema,
    operation: 'CreateUserPool, AddCustomAttributes',
    situation: 'custom attribute that there is',
    texts: ['custom:plan: Existing attribute already has name custom:plan.'],
  },
  customTooLong: {
    ...schema,
    operation: 'CreateUserPool, AddCustomAttributes',
    situation: 'bounds of a text',
    texts: [
      'user.custom:plan: String attributes cannot have a length of more than 2048',
      'user.custom:plan: Max length cannot be less than min length.',
    ],
  },
  standardChanged: {
    operation: 'CreateUserPool',
    situation: 'another type for a standard attribute',
    code: 'InvalidParameterException',
    texts: ['You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email'],
    of: ['CreateUserPool'],
  },
  attributesNotInSchema: {
    operation: 'SignUp, AdminCreateUser',
    situation: 'attribute that the schema lacks',
    code: 'InvalidParameterException',
    texts: ['Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.\n'],
    of: ['SignUp', 'AdminCreateUser'],
  },
  attributesRequired: {
    operation: 'SignUp',
    situation: 'two required attributes missing',
    code: 'InvalidParameterException',
    texts: [
      'Attributes did not conform to the schema: name: The attribute is required\nemail: The attribute is required\n',
    ],
    of: ['SignUp'],
  },
  verifiedWithoutAddress: {
    operation: 'AdminUpdateUserAttributes',
    situation: 'verified flag without address',
    code: 'InvalidParameterException',
    texts: [
      'Email is required to verify/un-verify an email',
      'Phone Number is required to verify/un-verify a phone number',
    ],
    of: ['AdminCreateUser', 'AdminUpdateUserAttributes'],
  },
  resetWrongCode: {
    operation: 'ConfirmForgotPassword',
    situation: 'wrong code',
    code: 'CodeMismatchException',
    texts: ['Invalid verification code provided, please try again.'],
    of: ['ConfirmForgotPassword'],
  },
  noCode: {
    operation: 'ConfirmForgotPassword, VerifyUserAttribute',
    situation: 'no code was asked for',
    code: 'ExpiredCodeException',
    texts: ['Invalid code provided, please request a code again.'],
    of: ['ConfirmForgotPassword', 'VerifyUserAttribute'],
  },
} satisfies Record<string, Row>;
