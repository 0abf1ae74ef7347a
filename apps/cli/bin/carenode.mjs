#!/usr/bin/env node
import { existsSync, readdirSync } from 'node:fs';
import * as module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'apps/cli/dist/main.js');

// In a checkout the sources may be newer than what was built; an image brings only what was built.
const workspace = join(root, 'tools/workspace');
if (existsSync(join(workspace, 'build.mjs'))) {
  const { onPinnedNode } = await import(pathToFileURL(join(workspace, 'node.mjs')).href);
  await onPinnedNode();
  const { build } = await import(pathToFileURL(join(workspace, 'build.mjs')).href);
  if (!(await build({ quiet: true, only: serverProjects() }))) process.exit(1);
}
// Wherever it is called from, the instance is the one that `npm start` runs.
process.env.CARENODE_HOME ||= join(root, '.carenode');
module.enableCompileCache(join(root, 'node_modules/.cache/compiled'));
await import(pathToFileURL(main).href);

/** All that runs in Node; the console is of no use here. */
function serverProjects() {
  const projects = ['apps', 'libs'].flatMap((area) =>
    readdirSync(join(root, area)).map((name) => `${area}/${name}`),
  );
  return projects.filter((path) => path !== 'apps/console').flatMap((path) => [path, `${path}/contract`]);
}
