import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, webRoot } from '@cruddur/cruddur-web/build';
import { root } from './paths.ts';

/** Everything the build reads; the lock file stands for the packages. */
const sources = [
  'package-lock.json',
  'packages/cruddur-web/*.{json,ts,html}',
  'packages/cruddur-web/{src,public}/**/*',
  'packages/ui/package.json',
  'packages/ui/src/**/*',
];

/**
 * Builds the web pages when their sources differ from those of the last build.
 *
 * @param onBuild told before a build begins, which takes seconds.
 */
export async function ensureWebBuild(onBuild: () => void): Promise<void> {
  const stamp = join(webRoot, '.sources');
  const wanted = hashSources();
  if (readStamp(stamp) === wanted) return;
  onBuild();
  await buildWeb();
  // Last, and in the folder that a build empties: a build that broke off leaves no stamp.
  writeFileSync(stamp, wanted);
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function readStamp(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
