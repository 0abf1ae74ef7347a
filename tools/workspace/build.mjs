import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { onPinnedNode, root } from './node.mjs';

const STAMP = '.build.json';
const CONSOLE = 'apps/console';

const entriesOf = (path) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []);
const foldersIn = (path) => entriesOf(path).filter((entry) => entry.isDirectory());
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
};

/** Everything that runs in Node. What runs in a browser (the console, its screens, libs/ui) is Vite's to bundle. */
function serverProjects() {
  const found = [];
  for (const area of ['apps', 'libs']) {
    for (const { name } of foldersIn(join(root, area))) {
      const path = `${area}/${name}`;
      if (path !== CONSOLE && path !== 'libs/ui') found.push(path);
      found.push(`${path}/contract`);
    }
  }
  return found.filter((path) => existsSync(join(root, path, 'src')));
}

/**
 * The files below a folder that `wanted` accepts, as paths relative to it, each with what tells a change.
 * Folders named in `skip` are not entered. A file that vanishes meanwhile is not there.
 */
function stamped(folder, wanted, skip = ['node_modules']) {
  const files = {};
  const walk = (path) => {
    for (const entry of entriesOf(path)) {
      const full = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skip.includes(entry.name)) walk(full);
      } else if (wanted(entry.name)) {
        const stat = statSync(full, { throwIfNoEntry: false });
        if (stat) files[full.slice(folder.length + 1)] = `${stat.mtimeMs}:${stat.size}`;
      }
    }
  };
  walk(folder);
  return files;
}

const isSource = (name) => /(?<!\.d|\.spec|\.drill)\.ts$/.test(name);
const outputOf = (source) => source.replace(/\.ts$/, '.js');

/** How sources are compiled: when this changes, everything is compiled anew. */
const howCompiled = () =>
  [
    readJson(join(root, 'node_modules/@swc/core/package.json')).version,
    ...['build.mjs', 'swc.mjs'].map((file) => {
      const { mtimeMs, size } = statSync(join(import.meta.dirname, file));
      return `${mtimeMs}:${size}`;
    }),
  ].join(' ');

/** What a project's dist lacks: sources to compile, outputs whose source is gone. Reads only names and times. */
function planOf(project, how) {
  const src = join(root, project, 'src');
  const dist = join(root, project, 'dist');
  const sources = stamped(src, isSource);
  const outputs = new Set(Object.keys(stamped(dist, (name) => /\.js(\.map)?$/.test(name))));
  const stamp = readJson(join(dist, STAMP));
  const known = stamp.how === how ? (stamp.sources ?? {}) : {};
  const compile = Object.keys(sources).filter(
    (file) =>
      known[file] !== sources[file] || !outputs.has(outputOf(file)) || !outputs.has(`${outputOf(file)}.map`),
  );
  const expected = new Set(Object.keys(sources).flatMap((file) => [outputOf(file), `${outputOf(file)}.map`]));
  const stale = [...outputs].filter((file) => !expected.has(file));
  return { project, src, dist, sources, compile, stale, how };
}

/** Another build, or a host that starts, may read the file at this moment: it sees the old one or the new one. */
function writeWhole(path, text) {
  const fresh = `${path}.${process.pid}.tmp`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}

async function compileProject({ project, src, dist, sources, compile, stale, how }, swc, swcOptions) {
  const problems = [];
  await Promise.all(
    compile.map(async (file) => {
      const from = join(src, file);
      const to = join(dist, outputOf(file));
      mkdirSync(dirname(to), { recursive: true });
      try {
        const { code, map } = await swc.transform(readFileSync(from, 'utf8'), {
          ...swcOptions,
          filename: from,
          sourceFileName: relative(dirname(to), from),
          sourceMaps: true,
          inlineSourcesContent: false,
        });
        const name = to.slice(to.lastIndexOf('/') + 1);
        writeWhole(to, `${code}//# sourceMappingURL=${name}.map\n`);
        writeWhole(`${to}.map`, map);
      } catch (error) {
        problems.push(describe(join(project, 'src', file), error));
        delete sources[file];
      }
    }),
  );
  for (const file of stale) rmSync(join(dist, file), { force: true });
  mkdirSync(dist, { recursive: true });
  writeWhole(join(dist, STAMP), JSON.stringify({ how, sources }));
  return problems;
}

