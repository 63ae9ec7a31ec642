import { randomBytes } from 'node:crypto';

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7) whose text order is the order of making, also within one millisecond: a counter fills
 * the 12 bits after the time (section 6.2, method 1). So cruds of the same millisecond have an order without a sequence in the
 * database. 62 bits stay random.
 */
export function createIds(): (now: number) => string {
  let time = 0;
  let counter = 0;
  return (now) => {
    counter += 1;
    if (now > time || counter > 0xfff) {
      time = Math.max(now, time + 1);
      counter = 0;
    }
    const hex = time.toString(16).padStart(12, '0') + (0x7000 + counter).toString(16) + randomHex();
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
}

/** 64 bits, the first two of which say "RFC 9562". */
function randomHex(): string {
  const bytes = randomBytes(8);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex');
}
