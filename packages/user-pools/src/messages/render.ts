import type { Config } from '../config.ts';
import type { Pool } from '../storage/pools.ts';
import { escapeHtml, htmlToText } from './html.ts';
import type { Medium, OutgoingMessage } from './message.ts';

/** The occasions on which a user gets a message. */
export type MessageKind =
  | 'sign-up'
  | 'resend'
  | 'forgot-password'
  | 'verify-attribute'
  | 'update-attribute'
  | 'invitation';

/** What a template's placeholders stand for: `{username}`, and for `{####}` the code or temporary password. */
export interface MessageValues {
  username: string;
  code: string;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const verificationSubject = 'Your verification code';
const confirmation = 'Your confirmation code is {####}';
const verification = 'Your verification code is {####}';

/** What is sent while the pool has no texts of its own. */
const defaults: Record<MessageKind, { subject: string; body: string }> = {
  'sign-up': { subject: verificationSubject, body: confirmation },
  resend: { subject: verificationSubject, body: confirmation },
  'forgot-password': { subject: verificationSubject, body: 'Your password reset code is {####}' },
  'verify-attribute': { subject: verificationSubject, body: verification },
  'update-attribute': { subject: verificationSubject, body: verification },
  invitation: {
    subject: 'Your temporary password',
    body: 'Your username is {username} and temporary password is {####}',
  },
};

/**
 * Fills the pool's template of a mail for an occasion. One verification template serves every code, as on AWS; the body is HTML,
 * and the plain text is made from it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function renderMail(pool: Pool, kind: MessageKind, values: MessageValues): RenderedMail {
  const own = kind === 'invitation' ? invitationOf(pool) : pool.settings.VerificationMessageTemplate;
  const subject = own?.EmailSubject ?? defaults[kind].subject;
  const body = own?.EmailMessage ?? defaults[kind].body;
  return {
    subject: fill(subject, values, (value) => value),
    text: fill(htmlToText(body), values, (value) => value),
    html: fill(body, values, escapeHtml),
  };
}

/** Fills the pool's template of a text message, which is plain text, for an occasion. */
export function renderText(pool: Pool, kind: MessageKind, values: MessageValues): string {
  const own =
    kind === 'invitation' ? invitationOf(pool)?.SMSMessage : pool.settings.VerificationMessageTemplate?.SmsMessage;
  return fill(own ?? defaults[kind].body, values, (value) => value);
}

function invitationOf({ settings }: Pool) {
  return settings.AdminCreateUserConfig?.InviteMessageTemplate;
}

/** In one pass, so that a value that looks like a placeholder stays what it is. */
function fill(template: string, { username, code }: MessageValues, write: (value: string) => string): string {
  return template.replace(/\{####\}|\{username\}/g, (placeholder) => write(placeholder === '{####}' ? code : username));
}

/** A whole message to `to`, which may be nobody: the filled template, a mail from the pool's own address when it has one. */
export function composeMessage(
  pool: Pool,
  config: Config,
  kind: MessageKind,
  { to, medium, ...values }: MessageValues & { to: string | undefined; medium: Medium },
): OutgoingMessage {
  const { code } = values;
  if (medium === 'SMS') return { medium, to, code, text: renderText(pool, kind, values) };
  const { From, ReplyToEmailAddress } = pool.settings.EmailConfiguration ?? {};
  return {
    ...renderMail(pool, kind, values),
    medium,
    from: From ?? config.mailFrom,
    replyTo: ReplyToEmailAddress,
    to,
    code,
  };
}