/** swc draws a code frame; the first line says what is wrong, and `[file:line:1]` on which line. */
function describe(file, error) {
  const text = String(error?.message ?? error);
  const place = /\[[^\]\n]*:(\d+):\d+\]/.exec(text);
  const what = text
    .split('\n')
    .map((line) => line.replace(/^\s*[x×]\s*/u, '').trim())
    .find((line) => line !== '');
  return `${file}${place ? `:${place[1]}` : ''}: ${what}`;
}

/** Every source that Vite may bundle, with what tells a change; undefined while there is no console. */
function consoleInputs() {
  if (!entriesOf(join(root, CONSOLE)).some(({ name }) => name.startsWith('vite.config.'))) return undefined;
  const screens = foldersIn(join(root, 'libs')).map(({ name }) => `libs/${name}/console`);
  const inputs = { 'package-lock.json': statSync(join(root, 'package-lock.json')).mtimeMs };
  for (const folder of [CONSOLE, 'libs/ui', ...screens]) {
    const isInput = (name) => !/\.(spec|drill)\.tsx?$/.test(name);
    const files = stamped(join(root, folder), isInput, ['node_modules', 'dist', 'drills']);
    for (const [file, stamp] of Object.entries(files)) inputs[`${folder}/${file}`] = stamp;
  }
  return inputs;
}

/** Bundles the console when one of its sources changed. In a child: Vite sets NODE_ENV for its whole process. */
function buildConsole(say) {
  const inputs = consoleInputs();
  if (inputs === undefined) return [];
  // Not in dist, which is served to everybody.
  const stamp = join(root, 'node_modules/.cache/carenode-console.json');
  const now = JSON.stringify(inputs);
  const isBuilt = existsSync(join(root, CONSOLE, 'dist/index.html'));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return [];
  const started = performance.now();
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const flags = ['--outDir', 'dist', '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', ...flags], {
    cwd: join(root, CONSOLE),
    encoding: 'utf8',
  });
  if (status !== 0) {
    const [said] = stripVTControlCharacters(`${stdout}${stderr}`).split(/\n\s+at /);
    return [`${CONSOLE}: vite build failed\n${said.trim()}`];
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeWhole(stamp, now);
  say(`built ${CONSOLE} in ${seconds(started)}`);
  return [];
}

const seconds = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/**
 * Brings every dist up to date with its sources, and touches nothing when all are.
 * `only` names projects by folder; all of them when absent. `withConsole: false` leaves the console as it is.
 * `quiet` prints problems only.
 * Returns false when something did not compile; what is wrong has been printed by then.
 */
export async function build({ quiet = false, only, withConsole = true } = {}) {
  const say = quiet ? () => {} : console.log;
  const started = performance.now();
  const how = howCompiled();
  const wanted = (project) => only === undefined || only.includes(project);
  const plans = serverProjects()
    .filter(wanted)
    .map((project) => planOf(project, how))
    .filter(({ compile, stale }) => compile.length > 0 || stale.length > 0);
  const problems = [];
  if (plans.length > 0) {
    const { default: swc } = await import('@swc/core');
    const { swcOptions } = await import('./swc.mjs');
    for (const found of await Promise.all(plans.map((plan) => compileProject(plan, swc, swcOptions)))) {
      problems.push(...found);
    }
    for (const { project, compile, stale } of plans) {
      const gone = stale.length > 0 ? `, ${stale.length} stale removed` : '';
      say(`built ${project}: ${compile.length} files${gone}`);
    }
    say(`compiled in ${seconds(started)}`);
  }
  if (withConsole && wanted(CONSOLE)) problems.push(...buildConsole(say));
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

if (process.argv[1] === import.meta.filename) {
  await onPinnedNode();
  const flag = process.argv.indexOf('--project');
  const project = flag === -1 ? undefined : process.argv[flag + 1];
  if (flag !== -1 && (project === undefined || !existsSync(resolve(root, project)))) {
    console.error(`build: --project needs the folder of a project, for example libs/identity.`);
    process.exit(1);
  }
  const only = project && [relative(root, resolve(root, project))];
  const ok = await build({ quiet: process.argv.includes('--quiet'), only });
  process.exit(ok ? 0 : 1);
}
