import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { productionEnvironment } from './config.ts';
import { userPoolUrl, type WebConfig } from './lib/config.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the built pages. */
export const webRoot = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * Builds the pages into a folder, which it empties first, in a process of its own: the bundler sets variables of its
 * process, and needs much memory that a server should not keep. Throws an Error with the bundler's words when the
 * sources do not build.
 */
export async function buildWeb(folder = webRoot): Promise<void> {
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
