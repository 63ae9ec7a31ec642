import { randomInt } from 'node:crypto';

const maxLength = 30;
const defaultHandle = 'handle';
const defaultDisplayName = 'My Name';

/**
 * A handle as it is compared: Unicode compatibility forms and letter case do not count (upper and then lower case also joins ß and ss, the
 * two small sigmas, and the dotless i).
 */
export function foldHandle(handle: string): string {
  return handle.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** True for what `toHandle` could have made. */
export function isHandle(text: string): boolean {
  return text !== '' && text.length <= 4 * maxLength && makeHandle(text) === text.normalize('NFKC');
}

/**
 * The handle a `preferred_username` asks for: 1 to 30 letters, digits, `_`, `.` and `-`, beginning and ending with none of the last two;
 * what cannot stay becomes `-`, what cannot be seen goes. `handle` when nothing is left.
 */
export function toHandle(wanted: string | undefined): string {
  return makeHandle(wanted ?? '') || defaultHandle;
}

function makeHandle(text: string): string {
  const allowed = text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .normalize('NFC');
  return trimHandle([...trimHandle(allowed)].slice(0, maxLength).join(''));
}

/** A mark at the beginning would sit on the @. */
function trimHandle(handle: string): string {
  return handle.replace(/^[\p{M}.-]+|[.-]+$/gu, '');
}

/** The handle itself and then, while it is somebody's, `handle2`, `handle3` and so on: each at most 30 long. */
export function handleVariants(handle: string): string[] {
  return ['', ...Array.from({ length: 98 }, (_, n) => String(n + 2))].map((suffix) => withSuffix(handle, suffix));
}

/** For handles whose variants are all taken. */
export function randomVariant(handle: string): string {
  return withSuffix(handle, `-${randomInt(1_000_000_000)}`);
}

function withSuffix(handle: string, suffix: string): string {
  return [...handle].slice(0, maxLength - suffix.length).join('') + suffix;
}

/** The display name a `name` asks for: at most 50 characters, none of which controls the text around it. `My Name` without one. */
export function toDisplayName(name: string | undefined): string {
  const visible = (name ?? '')
    .slice(0, 500)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[^\s\p{Cf}]/u.test(visible)) return defaultDisplayName;
  return [...visible].slice(0, 50).join('').trim();
}
