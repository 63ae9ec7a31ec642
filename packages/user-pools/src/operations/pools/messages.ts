import type {
  AdminCreateUserConfigType,
  EmailConfigurationType,
  UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { errors } from '../../errors.ts';
import type { PoolSettings } from '../../storage/pools.ts';

/** The same texts have two names each: an old one of the pool, and one inside VerificationMessageTemplate. */
const twins = [
  ['EmailVerificationMessage', 'EmailMessage'],
  ['EmailVerificationSubject', 'EmailSubject'],
  ['SmsVerificationMessage', 'SmsMessage'],
] as const;

type VerificationMessages = Pick<PoolSettings, (typeof twins)[number][0] | 'VerificationMessageTemplate'>;

/**
 * The verification messages under both names. Tools send back what they read, so of two names that differ the one that differs
 * from `before` is meant; the template's if both do. A text that is not given stays.
 */
export function completeVerificationMessages(
  given: Pick<UpdateUserPoolRequest, keyof VerificationMessages>,
  before: VerificationMessages = {},
): VerificationMessages {
  const template = given.VerificationMessageTemplate;
  if (template?.DefaultEmailOption === 'CONFIRM_WITH_LINK') throw errors.settingNotBuilt('CONFIRM_WITH_LINK');
  const completed: VerificationMessages = {
    VerificationMessageTemplate: {
      ...before.VerificationMessageTemplate,
      ...template,
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
    },
  };
  for (const [name, nameInTemplate] of twins) {
    const kept = before[name];
    const changed = [template?.[nameInTemplate], given[name]].filter((text) => text !== undefined && text !== kept);
    const text = changed[0] ?? kept;
    if (text === undefined) continue;
    completed[name] = text;
    completed.VerificationMessageTemplate = { ...completed.VerificationMessageTemplate, [nameInTemplate]: text };
  }
  return completed;
}

/** An invitation without its placeholders would invite nobody. */
export function completeAdminCreateUser(given: AdminCreateUserConfigType = {}): AdminCreateUserConfigType {
  const { EmailMessage, SMSMessage } = given.InviteMessageTemplate ?? {};
  if (lacksPlaceholders(EmailMessage)) throw errors.inviteMessage('emailMessage');
  if (lacksPlaceholders(SMSMessage)) throw errors.inviteMessage('smsMessage');
  return { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7, ...given };
}

function lacksPlaceholders(text: string | undefined): boolean {
  return text !== undefined && !(text.includes('{username}') && text.includes('{####}'));
}

/** Only this server's own mail channel; an SES identity is not ours to send from. */
export function completeEmail(given: EmailConfigurationType = {}): EmailConfigurationType {
  const email: EmailConfigurationType = { EmailSendingAccount: 'COGNITO_DEFAULT', ...given };
  if (email.EmailSendingAccount !== 'COGNITO_DEFAULT') throw errors.settingNotBuilt('EmailSendingAccount DEVELOPER');
  if (email.SourceArn !== undefined) throw errors.emailIdentity();
  if (email.ConfigurationSet !== undefined) throw errors.settingNotBuilt('ConfigurationSet');
  if (email.From !== undefined && !isMailbox(email.From)) throw errors.fromAddress();
  return email;
}

/** `user@example.com` or `Name <user@example.com>` (RFC 5322 §3.4), on one line. */
function isMailbox(text: string): boolean {
  const address = '[^\\s\\p{Cc}<>@,;"]+@[^\\s\\p{Cc}<>@,;"]+';
  return text.length <= 320 && new RegExp(`^(?:${address}|[^<>\\p{Cc}]* ?<${address}>)$`, 'u').test(text);
}
