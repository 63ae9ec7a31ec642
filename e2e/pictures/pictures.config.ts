import { defineConfig } from '@playwright/test';
import journey from '../playwright.config.ts';

/** `npm run pictures`: takes the documentation's pictures of our own pages anew. */
export default defineConfig(journey, {
  testDir: '.',
  testMatch: '*.pictures.ts',
  globalSetup: '../global-setup.ts',
  workers: 1,
  // A trace injects a script into the mailbox's sandboxed frame, which the frame refuses.
  use: { trace: 'off' },
});
