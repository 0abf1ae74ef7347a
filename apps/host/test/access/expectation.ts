import type { Caller, Verb } from '@carenode/module-kit';

/** Column → SQL expression. */
export type Row = Readonly<Record<string, string>>;

/** Caller → columns parted by blanks, or `*` for every column. Who is not named may use none. */
export type ColumnsByCaller = Readonly<Partial<Record<Caller, string>>>;

/** Persona, or caller for all of its personas, → labels of rows parted by blanks. Who is not named: no row. */
export type RowsByPersona = Readonly<Record<string, string>>;

/**
 * What a table's rights are meant to be, written by hand from what people are promised and not from the policies. The walk
 * asks PostgreSQL and compares.
 */
export interface TableExpectation {
  /** Every column of the table: a new one has to be thought about here. */
  readonly columns: string;
  /** SQL that tells rows apart; `id` if absent. */
  readonly key?: string;
  /** Rows of the world by label. */
  readonly rows: Readonly<Record<string, Row>>;
  /** Which columns each caller may name in a statement of the verb, whatever the row. */
  readonly may: Readonly<Partial<Record<Exclude<Verb, 'delete'>, ColumnsByCaller>>> & {
    /** Callers who may delete at all, parted by blanks. */
    readonly delete?: string;
  };
  /** Rows seen, in statements that note their reads. */
  readonly see: RowsByPersona;
  /** Rows seen in statements that do not; `see` if absent. */
  readonly seeUnnoted?: RowsByPersona;
  readonly change?: RowsByPersona;
  /** Rows that an update reaches, though what it makes of some may be refused; `change` if absent. */
  readonly reach?: RowsByPersona;
  readonly remove?: RowsByPersona;
  /** Rows that a delete reaches, though a trigger may refuse some; `remove` if absent. */
  readonly reachRemoving?: RowsByPersona;
  /** Labels of rows like which one may be added. */
  readonly add?: RowsByPersona;
  /** Only who acts in person, and not by a token whatever its scopes, sees and does anything; background work too. */
  readonly inPerson?: true;
  /** What an update sets, by caller; a column that the caller may both read and change, to itself, if absent. */
  readonly set?: Readonly<Partial<Record<Caller, string>>>;
  /** An assignment that changes any row within the constraints; a time is moved by a second if absent. */
  readonly edit?: string;
  /** Assignments that are refused for rows the caller may otherwise change. */
  readonly tamper?: Readonly<Partial<Record<Caller, readonly string[]>>>;
  /** The optional module that has to be active. */
  readonly module?: string;
  /** Seeded rows that migrations brought: label of all rows without another one. */
  readonly others?: string;
}

/** The same for everybody who is signed in, and for background work. */
export const forEverybody = (text: string): Readonly<Record<Exclude<Caller, 'anonymous'>, string>> => ({
  admin: text,
  provider: text,
  patient: text,
  'research-partner': text,
  developer: text,
  system: text,
});

export const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(Boolean);

/** The columns a caller may use with a verb. */
export function columnsOf(
  expected: TableExpectation,
  verb: Exclude<Verb, 'delete'>,
  caller: Caller,
): Set<string> {
  const text = expected.may[verb]?.[caller];
  return new Set(words(text === '*' ? expected.columns : text));
}

/** The labels promised to a persona: by name, else by what kind of caller it is. */
export function labelsOf(rows: RowsByPersona | undefined, persona: string, caller: Caller): Set<string> {
  const text = rows?.[persona] ?? rows?.[persona.replace(/\/.*/, '')] ?? rows?.[caller];
  return new Set(words(text));
}
