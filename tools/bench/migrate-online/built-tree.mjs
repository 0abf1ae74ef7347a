import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The tree of a commit in `folder`, built, with the packages installed here: everything but this repository's own packages,
 * which are its own. A folder in which it is already is left as it is.
 */
export function builtTree(root, commit, folder, log) {
  if (!existsSync(join(folder, 'package.json'))) {
    log(`unpacking ${commit}`);
    mkdirSync(folder, { recursive: true });
    shell(root, `git archive ${commit} | tar -x -C "${folder}"`);
  }
  if (!existsSync(join(folder, 'node_modules'))) linkPackages(root, folder);
  const built = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { build } = await import('./tools/workspace/build.mjs'); process.exit((await build({ quiet: true })) ? 0 : 1);`,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (built.status !== 0) throw new Error(`${commit} does not build in ${folder}.`);
  return realpathSync(folder);
}

function shell(cwd, command) {
  const { status, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

/** Links to every installed package, and to the folder's own for those that are workspaces. */
function linkPackages(root, folder) {
  const own = ownPackages(folder);
  for (const entry of readdirSync(join(root, 'node_modules'))) {
    if (entry.startsWith('@')) {
      for (const name of readdirSync(join(root, 'node_modules', entry)))
        link(
          join(root, 'node_modules', entry, name),
          join(folder, 'node_modules', entry, name),
          own.get(`${entry}/${name}`),
        );
    } else {
      link(join(root, 'node_modules', entry), join(folder, 'node_modules', entry), own.get(entry));
    }
  }
}

function link(installed, place, own) {
  // A workspace of today that the commit did not have is not there for it.
  if (!own && place.includes('/@carenode/')) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(own ?? installed, place);
}

function ownPackages(folder) {
  const own = new Map();
  const visit = (path, depth) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name === 'dist') continue;
      const inside = join(path, entry.name);
      const manifest = join(inside, 'package.json');
      if (existsSync(manifest)) own.set(JSON.parse(readFileSync(manifest, 'utf8')).name, inside);
      if (depth < 2) visit(inside, depth + 1);
    }
  };
  for (const area of ['apps', 'libs', 'tools']) visit(join(folder, area), 0);
  return own;
}
