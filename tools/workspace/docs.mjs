import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPinnedNode, root } from './node.mjs';

await onPinnedNode();
const { build } = await import('./build.mjs');
if (!(await build({ quiet: true }))) process.exit(1);

const dist = (path) => import(pathToFileURL(join(root, path)).href);
const { catalog } = await dist('apps/host/dist/index.js');
const { loadModules } = await dist('libs/runtime/dist/index.js');
const { accessMatrix, matrixMarkdown } = await dist('libs/database/dist/index.js');

/** Every page of docs/ that is made from the code. */
const pages = { 'docs/access-matrix.md': matrixMarkdown(accessMatrix(await loadModules(catalog, null))) };

for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path);
  const current = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (!current) writeFileSync(file, text);
  console.log(`${current ? 'current' : 'written'}  ${relative(process.cwd(), file)}`);
}
