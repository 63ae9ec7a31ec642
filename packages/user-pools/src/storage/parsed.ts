/** Further entries push out the oldest. */
const most = 1000;

/**
 * Parses JSON that is read with every request and seldom changes. What a text parsed to is remembered under `key`, and given back
 * only while the text read is the same one: a change by whatever process is noticed by the next read. It is frozen, since requests
 * share it.
 */
export function createParser<Value>(): (key: string, text: string) => Value {
  const remembered = new Map<string, { text: string; value: Value }>();
  return (key, text) => {
    const known = remembered.get(key);
    if (known?.text === text) return known.value;
    const value = deepFreeze(JSON.parse(text)) as Value;
    if (remembered.size >= most) remembered.delete(remembered.keys().next().value as string);
    remembered.set(key, { text, value });
    return value;
  };
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
