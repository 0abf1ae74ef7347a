import { USER_TYPE_LABELS } from '@carenode/ui';

import type { MatrixCell, MatrixTable } from './matrix.queries.js';

export type Caller = MatrixCell['caller'];

const CALLER_LABELS: Readonly<Record<Caller, string>> = {
  ...USER_TYPE_LABELS,
  anonymous: 'Not signed in',
  system: 'Background work',
};

export const CALLERS = Object.keys(CALLER_LABELS) as Caller[];

export function callerText(caller: Caller): string {
  return CALLER_LABELS[caller];
}

const VERBS: Readonly<Record<MatrixCell['verb'], string>> = {
  select: 'see',
  insert: 'add',
  update: 'change',
  delete: 'delete',
};

export function verbText(verb: MatrixCell['verb']): string {
  return VERBS[verb];
}

export interface MatrixFilter {
  /** Any part of a table's or module's name. */
  readonly table: string;
  readonly caller: Caller | '';
}

/** The tables that match, each with the cells of the chosen caller. */
export function filtered(tables: readonly MatrixTable[], { table, caller }: MatrixFilter): MatrixTable[] {
  const wanted = table.trim().toLowerCase().replaceAll(' ', '_');
  return tables
    .filter(
      ({ table: name, module, title }) =>
        name.includes(wanted) ||
        module.includes(table.trim().toLowerCase()) ||
        title.toLowerCase() === wanted,
    )
    .map((one) =>
      caller === '' ? one : { ...one, cells: one.cells.filter((cell) => cell.caller === caller) },
    );
}

/** What callers may do, one line per caller and rows; the callers that may do nothing come last, together. */
export function linesOf(cells: readonly MatrixCell[]): {
  readonly may: readonly { readonly caller: Caller; readonly what: string; readonly rows: string }[];
  readonly nothing: readonly Caller[];
} {
  const may = cells
    .filter(({ allowed }) => allowed)
    .map(({ caller, verb, rows, writes, columns }) => ({
      caller,
      what: verbText(verb) + (columns === null ? '' : ` (${columns.map(plain).join(', ')})`),
      rows: [rows, writes !== null && `as written: ${writes}`].filter(Boolean).join('; ') || 'every row',
    }));
  const callers = new Set(may.map(({ caller }) => caller));
  return { may, nothing: [...new Set(cells.map(({ caller }) => caller))].filter((one) => !callers.has(one)) };
}

const HOLDS: Readonly<Record<MatrixTable['holds'], string>> = {
  personal: 'about people',
  clinical: 'health data',
  operational: 'for running the instance',
  public: 'for everybody',
};

export function holdsText(holds: MatrixTable['holds']): string {
  return HOLDS[holds];
}

const plain = (name: string) => name.replaceAll('_', ' ');
