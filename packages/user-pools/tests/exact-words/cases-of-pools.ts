/** Pools, their schemas and clients, and looking for users. */
import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { Case } from './row.ts';
import type { World } from './world.ts';

/** Each way to add attributes to a schema. */
const adding = {
  CreateUserPool: (world: World, Schema: SchemaAttributeType[]): Promise<unknown> =>
    world.send('CreateUserPool', { PoolName: 'refused', Schema }),
  AddCustomAttributes: (world: World, CustomAttributes: SchemaAttributeType[]): Promise<unknown> =>
    world.send('AddCustomAttributes', { UserPoolId: world.strict.poolId, CustomAttributes }),
} as const;

const plan: SchemaAttributeType = { Name: 'plan', AttributeDataType: 'String' };

const ofSchemas: Case[] = (Object.keys(adding) as (keyof typeof adding)[]).flatMap((operation): Case[] => {
  const add = adding[operation];
  return [
    { row: 'customRequired', operation, provoke: (world) => add(world, [{ ...plan, Required: true }]) },
    { row: 'customTwice', operation, provoke: (world) => add(world, [plan, plan]) },
    {
      row: 'customTooLong',
      operation,
      provoke: (world) => add(world, [{ ...plan, StringAttributeConstraints: { MaxLength: '2049' } }]),
    },
    {
      row: 'customTooLong',
      text: 1,
      operation,
      provoke: (world) => add(world, [{ ...plan, StringAttributeConstraints: { MinLength: '9', MaxLength: '8' } }]),
    },
  ];
});

const listUsers = (world: World, Filter: string) => world.send('ListUsers', { UserPoolId: world.poolId, Filter });
const createClient = (world: World, given: object) =>
  world.send('CreateUserPoolClient', { UserPoolId: world.poolId, ClientName: 'refused', ...given });
const updateClient = (world: World, given: object) =>
  world.send('UpdateUserPoolClient', { UserPoolId: world.poolId, ClientId: world.clientId, ...given });

const secondFactors = [
  { MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: true } },
  { MfaConfiguration: 'ON' },
  { MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {} },
] as const;

export const poolCases: Case[] = [
  ...ofSchemas,
  ...secondFactors.map(
    (given, text): Case => ({
      row: 'mfaConfiguration',
      text,
      operation: 'SetUserPoolMfaConfig',
      provoke: (world) => world.send('SetUserPoolMfaConfig', { UserPoolId: world.poolId, ...given }),
    }),
  ),
  {
    row: 'standardChanged',
    operation: 'CreateUserPool',
    provoke: (world) => adding.CreateUserPool(world, [{ Name: 'email', AttributeDataType: 'Number' }]),
  },
  {
    row: 'aliasesAndUsernames',
    operation: 'CreateUserPool',
    provoke: (world) =>
      world.send('CreateUserPool', { PoolName: 'refused', AliasAttributes: ['email'], UsernameAttributes: ['email'] }),
  },
  {
    row: 'poolProtected',
    operation: 'DeleteUserPool',
    provoke: (world) => world.send('DeleteUserPool', { UserPoolId: world.strict.poolId }),
  },
  {
    row: 'validityOutOfRange',
    operation: 'CreateUserPoolClient',
    provoke: (world) => createClient(world, { AccessTokenValidity: 25 }),
  },
  {
    row: 'validityOutOfRange',
    operation: 'UpdateUserPoolClient',
    provoke: (world) => updateClient(world, { RefreshTokenValidity: 3651 }),
  },
  {
    row: 'refreshNotAllowed',
    operation: 'CreateUserPoolClient',
    provoke: (world) => createClient(world, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
  },
  {
    row: 'refreshNotAllowed',
    operation: 'UpdateUserPoolClient',
    provoke: (world) => updateClient(world, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
  },
  { row: 'filterSyntax', operation: 'ListUsers', provoke: (world) => listUsers(world, 'email = ') },
  {
    row: 'filterName',
    operation: 'ListUsers',
    values: () => ({ x: 'custom:badge' }),
    provoke: (world) => listUsers(world, 'custom:badge = "7"'),
  },
];
