import { countText } from '@carenode/ui';

import { tableText } from '../words/access.rules.js';
import type { DifferentRight, PersonDifference } from './user-type-changes.queries.js';

const VERBS: Readonly<Record<string, string>> = {
  select: 'see',
  insert: 'add',
  update: 'change',
  delete: 'delete',
};

/** The rights of one table with one outcome, as one line. */
export interface RightLine {
  readonly table: string;
  /** `see, change (first name, gender)` */
  readonly verbs: string;
  /** For which rows it goes. */
  readonly rows: string;
}

/** The rights that come (`becomes`) or go (`was`), one line per table and rows; columns of a table are told with it. */
export function linesOf(rights: readonly DifferentRight[], side: 'was' | 'becomes'): RightLine[] {
  const lines = new Map<string, { table: string; rows: string; verbs: Map<string, string[]> }>();
  for (const { verb, table, column, ...right } of rights) {
    const rows = right[side];
    if (rows === null) continue;
    const key = `${table} ${rows}`;
    const line = lines.get(key) ?? { table: tableText(table), rows, verbs: new Map<string, string[]>() };
    const columns = line.verbs.get(verb) ?? [];
    if (column !== null) columns.push(column.replaceAll('_', ' '));
    line.verbs.set(verb, columns);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ table, rows, verbs }) => ({
    table,
    rows,
    verbs: [...verbs]
      .map(
        ([verb, columns]) => (VERBS[verb] ?? verb) + (columns.length > 0 ? ` (${columns.join(', ')})` : ''),
      )
      .join(', '),
  }));
}

/** `measurements: 120 rows now, none then`. */
export function rowsText({ table, now, then }: PersonDifference['rows'][number]): string {
  const told = (count: number | null) =>
    count === null ? 'too many to count' : count === 0 ? 'none' : countText(count);
  return `${tableText(table)}: ${told(now)} now, ${told(then)} then`;
}
