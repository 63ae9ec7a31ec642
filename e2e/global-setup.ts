import { ensureWebBuild } from '@cruddur/stack';

/** Builds the web pages once, before any test's servers show them. */
export default async function buildPages(): Promise<void> {
  await ensureWebBuild(() => process.stdout.write('Building the web pages …\n'));
}
