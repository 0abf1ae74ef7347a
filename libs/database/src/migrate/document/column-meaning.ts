import type { TableDeclaration } from '@carenode/module-kit';
import { getMetadataArgsStorage } from 'typeorm';

import { snakeCase } from '../../rows/snake-case.js';
import type { ColumnFacts } from './schema-facts.js';

/** What columns of these names mean in every table. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  id: 'Its id',
  created_at: 'When the row was made',
  updated_at: 'When the row was last changed',
  version: 'Number of the version of the row, for ETags; goes up with every change',
  idempotency_key: 'Idempotency-Key it was created with',
  idempotency_fingerprint: 'sha256 of what was sent with that key',
};

const NUMBERS = new Set(['numeric', 'integer', 'smallint', 'bigint', 'double precision', 'real']);

/** How a column's meaning tells its unit; UCUM codes where there is one. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/\bminutes\b/i, 'min'],
  [/^days\b/i, 'd'],
  [/\bmilliseconds\b/, 'ms'],
  [/\bseconds\b/, 's'],
  [/\bkcal\b/, 'kcal'],
  [/\bgrams\b/, 'g'],
  [/\bbytes\b/, 'By'],
  [/\bpercent\b/, '%'],
  [/\bfrom 0 to 1\b/, '1'],
  [/\brating scale\b/, '{score}'],
  [/\bin normalized_unit\b/, 'that of `normalized_unit`'],
  [/\bin currency\b/, 'that of `currency`'],
  [/\bin unit\b|digits the source gave/, 'that of `unit`'],
  [/\bsame unit\b|\bunits of the kind\b/, 'that of the kind'],
  [
    /\ba count$|^(?:a count|how many|how often|number of|in how many|entries|records|attempts|participants|version of|counted|from 1|the event|the greatest number|it covers later)/i,
    '–',
  ],
];

/** What a column means: its comment in the database, else that of the entity, else what the name means everywhere. */
export function columnMeaning(table: TableDeclaration, { column, comment }: ColumnFacts): string {
  return trimmed(comment ?? entityComment(table, column) ?? EVERYWHERE[column] ?? '');
}

/** The unit of a number; `–` for counts and numbers of order; empty for what is no number, undefined where it is not told. */
export function columnUnit(type: string, column: string, meaning: string): string | undefined {
  if (!NUMBERS.has(type.replace(/\(.*\)$/, ''))) return '';
  if (column === 'version') return '–';
  return UNITS.find(([words]) => words.test(meaning))?.[1];
}

function entityComment(table: TableDeclaration, column: string): string | undefined {
  const { entity } = table;
  const found = getMetadataArgsStorage().columns.find(
    ({ target, propertyName, options }) =>
      (target === entity ||
        (typeof target === 'function' &&
          Object.prototype.isPrototypeOf.call(target.prototype as object, entity.prototype as object))) &&
      (options.name ?? snakeCase(propertyName)) === column,
  );
  return found?.options.comment;
}

function trimmed(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\.$/, '').trim();
}
