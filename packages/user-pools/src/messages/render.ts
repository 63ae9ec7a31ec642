import type { Config } from '../config.ts';
import type { Pool } from '../storage/pools.ts';
import { escapeHtml, htmlToText } from './html.ts';
import type { OutgoingMessage } from './message.ts';

/** The occasions on which a user gets mail. */
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

export interface RenderedMessage {
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
 * Fills the pool's template for an occasion. One verification template serves every code, as on AWS; the body is HTML, and
 * the plain text is made from it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function renderMessage(pool: Pool, kind: MessageKind, values: MessageValues): RenderedMessage {
  const { subject, body } = templateOf(pool, kind);
  return {
    subject: fill(subject, values, (value) => value),
    text: fill(htmlToText(body), values, (value) => value),
    html: fill(body, values, escapeHtml),
  };
}

function templateOf({ settings }: Pool, kind: MessageKind): { subject: string; body: string } {
  const own =
    kind === 'invitation'
      ? settings.AdminCreateUserConfig?.InviteMessageTemplate
      : settings.VerificationMessageTemplate;
  return { subject: own?.EmailSubject ?? defaults[kind].subject, body: own?.EmailMessage ?? defaults[kind].body };
}

/** In one pass, so that a value that looks like a placeholder stays what it is. */
function fill(template: string, { username, code }: MessageValues, write: (value: string) => string): string {
  return template.replace(/\{####\}|\{username\}/g, (placeholder) => write(placeholder === '{####}' ? code : username));
}

/** A whole mail to `to`, which may be nobody: the filled template, from the pool's own address when it has one. */
export function composeMessage(
  pool: Pool,
  config: Config,
  kind: MessageKind,
  { to, ...values }: MessageValues & { to: string | undefined },
): OutgoingMessage {
  const { From, ReplyToEmailAddress } = pool.settings.EmailConfiguration ?? {};
  return {
    ...renderMessage(pool, kind, values),
    from: From ?? config.mailFrom,
    replyTo: ReplyToEmailAddress,
    to,
    code: values.code,
  };
}
