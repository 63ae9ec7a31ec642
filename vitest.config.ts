import { defineConfig } from 'vitest/config';

/** Two projects: quick tests beside the code, and whole-server tests that enter by the real door. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['packages/*/src/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'server',
          include: ['packages/*/tests/**/*.test.ts', 'bench/tests/**/*.test.ts'],
          globalSetup: ['packages/stack/tests/build-pages.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
