import type { SqlRunner } from '@carenode/module-kit';

import type { StepChanges } from './observed-changes.js';
import { countRows, factsOf } from './table-facts.js';

/** Rows, or values of a column, that go with a step. */
export interface LostRows {
  /** `module/id` of the step with which they go. */
  readonly step: string;
  readonly table: string;
  /** `table`: with their table; `column`: the values of one column; `rows`: rows that are deleted or changed, at most. */
  readonly kind: 'table' | 'column' | 'rows';
  readonly column: string | null;
  readonly rows: number;
}

/** Counts what a step loses of what is there now. Runs as the owner, whom policies do not keep from counting. */
export async function lossesOf(sql: SqlRunner, step: string, changes: StepChanges): Promise<LostRows[]> {
  const losses: LostRows[] = [];
  for (const name of changes.dropped) {
    if (!(await factsOf(sql, { name }))) continue;
    losses.push({ step, table: shown(name), kind: 'table', column: null, rows: await countRows(sql, name) });
  }
  for (const { table: name, columns } of changes.columns) {
    const facts = await factsOf(sql, { name });
    for (const { name: column, generated } of facts?.columns ?? []) {
      if (!columns.includes(column) || generated) continue;
      const rows = await countRows(sql, name, `"${column.replaceAll('"', '""')}" is not null`);
      losses.push({ step, table: shown(name), kind: 'column', column, rows });
    }
  }
  for (const name of changes.rewritten) {
    if (!(await factsOf(sql, { name }))) continue;
    losses.push({ step, table: shown(name), kind: 'rows', column: null, rows: await countRows(sql, name) });
  }
  return losses;
}

/** Each row once: what is deleted or changed in a table that goes anyway is part of the table. */
export function eachOnce(losses: readonly LostRows[]): LostRows[] {
  const whole = new Set(losses.filter(({ kind }) => kind === 'table').map(({ table }) => table));
  const seen = new Set<string>();
  return losses.filter(({ table, kind, column }) => {
    const name = `${table} ${kind} ${column ?? ''}`;
    if ((kind !== 'table' && whole.has(table)) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** `This loses: notes (3 rows), …` */
export function lossWords(losses: readonly LostRows[]): string {
  const words = losses.map(({ table, kind, column, rows }) => {
    const count = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
    if (kind === 'column') return `${table}.${column} (values in ${count})`;
    return kind === 'table' ? `${table} (${count})` : `deleted or changed in ${table} (up to ${count})`;
  });
  return `This loses ${words.join(', ')}.`;
}

function shown(name: string): string {
  return name.replace(/^public\./, '');
}
