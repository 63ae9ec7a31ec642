import { Amplify } from 'aws-amplify';
import { ConsoleLogger } from 'aws-amplify/utils';
import type { WebConfig } from './config.ts';

/** Tells Amplify which pool and client to use; called once, before the first page is drawn. */
export function configureAmplify(config: WebConfig): void {
  // Amplify warns about every pool that is not Amazon's, on every page.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
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
