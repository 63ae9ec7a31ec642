import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeMfa } from './mfa-config.ts';

type Request = Input<'SetUserPoolMfaConfig'>;

/**
 * Says again that a pool asks for no second factor, which is all it can be told yet; whoever asks for one is told why not. Terraform
 * calls this before it changes how text messages are sent, whatever they are for.
 *
 * The request replaces the whole configuration: a mode that is left out is OFF.
 *
 * @throws CognitoError InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html
 */
export async function setUserPoolMfaConfig(
  _ctx: Context,
  input: Request,
  { pool }: PoolCaller,
): Promise<Output<'SetUserPoolMfaConfig'>> {
  const { MfaConfiguration = 'OFF', EmailMfaConfiguration, WebAuthnConfiguration } = input;
  if (MfaConfiguration === 'OFF' && namesFactor(input)) throw errors.mfaOffWithFactor();
  if (MfaConfiguration !== 'OFF') {
    if (!namesFactor(input)) throw errors.mfaWithoutFactor();
    // Every pool here mails through the server's own channel.
    if (EmailMfaConfiguration) throw errors.mfaByOwnMail();
    throw errors.settingNotBuilt(`MfaConfiguration ${MfaConfiguration}`);
  }
  if (WebAuthnConfiguration) throw errors.settingNotBuilt('WebAuthnConfiguration');
  return describeMfa(pool);
}

/** A factor that is only said to be off is none. [U] */
function namesFactor({ SmsMfaConfiguration, SoftwareTokenMfaConfiguration, EmailMfaConfiguration }: Request): boolean {
  return Boolean(SmsMfaConfiguration || SoftwareTokenMfaConfiguration?.Enabled || EmailMfaConfiguration);
}
