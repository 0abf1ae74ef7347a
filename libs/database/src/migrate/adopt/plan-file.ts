import { readFile, writeFile } from 'node:fs/promises';

import { AdoptionError } from './adoption-error.js';
import type { Conflict } from './conflict.js';
import type { TableData } from './data-checks.js';
import type { Choices } from './inspect.js';
import type { Mapping } from './mapping.js';
import { blocking, type Plan } from './plan.js';

const FORMAT = 1;

/** What the file of a plan holds; of all this, only `chosen` of each conflict may be edited. */
export interface PlanFile {
  readonly format: number;
  readonly database: string;
  readonly postgres: number;
  readonly madeAt: string;
  readonly mappings: readonly Pick<Mapping, 'module' | 'table' | 'from' | 'columns' | 'back' | 'where'>[];
  readonly unmapped: readonly string[];
  readonly moves: Plan['moves'];
  readonly data: readonly TableData[];
  readonly conflicts: readonly Conflict[];
}

export function planFile(plan: Plan): PlanFile {
  const { database, postgres, mappings, unmapped, moves, data, conflicts } = plan;
  return {
    format: FORMAT,
    database,
    postgres,
    madeAt: new Date().toISOString(),
    mappings: mappings.map(({ module, table, from, columns, back, where }) => ({
      module,
      table,
      from,
      columns,
      back,
      where,
    })),
    unmapped,
    moves,
    data,
    conflicts,
  };
}

/** Writes the plan as JSON, in which choices may be edited, and beside it as Markdown. Returns both paths. */
export async function writePlan(plan: Plan, file: string): Promise<{ json: string; markdown: string }> {
  const markdown = `${file.replace(/\.json$/, '')}.md`;
  await writeFile(file, `${JSON.stringify(planFile(plan), null, 2)}\n`);
  await writeFile(markdown, planMarkdown(plan));
  return { json: file, markdown };
}

/** The choices in the file of a plan for this database. */
export async function readChoices(file: string, database: string): Promise<Choices> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new AdoptionError(`${file}: there is no such plan. Make one with: carenode migrate adopt`);
    throw error;
  });
  let plan: Partial<PlanFile>;
  try {
    plan = JSON.parse(text) as Partial<PlanFile>;
  } catch {
    throw new AdoptionError(`${file}: this is no JSON.`);
  }
  if (plan.format !== FORMAT || !Array.isArray(plan.conflicts))
    throw new AdoptionError(`${file}: this is no plan of an adoption.`);
  if (plan.database !== database)
    throw new AdoptionError(
      `${file}: the plan is for the database ${String(plan.database)}, and this is ${database}.`,
    );
  const choices: Record<string, string> = {};
  for (const { id, chosen } of plan.conflicts) {
    if (typeof id !== 'string' || typeof chosen !== 'string')
      throw new AdoptionError(`${file}: a conflict has no id or no choice.`);
    choices[id] = chosen;
  }
  return choices;
}

/** Text in Markdown, however somebody named their tables. */
const plain = (text: string) => text.replace(/\p{Cc}/gu, ' ').replace(/[\\|`<>]/g, '\\$&');
const code = (text: string) => text.replace(/\p{Cc}/gu, ' ').replaceAll('`', "'");

/** The plan for people. */
export function planMarkdown(plan: Plan): string {
  const blocks = blocking(plan);
  return [
    `# Adoption of the database ${plain(plan.database)} (PostgreSQL ${plan.postgres})`,
    '',
    blocks.length === 0
      ? 'Nothing is in the way. Apply it with `carenode migrate adopt --apply`.'
      : plan.mappings.length === 0
        ? blocks.join('\n')
        : `${blocks.length} conflicts must be settled first; they are marked **blocks**.`,
    '',
    '## What is taken over',
    '',
    '| theirs | ours | rows | left out, such as deleted ones | our rules refuse | taken over |',
    '| --- | --- | ---: | ---: | --- | ---: |',
    ...plan.data.map(({ from, table, rows, leftOut, refused, taken }) => {
      const rules = refused.map(({ rule, rows: n }) => `${n} (${rule})`).join(', ');
      return `| ${plain(from)} | ${table} | ${rows} | ${leftOut} | ${rules || '-'} | ${taken} |`;
    }),
    '',
    `Nothing is taken from ${plan.unmapped.map(plain).join(', ') || 'no other table'}: these stay as they are.`,
    '',
    '## Conflicts',
    '',
    ...plan.conflicts.flatMap(({ id, words, ways, chosen, blocks: inTheWay }) => [
      `### \`${code(id)}\`${inTheWay ? ' **blocks**' : ''}`,
      '',
      plain(words),
      '',
      ...ways.map(
        (way) =>
          `- ${way.choice === chosen ? '**' : ''}${way.choice}${way.choice === chosen ? '**' : ''}: ${plain(way.words)}`,
      ),
      '',
    ]),
    '## Columns',
    '',
    ...plan.mappings.flatMap(({ from, table, columns, key }) => [
      `### ${plain(from)} → ${table}`,
      '',
      '| ours | from |',
      '| --- | --- |',
      `| id | ${plain(key.column)}${key.ids === 'derived' ? ', as a uuid made of it' : ''} |`,
      ...columns.map(
        ({ column, sql }) => `| ${column} | \`${sql.replace(/\s+/g, ' ').replaceAll('|', '\\|')}\` |`,
      ),
      '',
    ]),
  ].join('\n');
}
