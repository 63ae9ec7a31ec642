import { Amplify } from 'aws-amplify';
import { ConsoleLogger } from 'aws-amplify/utils';
import type { WebConfig } from './config.ts';

/** Tells Amplify which pool and client to use; called once, before the first page is drawn. */
export function configureAmplify(config: WebConfig): void {
  // Amplify would warn on every page of a pool that is not Amazon's. What matters reaches us as a thrown error.
  ConsoleLogger.LOG_LEVEL = 'NONE';
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: config.userPoolId,
        userPoolClientId: config.userPoolClientId,
        userPoolEndpoint: config.userPoolEndpoint,
        loginWith: { email: true },
      },
    },
  });
}
