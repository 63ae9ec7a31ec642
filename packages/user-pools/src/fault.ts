/** What the log says of an unexpected error: where it came from, never what was being worked on. */
export function describeFault(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  return { name: thrown.name, stack: thrown.stack, ...(thrown.cause ? { cause: describeFault(thrown.cause) } : {}) };
}
