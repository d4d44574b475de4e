import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

export default defineConfig({
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // webOS 5 (2020): the oldest television the pages promise to work on.
    target: 'chrome68',
    cssTarget: 'chrome68',
    // The content policy allows nothing but files of our own origin, so no data: URLs and no inline polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: page('index'), wall: page('wall'), desk: page('desk') } },
  },
});
