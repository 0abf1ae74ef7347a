import { type DataMigration, inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

import { PLATFORM } from '../platform/index.js';
import type { StepDescription } from './describe-steps.js';

const HEAD = `# The migrations

Made from the steps themselves, each run on a real database; do not edit it. \`npm run docs\` writes it anew, and a test fails while it is not current.

- **Up** and **down** name what a step makes and takes away; the SQL is in the file that is named, and \`carenode migrate plan\` prints it with the locks and rows of a given database.
- **Locks** are those on tables that are there before the step and that make somebody wait: writers (ShareLock, ShareRowExclusiveLock) or everybody (AccessExclusiveLock). All are held for a moment only; a step that would hold one for longer is not let through. "none" hinders nobody.
- **Tests**: every step is taken back and applied again, alone and with all others, in \`apps/host/test/migrate-verify.spec.ts\`; what else tests it is named.
`;

/** Which specs test the tables that a step makes. */
export type TestsOf = (module: string, tables: readonly string[]) => readonly string[];

/** Every step of every module, and the answers to the plan, as a page for people to read. */
export function migrationsDocument(
  modules: readonly ModuleManifest[],
  descriptions: readonly StepDescription[],
  testsOf: TestsOf,
  answers: string,
): string {
  const titles = [
    { name: PLATFORM, title: 'The platform' },
    ...inDependencyOrder(modules).map(({ name, title }) => ({ name, title })),
  ];
  const chapters = titles.flatMap(({ name, title }) => {
    const own = descriptions.filter(({ step }) => step.module === name);
    return own.length === 0
      ? []
      : [
          [`## ${title} (\`${name}\`)\n`, ...own.map((description) => stepText(description, testsOf))].join(
            '\n',
          ),
        ];
  });
  return [HEAD, ...chapters, answers.trim(), ''].join('\n');
}

function stepText(
  { step, made, changed, removed, locks, oneTransaction }: StepDescription,
  testsOf: TestsOf,
): string {
  const file =
    step.module === PLATFORM
      ? `libs/database/src/migrate/platform/${step.id}.ts`
      : `libs/${step.module}/src/migrations/${step.id}.ts`;
  const tables = made.filter((name) => name.startsWith('table ')).map((name) => name.slice('table '.length));
  const tests = testsOf(step.module, tables);
  const up =
    step.kind === 'data'
      ? `${dataWords(step.migration)} in batches, where \`${step.migration.where.replace(/\s+/g, ' ')}\``
      : [
          ...said('makes', grouped(made)),
          ...said('changes', grouped(changed)),
          ...said('removes', grouped(removed)),
        ].join('; ') || 'changes rows only';
  const down =
    step.kind === 'data'
      ? 'puts the old values back from the undo log, except in rows that were changed since'
      : tables.length > 0
        ? `takes all of it back, after the rows of ${list(tables.map((table) => `\`${table}\``))} were written to a file`
        : 'takes all of it back';
  const held = [...locks].map(([table, mode]) => `${mode} on \`${table}\``);
  return [
    `### ${step.id}\n`,
    `${step.why}\n`,
    `- Up: ${up}.`,
    `- Down: ${down}.`,
    `- Locks: ${held.length > 0 ? held.join(', ') : 'none'}${oneTransaction ? '' : step.kind === 'data' ? '; rows of one batch at a time' : '; runs outside a transaction, and waits without making anybody wait'}.`,
    ...(tests.length > 0 ? [`- Tests: ${list(tests.map((test) => `\`${test}\``))}.`] : []),
    `- [${file.split('/').at(-1)}](../${file})`,
    '',
  ].join('\n');
}

function said(verb: string, words: string): string[] {
  return words ? [`${verb} ${words}`] : [];
}

/** `tables a, b; index c`: what belongs to a table that is made itself is not named again. */
function grouped(names: readonly string[]): string {
  const tables = new Set(names.filter((name) => name.startsWith('table ')).map((name) => name.slice(6)));
  const tableOf = (name: string) => name.slice(0, name.lastIndexOf('.'));
  const own = (name: string) => {
    const [kind = '', rest = ''] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    if (kind === 'column' || kind === 'constraint') return tables.has(tableOf(rest));
    if (kind === 'trigger') return tables.has(rest.split(' on ')[1] ?? '');
    if (kind === 'index')
      return [...tables].some((table) => rest.startsWith(`${table.replace(/^.*\./, '')}_`));
    return false;
  };
  const kinds = new Map<string, string[]>();
  for (const name of names.filter((candidate) => !own(candidate))) {
    const kind = name.slice(0, name.indexOf(' '));
    kinds.set(kind, [
      ...(kinds.get(kind) ?? []),
      `\`${name.slice(kind.length + 1).replace(/\(.*\)$/, '')}\``,
    ]);
  }
  return [...kinds].map(([kind, members]) => `${kind} ${members.join(', ')}`).join('; ');
}

function list(items: readonly string[]): string {
  return items.length <= 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function dataWords({ table, writes }: DataMigration): string {
  return writes.length === 0
    ? `makes rows of other tables from \`${table}\``
    : `changes ${list(writes.map((column) => `\`${table}.${column}\``))}`;
}
