// Notes the checksums of all steps as landed: from then on a test refuses edits of them. Run once per release, before it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPinnedNode, root } from './node.mjs';

await onPinnedNode();
const { build } = await import('./build.mjs');
if (!(await build({ quiet: true }))) process.exit(1);

const dist = (path) => import(pathToFileURL(join(root, path)).href);
const { catalog } = await dist('apps/host/dist/index.js');
const { loadModules } = await dist('libs/runtime/dist/index.js');
const { stepsOf } = await dist('libs/database/dist/migrate/index.js');

const file = join(root, 'apps/host/test/landed-steps.json');
const landed = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const upTo = new Set(process.argv.slice(2));
let added = 0;
const done = new Set();
for (const { key, module, checksum } of await stepsOf(await loadModules(catalog, null))) {
  if (done.has(module)) continue;
  if (!(key in landed)) added += 1;
  landed[key] ??= checksum;
  if (upTo.has(key)) done.add(module);
}
writeFileSync(file, `${JSON.stringify(landed, null, 2)}\n`);
console.log(`${added} steps noted as landed.`);
