import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { productionEnvironment } from './config.ts';
import { userPoolUrl, type WebConfig } from './lib/config.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the built pages. */
export const webRoot = fileURLToPath(new URL('../dist', import.meta.url));

/** Runs the bundler in a process of its own: it sets variables of its process, and needs memory no server should keep. */
async function runBundler(folder: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), folder], {
      cwd: packageRoot,
      env: productionEnvironment(),
    });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`The web pages could not be built.\n${stderr.trim()}`, { cause: error });
  }
}

/** Puts `built` where `folder` is. Another build may do the same at the same time, and then has to be displaced too. */
async function replaceFolder(folder: string, built: string, attempts = 5): Promise<void> {
  await rename(folder, join(dirname(built), `old-${attempts}`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await rename(built, folder);
  } catch (error) {
    if (attempts === 1) throw error;
    await replaceFolder(folder, built, attempts - 1);
  }
}

/**
 * Builds the pages into a folder, and replaces what is there in one go: a server that serves the folder meanwhile goes
 * on with the old pages until the new ones are complete. Throws an Error with the bundler's words when the sources do
 * not build.
 */
export async function buildWeb(folder = webRoot): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const workshop = await mkdtemp(join(dirname(folder), '.build-'));
  try {
    // Named like this it is ignored by version control, should it be left behind.
    const built = join(workshop, 'dist');
    await runBundler(built);
    await replaceFolder(folder, built);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/**
 * The Content-Security-Policy of the pages: everything comes from their own server, and they talk to the API and the
 * user pool only. Nothing inline, no frames, no plug-ins; scripts cannot be made from text.
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(config: Pick<WebConfig, 'region' | 'apiUrl' | 'userPoolEndpoint'>): string {
  const partners = [config.apiUrl, userPoolUrl(config)].map((address) => new URL(address).origin);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${[...new Set(partners)].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

if (import.meta.main) {
  const { build } = await import('vite');
  const [, , outDir = webRoot] = process.argv;
  await build({ root: packageRoot, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
