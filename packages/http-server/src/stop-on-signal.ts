/** How long closing may take after the first signal. Milliseconds. */
const grace = 10_000;
/** One Ctrl-C arrives several times, from the terminal and from every program in between; a person's second takes longer. */
const echo = 500;

/**
 * Closes `running` at the first SIGINT, SIGTERM or SIGHUP and ends the process; a second one does not wait.
 *
 * @param say told what is happening.
 */
export function stopOnSignal(running: { close(): Promise<void> }, say: (text: string) => void = () => {}): void {
  let firstAt: number | undefined;
  const stop = async () => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > echo) process.exit(1);
      return;
    }
    firstAt = performance.now();
    say('Stopping: requests in flight may finish. Ctrl-C again stops at once.');
    setTimeout(() => giveUp(`Some requests did not finish in ${grace / 1000} seconds and were cut off.`), grace);
    await running.close();
    say('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) =>
        giveUp(`The server did not close cleanly: ${error instanceof Error ? error.message : error}`),
      );
    });
  }
}

function giveUp(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
