import { ensureWebBuild } from '../src/web-build.ts';

/** Builds the web pages once, before any test file: several that found them stale would build into one folder at once. */
export async function setup(): Promise<void> {
  await ensureWebBuild(() => process.stdout.write('Building the web pages …\n'));
}
