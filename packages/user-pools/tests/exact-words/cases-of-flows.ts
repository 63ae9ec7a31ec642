/** Flows of InitiateAuth and AdminInitiateAuth: which a client allows, and what each wants. */
import type { AuthFlowType } from '@aws-sdk/client-cognito-identity-provider';
import { inputOf } from './operations-meant.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

const initiating = ['InitiateAuth', 'AdminInitiateAuth'] as const;
type Initiating = (typeof initiating)[number];

type Parameters = Record<string, string>;

function initiate(
  world: World,
  operation: Initiating,
  AuthFlow: string,
  AuthParameters: Parameters = {},
  ClientId = world.clientId,
): Promise<unknown> {
  const request = { AuthFlow: AuthFlow as AuthFlowType, ClientId, AuthParameters };
  return operation === 'InitiateAuth'
    ? world.send(operation, request)
    : world.send(operation, { ...request, UserPoolId: world.poolId });
}

const somebody = { USERNAME: 'somebody@example.com', PASSWORD: 'Pa55word!', SRP_A: '1'.repeat(256) };

/** Allows refreshing only. */
async function modestClient({ server, poolId }: World): Promise<string> {
  return (await server.createClient(poolId, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] })).clientId;
}

/** What each flow misses when it is left out of the parameters. */
const wanted = [
  {
    text: 0,
    leaves: 'USERNAME',
    flows: { InitiateAuth: 'USER_PASSWORD_AUTH', AdminInitiateAuth: 'ADMIN_USER_PASSWORD_AUTH' },
  },
  {
    text: 1,
    leaves: 'PASSWORD',
    flows: { InitiateAuth: 'USER_PASSWORD_AUTH', AdminInitiateAuth: 'ADMIN_USER_PASSWORD_AUTH' },
  },
  { text: 2, leaves: 'SRP_A', flows: { InitiateAuth: 'USER_SRP_AUTH', AdminInitiateAuth: 'USER_SRP_AUTH' } },
  {
    text: 3,
    leaves: 'REFRESH_TOKEN',
    flows: { InitiateAuth: 'REFRESH_TOKEN_AUTH', AdminInitiateAuth: 'REFRESH_TOKEN_AUTH' },
  },
] as const;

const ofBoth: Case[] = initiating.flatMap((operation): Case[] => [
  ...wanted.map(
    ({ text, leaves, flows }): Case => ({
      row: 'parameterAbsent',
      text,
      operation,
      provoke: (world) => {
        const { [leaves as 'USERNAME']: _, ...parameters } = somebody;
        return initiate(world, operation, flows[operation], parameters as Parameters);
      },
    }),
  ),
  {
    row: 'flowUnknown',
    operation,
    values: () => {
      const flows = inputOf(operation).members.AuthFlow;
      return { x: 'GUESSING', values: (flows?.type === 'string' ? (flows.enum ?? []) : []).join(', ') };
    },
    provoke: (world) => initiate(world, operation, 'GUESSING'),
  },
  {
    row: 'customAuthWithoutTriggers',
    operation,
    provoke: async (world) => {
      const { clientId } = await world.server.createClient(world.poolId, { ExplicitAuthFlows: undefined });
      await initiate(world, operation, 'CUSTOM_AUTH', somebody, clientId);
    },
  },
  {
    row: 'signInUnknownUser',
    operation,
    provoke: (world) =>
      initiate(world, operation, operation === 'InitiateAuth' ? 'USER_PASSWORD_AUTH' : 'ADMIN_USER_PASSWORD_AUTH', {
        ...somebody,
        USERNAME: 'nobody@example.com',
      }),
  },
]);

export const flowCases: Case[] = [
  ...ofBoth,
  {
    row: 'flowOff',
    operation: 'InitiateAuth',
    provoke: async (world) =>
      initiate(world, 'InitiateAuth', 'USER_PASSWORD_AUTH', somebody, await modestClient(world)),
  },
  ...['USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'].map(
    (flow, text): Case => ({
      row: 'otherFlowOff',
      text,
      operation: 'InitiateAuth',
      provoke: async (world) => initiate(world, 'InitiateAuth', flow, somebody, await modestClient(world)),
    }),
  ),
  {
    row: 'adminFlowOff',
    operation: 'AdminInitiateAuth',
    provoke: async (world) =>
      initiate(world, 'AdminInitiateAuth', 'ADMIN_USER_PASSWORD_AUTH', somebody, await modestClient(world)),
  },
  {
    row: 'flowOfOthers',
    operation: 'InitiateAuth',
    provoke: (world) => initiate(world, 'InitiateAuth', 'ADMIN_USER_PASSWORD_AUTH', somebody),
  },
  {
    row: 'flowOfOthers',
    operation: 'InitiateAuth',
    provoke: (world) => initiate(world, 'InitiateAuth', 'ADMIN_NO_SRP_AUTH', somebody),
  },
  {
    row: 'flowOfOthers',
    operation: 'AdminInitiateAuth',
    provoke: (world) => initiate(world, 'AdminInitiateAuth', 'USER_PASSWORD_AUTH', somebody),
  },
];
