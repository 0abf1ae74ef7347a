import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const specsIn = (folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => /\.(spec|expect)\.ts$/.test(name))
        .sort()
        .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))
    : [];

/** What the pages made from the code take from elsewhere in the repository. */
export const pages = {
  /** The answers to the plan, as a chapter of docs/migrations.md. */
  answers() {
    const text = readFileSync(join(root, 'docs/plan/answers.md'), 'utf8');
    return text
      .replace(/^(#+) /gm, '#$1 ')
      .replaceAll('](database-migration-plan.md)', '](plan/database-migration-plan.md)')
      .replaceAll('](../', '](');
  },
  /** Specs of the module, and expectations of the matrix walk, that name one of the tables. */
  testsOf(module, tables) {
    const own =
      module === 'platform' ? ['libs/database/test', 'libs/identity/test'] : [`libs/${module}/test`];
    const named = (text) => tables.some((table) => new RegExp(`\\b${table}\\b`).test(text));
    return ['apps/host/test/access/tables', ...own]
      .flatMap(specsIn)
      .filter(({ text }) => named(text))
      .map(({ path }) => path);
  },
};
