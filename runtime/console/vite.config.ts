import { defineConfig } from 'vite';

/** `npm run dev` serves the page here and passes every other address on to a running Gaitbox. */
const BACKEND = 'http://127.0.0.1:8770';
const SERVER_PATHS = [
  '/gen_text2motion',
  '/edit_motion',
  '/models',
  '/download_fbx',
  '/motions',
  '/jobs',
  '/health',
  '/about',
  '/docs',
  '/pair',
  '/devices',
  '/headset',
];

export default defineConfig({
  // Relative addresses, so that the same files work below any path and inside a frozen bundle.
  base: './',
  build: {
    target: 'es2022',
    // Nothing inlined: the content security policy allows no inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // three.js is one large module; it is served from this machine, not over the internet.
    chunkSizeWarningLimit: 900,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      ...Object.fromEntries(SERVER_PATHS.map((path) => [path, BACKEND])),
      '/session': { target: BACKEND, ws: true },
    },
  },
});
