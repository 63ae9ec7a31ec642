import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import type { NetworkOptions } from './fixtures/index.ts';

/** Chromium's sandbox needs rights that root in a container lacks. */
const isRoot = process.getuid?.() === 0;

/** Without a graphics card, drawing as if there were one is the slowest way; and tests have no use for Chromium's own services. */
const leanArguments = [
  '--disable-gpu',
  '--disable-gpu-rasterization',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The journey in a real browser, against everything that `npm start` starts, on ports and folders of its own. */
export default defineConfig<object, { networkOptions: NetworkOptions }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1512, height: 800 },
    // Every trace is recorded before it is known whether the test fails: its film of the page would cost half of the machine.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { executablePath: findChromium(), chromiumSandbox: !isRoot, args: leanArguments },
  },
});
