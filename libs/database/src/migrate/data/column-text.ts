import type { DataChange } from '@carenode/module-kit';

import { DataStepError } from './data-error.js';
import type { TableShape, WrittenColumn } from './table-shape.js';

/** A value as PostgreSQL reads it for a column. */
export function columnText(value: unknown, column: Pick<WrittenColumn, 'isJson' | 'isArray'>): string | null {
  if (value === null) return null;
  if (column.isJson) return JSON.stringify(value);
  if (Array.isArray(value)) return column.isArray ? arrayText(value) : JSON.stringify(value);
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function arrayText(values: readonly unknown[]): string {
  const parts = values.map((value) => {
    if (Array.isArray(value)) return arrayText(value);
    const text = columnText(value ?? null, { isJson: false, isArray: false });
    return text === null ? 'null' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}

/** One batch as it goes to PostgreSQL: the keys, then for each written column its texts and whether it is set at all. */
export interface Incoming {
  readonly keys: readonly string[];
  readonly parameters: readonly (readonly (string | null | boolean)[])[];
}

/** Puts what `change` answered in order, and counts what stays and what other rows were made from. Throws for an answer that breaks the rules of a step. */
export function incomingOf(
  shape: TableShape,
  keys: readonly string[],
  changes: readonly (DataChange | null)[],
): { readonly incoming: Incoming; readonly made: number; readonly left: ReadonlyMap<string, number> } {
  if (changes.length !== keys.length)
    throw new DataStepError(`change() answered for ${changes.length} of ${keys.length} rows`);
  const left = new Map<string, number>();
  let made = 0;
  const set: { key: string; values: Readonly<Record<string, unknown>> }[] = [];
  for (const [index, change] of changes.entries()) {
    if (!change) continue;
    if ('left' in change) {
      const reason = change.left.slice(0, 80);
      left.set(reason, (left.get(reason) ?? 0) + 1);
      continue;
    }
    if ('made' in change) {
      made += 1;
      continue;
    }
    for (const [name, value] of Object.entries(change.set)) {
      if (!shape.writes.some((column) => column.name === name))
        throw new DataStepError(`change() sets ${name}, which the step does not say it writes`);
      if (value === undefined) throw new DataStepError(`change() sets ${name} to undefined`);
    }
    set.push({ key: keys[index] ?? '', values: change.set });
  }
  const parameters = shape.writes.flatMap((column) => [
    set.map(({ values }) => columnText(values[column.name] ?? null, column)),
    set.map(({ values }) => Object.hasOwn(values, column.name)),
  ]);
  return { incoming: { keys: set.map(({ key }) => key), parameters }, made, left };
}
