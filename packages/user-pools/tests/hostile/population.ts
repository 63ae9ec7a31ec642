/** Who lives in the world under attack. */
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type ExplicitAuthFlowsType,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { goodPassword, list, signUp } from '../people.ts';
import type { TestServer } from '../server.ts';
import { secretHash } from '../srp-client.ts';
import type { Known } from './permitted.ts';

/** An answer to PASSWORD_VERIFIER that proves nothing. */
const claim = {
  PASSWORD_CLAIM_SECRET_BLOCK: 'djEuYWFhYQ==',
  PASSWORD_CLAIM_SIGNATURE: 'c2ln',
  TIMESTAMP: 'Tue Nov 4 09:05:07 UTC 2025',
};

const flows: ExplicitAuthFlowsType[] = [
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_USER_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
];

/** Two pools of the two kinds of user names, with people in every state, and what they would be asked for. */
export async function populate(server: TestServer): Promise<Known> {
  const Schema = [
    { Name: 'level', AttributeDataType: 'Number' as const },
    { Name: 'team', AttributeDataType: 'String' as const },
    { Name: 'badge', AttributeDataType: 'String' as const, Mutable: false },
  ];
  const { poolId } = await server.createPool({ Schema });
  const { poolId: plainPoolId } = await server.createPool({
    UsernameAttributes: undefined,
    UsernameConfiguration: undefined,
    AliasAttributes: ['email', 'phone_number', 'preferred_username'],
  });
  const { clientId } = await server.createClient(poolId, {
    PreventUserExistenceErrors: 'ENABLED',
    ExplicitAuthFlows: [...flows, 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const { clientId: rotatingClientId } = await server.createClient(poolId, {
    ExplicitAuthFlows: flows,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
  });
  const { clientId: plainClientId } = await server.createClient(plainPoolId);
  const { clientId: secretClientId, clientSecret } = await server.createClient(poolId, { GenerateSecret: true });

  const [ada, ivy, eve] = ['ada@example.com', 'ivy@example.com', 'eve@example.com'];
  const sub = await addUser(server, poolId, ada, { email: ada, email_verified: 'true', name: 'Ada' }, true);
  await addUser(server, plainPoolId, 'bob', { email: 'bob@example.com', email_verified: 'true' }, true);
  await addUser(server, poolId, ivy, { email_verified: 'true' }, false);
  const { code: signUpCode } = await signUp(server, clientId, eve);
  const tokens = await signIn(server, clientId, ada);
  const plainTokens = await signIn(server, plainClientId, 'bob');
  const { RefreshToken: rotatedToken } = await signIn(server, rotatingClientId, ada);
  const refresh = { ClientId: rotatingClientId, RefreshToken: rotatedToken };
  const { AuthenticationResult: rotated } = await server.call('GetTokensFromRefreshToken', refresh);
  const invited = await signIn(server, clientId, ivy);
  await server.call('ForgotPassword', { ClientId: clientId, Username: ada });
  const resetCode = await latestCode(server, ada);
  await server.call('GetUserAttributeVerificationCode', { AccessToken: tokens.AccessToken, AttributeName: 'email' });
  const attributeCode = await latestCode(server, ada);
  await server.call('CreateGroup', { UserPoolId: poolId, GroupName: 'readers' });
  await server.call('AdminAddUserToGroup', { UserPoolId: poolId, GroupName: 'readers', Username: ada });

  const usernames = [ada, ada, 'bob', ivy, eve, sub, 'nobody@example.com'];
  const attributes = [
    'email',
    'name',
    'custom:team',
    'custom:level',
    'phone_number',
    'birthdate',
    'email_verified',
    'preferred_username',
    'sub',
  ];
  const known = {
    UserPoolId: [poolId, poolId, poolId, plainPoolId],
    ClientId: [...Array(5).fill(clientId), plainClientId, secretClientId, rotatingClientId],
    ClientSecret: [clientSecret],
    AccessToken: [...Array(6).fill(tokens.AccessToken), plainTokens.AccessToken, tokens.IdToken],
    RefreshToken: [tokens.RefreshToken, plainTokens.RefreshToken, rotatedToken, rotated?.RefreshToken],
    Token: [tokens.RefreshToken, tokens.AccessToken],
    REFRESH_TOKEN: [tokens.RefreshToken],
    AuthFlow: ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH'],
    AuthParameters: [
      { USERNAME: ada, PASSWORD: goodPassword },
      { USERNAME: ada, SRP_A: 'a'.repeat(768) },
      { REFRESH_TOKEN: tokens.RefreshToken },
      { USERNAME: ada, PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: 'a'.repeat(768) },
    ],
    ChallengeName: ['NEW_PASSWORD_REQUIRED', 'PASSWORD_VERIFIER'],
    ChallengeResponses: [
      { USERNAME: ivy, NEW_PASSWORD: 'Another-horse-8', 'userAttributes.name': 'Ivy' },
      { USERNAME: ada, ...claim },
    ],
    Session: [invited.Session],
    Username: usernames,
    USERNAME: usernames,
    Password: [goodPassword],
    PASSWORD: [goodPassword, 'wrong'],
    NEW_PASSWORD: ['Another-horse-8'],
    ProposedPassword: ['Another-horse-8'],
    PreviousPassword: [goodPassword],
    TemporaryPassword: ['Another-horse-8'],
    SRP_A: ['a'.repeat(768), '0', 'xyz'],
    ...Object.fromEntries(Object.entries(claim).map(([name, value]) => [name, [value]])),
    SecretHash: [secretHash(clientSecret ?? '', ada, secretClientId)],
    SECRET_HASH: [secretHash(clientSecret ?? '', ada, secretClientId)],
    ConfirmationCode: [signUpCode, resetCode, '000000'],
    Code: [attributeCode, '000000'],
    Name: [...attributes, 'flavour'],
    AttributeName: attributes,
    UserAttributeName: attributes,
    AttributesToGet: [attributes],
    Value: ['x@example.com', 'true', '7', '+14325551212', '2000-01-01'],
    Filter: ['email = "ada@example.com"', 'username ^= "b"', 'status = "Enabled"', 'name = "'],
    GroupName: ['readers', 'nobody'],
    ResourceArn: [`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${poolId}`],
  };
  return new Map(Object.entries(known));
}

async function latestCode(server: TestServer, to: string): Promise<string> {
  return (await server.mail(to))[0]?.code ?? '';
}

async function addUser(
  server: TestServer,
  UserPoolId: string,
  Username: string,
  attributes: Record<string, string>,
  Permanent: boolean,
): Promise<string> {
  const MessageAction = 'SUPPRESS';
  const create = { UserPoolId, Username, MessageAction, UserAttributes: list(attributes) } as const;
  const { User } = await server.admin.send(new AdminCreateUserCommand(create));
  const Password = goodPassword;
  await server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent }));
  return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

async function signIn(server: TestServer, ClientId: string, USERNAME: string) {
  const AuthParameters = { USERNAME, PASSWORD: goodPassword };
  const answer = await server.anonymous.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  return { ...answer.AuthenticationResult, Session: answer.Session };
}
