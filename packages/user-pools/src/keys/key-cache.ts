/** What was opened once, by pool. */
export interface KeyCache<Keys> {
  /** Undefined when there is nothing to open; that is not remembered. */
  get(id: string): Promise<Keys | undefined>;
  forget(id: string): void;
}

/** Opens what is not remembered with `open`; at worst, two requests at once open the same. */
export function createKeyCache<Keys>(open: (id: string) => Promise<Keys | undefined>): KeyCache<Keys> {
  const opened = new Map<string, Keys>();
  let forgotten = 0;
  return {
    async get(id) {
      const known = opened.get(id);
      if (known) return known;
      const forgottenBefore = forgotten;
      const keys = await open(id);
      // The keys of a pool that is deleted while they are read must not come back into memory.
      if (keys && forgottenBefore === forgotten) opened.set(id, keys);
      return keys;
    },
    forget(id) {
      forgotten += 1;
      opened.delete(id);
    },
  };
}
