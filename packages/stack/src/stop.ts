/** How long requests in flight may take to finish after the first signal. */
const graceMs = 10_000;
/** One Ctrl-C arrives several times, from the terminal and from every program in between; a person's second takes longer. */
const echoMs = 500;

/**
 * Closes `running` at the first SIGINT, SIGTERM or SIGHUP and ends the process; a second one does not wait.
 *
 * @param say told what is happening.
 */
export function stopOnSignal(running: { close(): Promise<void> }, say: (text: string) => void): void {
  let firstAt: number | undefined;
  const stop = async () => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > echoMs) process.exit(1);
      return;
    }
    firstAt = performance.now();
    say('Stopping: requests in flight may finish. Ctrl-C again stops at once.');
    setTimeout(() => {
      process.stderr.write(`Some requests did not finish in ${graceMs / 1000} seconds and were cut off.\n`);
      process.exit(1);
    }, graceMs);
    await running.close();
    say('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        process.stderr.write(`The servers did not close cleanly: ${error instanceof Error ? error.message : error}\n`);
        process.exit(1);
      });
    });
  }
}
