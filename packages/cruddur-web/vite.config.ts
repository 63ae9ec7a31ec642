import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the development server gets /config.json from: the web server of a running stack. */
const configUrl = process.env.CRUDDUR_WEB_CONFIG_URL;

export default defineConfig({
  plugins: [react()],
  build: {
    // The pages' policy allows no data: addresses, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    port: Number(process.env.CRUDDUR_WEB_PORT ?? 3000),
    strictPort: true,
    ...(configUrl && { proxy: { '/config.json': { target: new URL(configUrl).origin, changeOrigin: true } } }),
  },
});
