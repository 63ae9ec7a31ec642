import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Random } from '../context.ts';
import type { Sealer } from './keyring.ts';

/** First part of every sealed value, so that a later form can be told apart. */
const version = 'v1';
/** The first half of the nonce makes the message's key, the second half is AES-GCM's own. */
const saltLength = 12;
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals under `key` (32 bytes) with AES-256-GCM (NIST SP 800-38D). Each value gets a key of its own, derived from `key` and 96 random
 * bits, beside its random 96-bit nonce: GCM alone would limit a busy pool to 2^32 sealed sessions in its life.
 */
export function createSealer(key: Buffer, random: Random): Sealer {
  const sealingKey = derive(key, 'seal');
  const hashKeys = new Map<string, Buffer>();
  return {
    seal: (identity, secret) => seal(sealingKey, random, identity, secret),
    open: (identity, sealed) => open(sealingKey, identity, sealed),
    keyedHash(purpose, value) {
      let hashKey = hashKeys.get(purpose);
      if (!hashKey) {
        hashKey = derive(key, `hash:${purpose}`);
        hashKeys.set(purpose, hashKey);
      }
      return createHmac('sha256', hashKey).update(value).digest('base64url');
    },
  };
}

/** HKDF (RFC 5869) without salt: one independent key for each purpose. */
function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
}

function seal(key: Buffer, random: Random, identity: string, secret: string | Uint8Array): string {
  const salt = random.bytes(saltLength);
  const nonce = random.bytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', messageKey(key, salt), nonce);
  cipher.setAAD(associatedData(identity));
  const sealed = Buffer.concat([salt, nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${sealed.toString('base64url')}`;
}

function open(key: Buffer, identity: string, sealed: string): Buffer {
  const [form, text, ...rest] = sealed.split('.');
  const bytes = Buffer.from(text ?? '', 'base64url');
  if (form !== version || rest.length > 0 || bytes.length < saltLength + nonceLength + tagLength) throw unreadable();
  const salt = bytes.subarray(0, saltLength);
  const nonce = bytes.subarray(saltLength, saltLength + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', messageKey(key, salt), nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(identity));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(saltLength + nonceLength, -tagLength)), decipher.final()]);
  } catch (error) {
    throw unreadable(error);
  }
}

function messageKey(key: Buffer, salt: Buffer): Buffer {
  return createHmac('sha256', key).update(salt).digest();
}

/** The form belongs to what is authenticated, so that no value can be passed off as one of another form. */
function associatedData(identity: string): Buffer {
  return Buffer.from(`${version}\0${identity}`);
}

function unreadable(cause?: unknown): Error {
  return new Error('A sealed value was altered, or belongs elsewhere, or is sealed with another key.', { cause });
}
