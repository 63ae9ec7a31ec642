import { hash } from 'node:crypto';
import type { Claims } from './claims.ts';
import type { VerificationKey } from './fetch-keys.ts';

export interface VerifiedToken {
  claims: Claims;
  /** What proved it. */
  key: VerificationKey;
}

/** Remembers which tokens were good, so that the second look at one costs a look-up and not a signature check. */
export interface VerifiedTokens {
  /** The caller decides whether what is found still holds. */
  find(digest: string): VerifiedToken | undefined;
  remember(digest: string, token: VerifiedToken): void;
}

/** SHA-256 of a token: a running process keeps this, so that its memory is no store of usable tokens. */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64');
}

/** @param limit the most tokens remembered; the one not used for longest makes room */
export function createVerifiedTokens(limit: number): VerifiedTokens {
  const tokens = new Map<string, VerifiedToken>();

  function remember(digest: string, token: VerifiedToken): void {
    tokens.delete(digest);
    if (tokens.size >= limit) tokens.delete(tokens.keys().next().value as string);
    tokens.set(digest, token);
  }

  return {
    find(digest) {
      const token = tokens.get(digest);
      if (token) remember(digest, token);
      return token;
    },
    remember,
  };
}
