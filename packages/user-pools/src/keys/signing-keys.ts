import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { errors } from '../errors.ts';
import { findSigningKeys, insertSigningKeys } from '../storage/keys.ts';
import type { Database, SigningKeysTable, Trx } from '../storage/schema.ts';
import { createKeyCache } from './key-cache.ts';
import type { Keyring, Sealer } from './keyring.ts';

/** One public key as published in a JWK set (RFC 7517), with exactly these members. */
export interface Jwk {
  alg: 'RS256';
  e: string;
  kid: string;
  kty: 'RSA';
  n: string;
  use: 'sig';
}

/** A key ready to sign. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

type Use = SigningKeysTable['use'];

interface GeneratedKey {
  jwk: Jwk;
  /** PKCS #8 PEM. */
  pem: string;
}

/** The key pairs of a pool to be: one signs ID tokens, the other access tokens. */
export type GeneratedKeys = Record<Use, GeneratedKey>;

export interface SigningKeys {
  /** Makes the keys of a new pool; takes tenths of a second of another thread, so never inside a transaction. */
  generate(): Promise<GeneratedKeys>;
  /** @param sealer the new pool's, as Keyring.create answered it: outside the transaction the pool does not exist yet. */
  insert(trx: Trx, poolId: string, keys: GeneratedKeys, sealer: Sealer, now: number): Promise<void>;
  /** @throws ResourceNotFoundException when the pool is gone, if only since this request began. */
  forSigning(poolId: string): Promise<Record<Use, SigningKey>>;
  /** The pool's JWK set, empty when the pool does not exist. */
  published(poolId: string): Promise<Jwk[]>;
  /** Undefined when this pool has no such key. */
  forVerifying(poolId: string, kid: string): Promise<KeyObject | undefined>;
  /** To be called once the pool is gone. */
  forget(poolId: string): void;
}

/** A pool's keys, parsed: parsing costs more than signing. */
interface ParsedKeys {
  signing: Record<Use, SigningKey>;
  published: Jwk[];
  verifying: Map<string, KeyObject>;
}

const generateRsa = promisify(generateKeyPair);

/** Signing keys of all pools, read and parsed once a pool. */
export function createSigningKeys(db: Database, keyring: Keyring): SigningKeys {
  const parsed = createKeyCache(async (poolId) => {
    const rows = await findSigningKeys(db, poolId);
    return rows.length > 0 ? parseKeys(rows, await keyring.scope(poolId)) : undefined;
  });
  return {
    async generate() {
      const [id, access] = await Promise.all([generateKey(), generateKey()]);
      return { id, access };
    },
    async insert(trx, poolId, keys, sealer, now) {
      const row = (use: Use, { jwk, pem }: GeneratedKey): SigningKeysTable => ({
        poolId,
        kid: jwk.kid,
        use,
        publicJwk: JSON.stringify(jwk),
        privateKey: sealer.seal(signingKeyIdentity(jwk.kid), pem),
        createdAt: now,
      });
      await insertSigningKeys(trx, [row('id', keys.id), row('access', keys.access)]);
    },
    async forSigning(poolId) {
      const keys = await parsed.get(poolId);
      if (!keys) throw errors.poolNotFound(poolId);
      return keys.signing;
    },
    published: async (poolId) => (await parsed.get(poolId))?.published ?? [],
    forVerifying: async (poolId, kid) => (await parsed.get(poolId))?.verifying.get(kid),
    forget: parsed.forget,
  };
}

async function generateKey(): Promise<GeneratedKey> {
  const pair = await generateRsa('rsa', { modulusLength: 2048 });
  const { n, e } = pair.publicKey.export({ format: 'jwk' });
  if (!n || !e) throw new Error('An RSA key has a modulus and an exponent.');
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { jwk: { alg: 'RS256', e, kid: thumbprint(n, e), kty: 'RSA', n, use: 'sig' }, pem };
}

/** RFC 7638, in plain base64 as Cognito's key ids are. */
function thumbprint(n: string, e: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64');
}

function parseKeys(rows: SigningKeysTable[], sealer: Sealer): ParsedKeys {
  const published = rows.map((row) => JSON.parse(row.publicJwk) as Jwk).reverse();
  const signingKey = (use: Use): SigningKey => {
    const row = rows.find((candidate) => candidate.use === use);
    if (!row) throw new Error(`The pool has no ${use} signing key.`);
    return { kid: row.kid, privateKey: createPrivateKey(sealer.open(signingKeyIdentity(row.kid), row.privateKey)) };
  };
  return {
    signing: { id: signingKey('id'), access: signingKey('access') },
    published,
    verifying: new Map(published.map((jwk) => [jwk.kid, createPublicKey({ key: { ...jwk }, format: 'jwk' })])),
  };
}

function signingKeyIdentity(kid: string): string {
  return `signing-key:${kid}`;
}
