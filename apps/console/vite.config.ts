import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

import { APPLY_COLOR_SCHEME } from './src/color-scheme.js';

function colorSchemeFirst(): Plugin {
  const hash = createHash('sha256').update(APPLY_COLOR_SCHEME).digest('hex').slice(0, 8);
  const fileName = `assets/color-scheme-${hash}.js`;
  return {
    name: 'carenode:color-scheme-first',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: APPLY_COLOR_SCHEME });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head-prepend' }],
  };
}

/** Writes each script and style sheet compressed as well: the host sends those to browsers that take them. */
function compressed(): Plugin {
  return {
    name: 'carenode:compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css)$/.test(file.fileName)) continue;
          const source = file.type === 'chunk' ? file.code : file.source;
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(source),
          });
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(source) });
        }
      },
    },
  };
}

// Tests build too, and with their own NODE_ENV React would be bundled as it is for development.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  cacheDir: '../../node_modules/.cache/vite',
  plugins: [react(), colorSchemeFirst(), compressed()],
  // Files of their own, whatever their size: the host's content security policy allows no data: but images.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: {
    // The host refuses changes that come from another origin, and in development the page's is Vite's.
    proxy: { '/api': { target: 'http://localhost:3000', headers: { origin: 'http://localhost:3000' } } },
  },
});
