/** What cannot be heard yet, and why. Operations that are not built need no entry. */
import type { NotYet } from './row.ts';

const triggers = 'Settings that name a Lambda trigger are refused.';
const mfa = 'No pool can ask for a second factor.';

export const notYet: NotYet[] = [
  { row: 'preSignUpThrew', why: triggers },
  { row: 'triggerThrew', why: triggers },
  { row: 'triggerBadJson', why: triggers },
  { row: 'triggerUnreachable', why: triggers },
  { row: 'mfaWrongCode', why: mfa },
  { row: 'mfaConfiguration', text: 3, why: 'No pool can have one-time passwords as first factor.' },
  { row: 'mfaConfiguration', text: 4, why: 'No pool can have passkeys as first factor.' },
  { row: 'codeOrState', why: mfa },
  { row: 'totpReplayed', why: mfa },
  { row: 'mailsUsedUp', why: 'This server sends through its own channel, whose owner sets the limit.' },
  { row: 'poolHasDomain', why: 'No pool can have a domain.' },
];
