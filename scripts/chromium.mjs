// @ts-check
/** Finds the browser that the browser tests run in. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './install.mjs';

/** Where Debian and its kin put the browser of their package `chromium`. */
const debian = '/usr/bin/chromium';

/** Path of Playwright's own Chromium, else of Debian's; undefined when there is neither. Needs node_modules. */
export function findChromium() {
  const { chromium } = createRequire(join(root, 'e2e', 'package.json'))('@playwright/test');
  return [chromium.executablePath(), debian].find((path) => path !== '' && existsSync(path));
}
