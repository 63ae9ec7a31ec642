import { list } from '../people.ts';
import { password } from '../sign-in.ts';
import type { Place, World } from './world.ts';

/** The two ways to make a user. */
export const making = ['SignUp', 'AdminCreateUser'] as const;

type Attributes = Record<string, string>;

export function make(
  world: World,
  operation: (typeof making)[number],
  Username: string,
  attributes: Attributes = {},
  { poolId, clientId }: Place = world,
): Promise<unknown> {
  const UserAttributes = list(attributes);
  return operation === 'SignUp'
    ? world.send('SignUp', { ClientId: clientId, Username, Password: password, UserAttributes })
    : world.send('AdminCreateUser', { UserPoolId: poolId, Username, UserAttributes, MessageAction: 'SUPPRESS' });
}
