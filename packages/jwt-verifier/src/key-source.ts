import { KeysUnavailableError } from './errors.ts';
import { type FetchKeysOptions, fetchKeys, type VerificationKey } from './fetch-keys.ts';

/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The issuer's public keys, loaded when first needed and kept. */
export interface KeySource {
  /** @throws KeysUnavailableError when it cannot be known whether the key exists */
  find(kid: string): Promise<VerificationKey | undefined>;
  /** True while `key` belongs to the newest document and that document is fresh: what it proved needs no second proof. */
  trusts(key: VerificationKey): boolean;
}

const minute = 60_000;
/** A key taken out of the document is trusted no longer than this. */
const freshMs = 60 * minute;
/** When the issuer does not answer, old keys serve this long. */
const usableMs = 24 * 60 * minute;
/** Tokens with invented key ids cannot make us load more often than this. */
const reloadPauseMs = 10_000;
const retryPauseMs = 1_000;

/** Keeps the keys of one issuer; at most one request for them is under way. */
export function createKeySource(options: FetchKeysOptions & { clock: Clock }): KeySource {
  const { clock, uri } = options;
  let keys = new Map<string, VerificationKey>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let nextLoadAt = Number.NEGATIVE_INFINITY;
  let failure: KeysUnavailableError | undefined;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    try {
      keys = await fetchKeys(options);
      failure = undefined;
      loadedAt = clock.now();
      nextLoadAt = loadedAt + reloadPauseMs;
    } catch (cause) {
      failure = new KeysUnavailableError(`Public keys could not be loaded from ${uri}`, { cause });
      nextLoadAt = clock.now() + retryPauseMs;
    }
  }

  async function reload(): Promise<void> {
    if (!loading && clock.now() < nextLoadAt) return;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    await loading;
  }

  const age = () => clock.now() - loadedAt;

  return {
    async find(kid) {
      const fresh = age() < freshMs ? keys.get(kid) : undefined;
      if (fresh) return fresh;
      await reload();
      const found = age() < usableMs ? keys.get(kid) : undefined;
      if (!found && failure) throw failure;
      return found;
    },
    trusts: (key) => age() < freshMs && keys.get(key.kid) === key,
  };
}
