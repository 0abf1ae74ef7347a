import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lintTexts } from './lint-texts.js';
import type { Project } from './lint-texts.js';

const root = resolve(import.meta.dirname, '../..');
const KINDS = [
  'type:api-client',
  'type:app',
  'type:console',
  'type:console-shell',
  'type:contract',
  'type:database',
  'type:kit',
  'type:module',
  'type:runtime',
  'type:testing',
  'type:tool',
  'type:ui',
];

describe('every project of the workspace', () => {
  let projects: Project[];

  beforeAll(async () => {
    projects = (await lintTexts([])).projects;
  }, 60_000);

  it('is found by Nx', () => {
    expect(projects.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['module-kit', 'database', 'runtime', 'testing', 'host', 'cli', 'workspace']),
    );
  });

  it('has exactly one kind and one scope', () => {
    for (const { name, tags } of projects) {
      expect({ name, kinds: tags.filter((tag) => KINDS.includes(tag)).length }).toEqual({ name, kinds: 1 });
      expect({ name, scopes: tags.filter((tag) => tag.startsWith('scope:')).length }).toEqual({
        name,
        scopes: 1,
      });
    }
  });

  it('has an owner in CODEOWNERS, on a line of its own', () => {
    const lines = readFileSync(join(root, 'CODEOWNERS'), 'utf8').split('\n');
    const owned = lines.filter((line) => line.startsWith('/')).map((line) => line.split(/\s+/));
    expect(owned.map(([path]) => path).sort()).toEqual(projects.map((project) => `/${project.root}/`).sort());
    for (const [, ...owners] of owned)
      expect(owners.join(' ')).toMatch(/^@carenode\/[a-z-]+( @carenode\/[a-z-]+)*$/);
  });

  it('is linted', () => {
    for (const { root: path } of projects) {
      const file = join(root, path, 'project.json');
      expect({ path, exists: existsSync(file) }).toEqual({ path, exists: true });
      const { targets } = JSON.parse(readFileSync(file, 'utf8')) as { targets: Record<string, unknown> };
      expect({ path, lint: 'lint' in targets }).toEqual({ path, lint: true });
    }
  });

  it('holds all code there is: no source file stands outside one', () => {
    const roots = projects.map((project) => `${project.root}/`);
    const sources = globSync('{apps,libs,tools}/**/*.{ts,tsx,mjs,cjs,js}', {
      cwd: root,
      exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
    });
    const homeless = sources.filter((file) => !roots.some((path) => `${dirname(file)}/`.startsWith(path)));
    expect(homeless).toEqual([]);
  });
});
