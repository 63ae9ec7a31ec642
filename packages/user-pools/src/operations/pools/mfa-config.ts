import type { GetUserPoolMfaConfigResponse } from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from '../../storage/pools.ts';

/** How a pool asks for a second factor. A pool set up for text messages shows that here too, whether or not it asks for one. [U] */
export function describeMfa({ settings }: Pool): GetUserPoolMfaConfigResponse {
  const { MfaConfiguration, SmsAuthenticationMessage, SmsConfiguration } = settings;
  return {
    SmsMfaConfiguration: SmsConfiguration && { SmsAuthenticationMessage, SmsConfiguration },
    MfaConfiguration,
  };
}
