// @ts-check
/** Shows on stderr that something is going on: a running clock on a terminal, plain lines elsewhere. */

const lineEveryMs = 15_000;

/**
 * @param {string} what e.g. `Installing packages`.
 * @param {{ quiet?: boolean }} [options]
 * @returns {{ end(succeeded: boolean): void }}
 */
export function showProgress(what, { quiet = false } = {}) {
  if (quiet) return { end() {} };
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const { stderr } = process;
  const show = () => stderr.write(stderr.isTTY ? `\r${what} … ${seconds()} s ` : `${what} … ${seconds()} s\n`);
  stderr.write(stderr.isTTY ? `${what} … ` : `${what} …\n`);
  const timer = setInterval(show, stderr.isTTY ? 1000 : lineEveryMs);
  return {
    end(succeeded) {
      clearInterval(timer);
      stderr.write(`${stderr.isTTY ? '\r' : ''}${what} … ${succeeded ? `done in ${seconds()} s` : 'failed'}\n`);
    },
  };
}
