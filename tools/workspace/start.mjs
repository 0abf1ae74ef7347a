import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPinnedNode, root } from './node.mjs';

await onPinnedNode();
const { build } = await import('./build.mjs');
if (!(await build())) process.exit(1);

const main = join(root, 'apps/host/dist/main.js');
if (!existsSync(main)) {
  console.error('apps/host has no src/main.ts: there is nothing to start.');
  process.exit(1);
}
module.enableCompileCache(join(root, 'node_modules/.cache/compiled'));
// The host's command line and directory are those of this process; its exit code and signals are its own.
process.chdir(root);
process.argv[1] = main;
await import(pathToFileURL(main).href);
// A host that is killed writes no cache at its end; by now everything is loaded.
setTimeout(() => module.flushCompileCache(), 2_000).unref();
