import type { UpdateUserPoolClientRequest } from '@aws-sdk/client-cognito-identity-provider';

/** What CreateUserPoolClient and UpdateUserPoolClient both take. */
export type ClientChanges = Omit<UpdateUserPoolClientRequest, 'UserPoolId' | 'ClientId' | 'ClientName'>;

export interface ClientFacts {
  hasSecret: boolean;
  doing: 'creating' | 'updating';
}

/** An empty list says what no list says. */
export function unlessEmpty<Item>(list: Item[] | undefined): Item[] | undefined {
  return list?.length ? list : undefined;
}
