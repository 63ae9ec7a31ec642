import type { KeyObject } from 'node:crypto';
import { sign, verify } from 'node:crypto';
import type { SigningKey } from '../keys/signing-keys.ts';

/** An access token with room for a hundred groups of 128 characters in any script; nothing longer is looked at. */
const longestToken = 131_072;

export type Claims = Record<string, unknown>;

/** A token taken apart; nothing in it is believed before `isSignedBy`. */
export interface ParsedToken {
  kid: string;
  claims: Claims;
  signed: string;
  signature: Buffer;
}

/**
 * A JWT in compact form, RS256, with the header user pools write: `kid` and `alg`, nothing else.
 *
 * Signed on this thread: a signature takes 0.25 ms, and handing it to the thread pool costs more than it saves.
 *
 * @see RFC 7515, sections 3.1 and 7.1
 */
export function signToken(key: SigningKey, claims: Claims): string {
  const signed = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Takes a compact RS256 token apart; undefined for anything else. No other algorithm exists here, `none` least of all. */
export function parseToken(token: string): ParsedToken | undefined {
  if (token.length > longestToken || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = decode(header) ?? {};
  const claims = decode(payload);
  if (alg !== 'RS256' || typeof kid !== 'string' || !claims) return undefined;
  return { kid, claims, signed: `${header}.${payload}`, signature: Buffer.from(signature, 'base64url') };
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

export function isSignedBy(token: ParsedToken, key: KeyObject): boolean {
  return verify('RSA-SHA256', Buffer.from(token.signed), key, token.signature);
}
