import {
  type Caller,
  CALLERS,
  type Erasure,
  type ModuleManifest,
  type Rule,
  type TableDeclaration,
  type Verb,
  VERBS,
} from '@carenode/module-kit';

import { SCOPE_VERBS } from '../migrate/rights/rights.js';

/** What one caller may do with one verb on one table, by the declaration that PostgreSQL's policies are made from. */
export interface MatrixCell {
  readonly caller: Caller;
  readonly verb: Verb;
  readonly allowed: boolean;
  /** Which rows, in words; null when nothing is allowed. */
  readonly rows: string | null;
  /** What a written row must be, where that is not the same as `rows`. */
  readonly writes: string | null;
  /** The only columns it goes for; null: all of them. */
  readonly columns: readonly string[] | null;
}

/** One table of the access matrix. */
export interface MatrixTable {
  readonly module: string;
  readonly title: string;
  readonly table: string;
  readonly holds: TableDeclaration['holds'];
  /** The column with the person a row is about; null for rows about nobody. */
  readonly about: string | null;
  /** What gates every statement on the table, besides the conditions of its cells. */
  readonly gates: {
    /** The scopes that let a token use a verb: one of them is enough. A person's own session needs none. */
    readonly scopes: Readonly<Record<Verb, readonly string[]>>;
    /** The optional module that must be active for the caller; null for tables of required modules. */
    readonly moduleActive: string | null;
  };
  /** What erasing the person does with their rows, in words. */
  readonly erasure: string;
  /** Privileged columns, and the one way in which each changes. */
  readonly guarded: readonly { readonly column: string; readonly way: string }[];
  /** How the audit trail tells writes and reads, in words. */
  readonly audit: { readonly writes: string; readonly reads: string };
  /** Every caller with every verb. */
  readonly cells: readonly MatrixCell[];
}

/** Who may do what with which table, and on which condition: everything these modules declare, in their order. */
export function accessMatrix(modules: readonly ModuleManifest[]): MatrixTable[] {
  return modules.flatMap((module) => module.tables.map((table) => matrixTable(module, table)));
}

function matrixTable(module: ModuleManifest, table: TableDeclaration): MatrixTable {
  return {
    module: module.name,
    title: module.title,
    table: table.name,
    holds: table.holds,
    about: table.about ?? null,
    gates: { scopes: scopesOf(table.name), moduleActive: module.required ? null : module.name },
    erasure: erasureWords(table),
    guarded: Object.entries(table.guarded ?? {}).map(([column, way]) => ({ column, way: withoutEnd(way) })),
    audit: { writes: writesWords(table), reads: readsWords(table) },
    cells: CALLERS.flatMap((caller) =>
      VERBS.map((verb) => cellOf(caller, verb, table.policies[caller]?.[verb])),
    ),
  };
}

function cellOf(caller: Caller, verb: Verb, rule: Rule | undefined): MatrixCell {
  if (!rule) return { caller, verb, allowed: false, rows: null, writes: null, columns: null };
  const check = verb === 'insert' || verb === 'update' ? rule.check : undefined;
  return {
    caller,
    verb,
    allowed: true,
    // An insert has no row before it: its condition is what the new row must be.
    rows: verb === 'insert' && check ? check.words : rule.when.words,
    writes: verb === 'update' && check && check.sql !== rule.when.sql ? check.words : null,
    columns: rule.columns && verb !== 'delete' ? rule.columns : null,
  };
}

function scopesOf(table: string): MatrixTable['gates']['scopes'] {
  const of = (verb: Verb) => [...SCOPE_VERBS[verb]].map((letter) => `${table}.${letter}`);
  return { select: of('select'), insert: of('insert'), update: of('update'), delete: of('delete') };
}

function erasureWords({ about, onErasure = 'delete' }: TableDeclaration): string {
  if (about === undefined) return 'does not concern it: its rows are about nobody';
  return wordsOfErasure(onErasure);
}

function wordsOfErasure(erasure: Erasure): string {
  if (erasure === 'delete') return 'removes the row';
  if ('keep' in erasure) return `keeps the row: ${withoutEnd(erasure.keep)}`;
  const columns = Object.keys(erasure.pseudonymise).join(', ');
  return `pseudonymises ${columns} and keeps the rest: ${withoutEnd(erasure.why)}`;
}

function writesWords({ audit }: TableDeclaration): string {
  if (audit?.off !== undefined) return `not told: ${withoutEnd(audit.off)}`;
  const quiet = audit?.quiet ?? [];
  return quiet.length === 0 ? 'told' : `told, but for updates of ${quiet.join(', ')} alone`;
}

function readsWords({ holds, policies }: TableDeclaration): string {
  if (holds === 'clinical') return 'told whenever the reader is not the person';
  const told = CALLERS.filter((caller) =>
    policies[caller]?.select?.when.sql.includes('carenode.patients_open('),
  );
  return told.length === 0 ? 'not told' : `told when the reader is a ${told.join(' or a ')}`;
}

/** Declarations end their sentences or not; these words stand inside of others. */
function withoutEnd(words: string): string {
  return words.replace(/\.$/, '');
}
