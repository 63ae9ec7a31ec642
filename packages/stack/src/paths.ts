import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** How a message names a file: short within the project, absolute elsewhere. */
export function showPath(file: string): string {
  const path = relative(root, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}
