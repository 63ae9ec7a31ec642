import type { Random } from '../context.ts';

export const digits = '0123456789';
export const lowerCase = 'abcdefghijklmnopqrstuvwxyz';
export const upperCase = lowerCase.toUpperCase();

/** `length` characters of `alphabet` (at most 256 of them), each equally likely. */
export function randomText(random: Random, alphabet: string, length: number): string {
  // Bytes above the largest multiple would favour the first characters.
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < limit) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
