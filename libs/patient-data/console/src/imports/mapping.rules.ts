import { hasClockTimes, hasDates, hasHours, hasNumbers, type TableColumn } from './table-columns.rules.js';

export type TimeFormat = 'iso' | 'day-first' | 'month-first' | 'epoch-s' | 'epoch-ms';
export type Kind = 'sum' | 'sample';

/** What values are of, as far as it is filled in. */
export interface VariableDraft {
  /** What tells them in the table: a column; where each row is one value, what stands in the column that names them. */
  readonly column: string;
  readonly name: string;
  /** Of the catalogue's variable with that name. */
  readonly code: string | null;
  readonly unit: string;
  readonly hasNoUnit: boolean;
  readonly kind: Kind | '';
}

/** A table of which each row is one value. Columns are empty until they are chosen. */
export interface LongDraft {
  /** The column that names what was measured, the one of values, and the one of units, if there is one. */
  readonly variable: string;
  readonly value: string;
  readonly unit: string;
  /** Of what is not listed. */
  readonly kind: Kind | '';
  /** What the table calls otherwise than it is to be called, or tells without a unit. */
  readonly listed: readonly VariableDraft[];
}

export interface MappingDraft {
  readonly source: string;
  /** The row that names the columns; 0: none does. */
  readonly headerRow: number;
  readonly time: string;
  /** The column of the hour, where the day has one of its own; empty: there is none. */
  readonly hour: string;
  /** Empty: as the file tells it, and asked where it does not. */
  readonly timeFormat: TimeFormat | '';
  readonly decimal: '.' | ',';
  /** `wide`: each row holds several values, one a column; `long`: each row is one value. */
  readonly form: 'wide' | 'long';
  readonly values: readonly VariableDraft[];
  readonly long: LongDraft;
  /** Columns that together name a row. */
  readonly id: readonly string[];
}

/** What the looks of the cells say: which column is the time. What is measured is for the person to say. */
export function firstDraft(columns: readonly TableColumn[]): MappingDraft {
  const time = columns.find(hasDates);
  const hour = time && !hasClockTimes(time) ? columns.find(hasHours) : undefined;
  return {
    source: '',
    headerRow: columns.length > 0 && columns.every(({ key, number }) => key === `${number}`) ? 0 : 1,
    time: time?.key ?? '',
    hour: hour?.key ?? '',
    timeFormat: '',
    decimal: '.',
    form: 'wide',
    values: [],
    long: { variable: '', value: '', unit: '', kind: '', listed: [] },
    id: [],
  };
}

/** Columns that may hold values: those that look like numbers first. */
export function valueColumns(columns: readonly TableColumn[], { time, hour }: MappingDraft): TableColumn[] {
  const others = columns.filter(({ key }) => key !== time && key !== hour);
  return [...others.filter(hasNumbers), ...others.filter((column) => !hasNumbers(column))];
}

/** A value of a column, with what its heading says of its name and unit: `Weight (kg)`. */
export function draftOf({ key, label }: TableColumn): VariableDraft {
  const [, name = label, unit = ''] = /^(.*?)\s*[([]([^()[\]]{1,20})[)\]]\s*$/.exec(label) ?? [];
  const isUnit = unit !== '' && !/^\d+$/.test(unit);
  return { ...listedAs(isUnit ? name : label), column: key, unit: isUnit ? unit : '' };
}

/** What the table calls so in the rows. */
export const listedAs = (name: string): VariableDraft => ({
  column: name,
  name,
  code: null,
  unit: '',
  hasNoUnit: false,
  kind: '',
});

/** Wrong or missing, by field. */
export type MappingProblems = Readonly<Record<string, string>>;

const KIND_MISSING = 'Choose one.';

/** What is missing, by field: `source`, `time`, `values`, `values.<column>.name`, `long.value` …; empty when nothing is. */
export function problemsOf(draft: MappingDraft): MappingProblems {
  const { source, time, headerRow } = draft;
  return {
    ...(source.trim() === '' ? { source: 'Name where the values come from.' } : {}),
    ...(time === '' ? { time: 'Choose the column with the time.' } : {}),
    ...(Number.isInteger(headerRow) && headerRow >= 0 && headerRow <= 100
      ? {}
      : { headerRow: 'A line from 1 to 100, or 0 for none.' }),
    ...(draft.form === 'wide' ? wideProblems(draft) : longProblems(draft.long)),
  };
}

function wideProblems({ values }: MappingDraft): MappingProblems {
  return {
    ...(values.length === 0 ? { values: 'Choose at least one column of values.' } : {}),
    ...problemsIn(values, false),
  };
}

function longProblems({ variable, value, unit, kind, listed }: LongDraft): MappingProblems {
  return {
    ...(variable === '' ? { 'long.variable': 'Choose the column that says what was measured.' } : {}),
    ...(value === '' ? { 'long.value': 'Choose the column of values.' } : {}),
    ...(value !== '' && value === variable
      ? { 'long.value': 'Choose another column than that of the names.' }
      : {}),
    ...(kind === '' ? { 'long.kind': KIND_MISSING } : {}),
    ...problemsIn(listed, unit !== ''),
  };
}

function problemsIn(variables: readonly VariableDraft[], hasUnitColumn: boolean): MappingProblems {
  const problems: Record<string, string> = {};
  for (const { column, name, unit, hasNoUnit, kind } of variables) {
    if (name.trim() === '') problems[`values.${column}.name`] = 'Say what was measured.';
    if (unit.trim() === '' && !hasNoUnit && !hasUnitColumn)
      problems[`values.${column}.unit`] = 'Name the unit, or say that there is none.';
    if (kind === '') problems[`values.${column}.kind`] = KIND_MISSING;
  }
  return problems;
}

/** The answer to the question, as JSON; null while something is missing. */
export function mappingJson(draft: MappingDraft): string | null {
  if (Object.keys(problemsOf(draft)).length > 0) return null;
  const { source, headerRow, time, hour, timeFormat, decimal, form, values, long, id } = draft;
  return JSON.stringify({
    source: source.trim(),
    time: hour === '' ? time : { date: time, time: hour },
    ...(form === 'wide'
      ? { values: values.map((value) => ({ column: value.column, ...variableIn(value) })) }
      : { long: longIn(long) }),
    ...(headerRow === 1 ? {} : { headerRow }),
    ...(timeFormat === '' ? {} : { timeFormat }),
    ...(decimal === '.' ? {} : { decimal }),
    ...(id.length === 0 ? {} : { id }),
  });
}

function longIn({ variable, value, unit, kind, listed }: LongDraft) {
  return {
    variable,
    value,
    ...(unit === '' ? {} : { unit }),
    kind,
    ...(listed.length === 0
      ? {}
      : { variables: listed.map((one) => ({ is: one.column, ...variableIn(one) })) }),
  };
}

/** A unit that is left out is that of the row's own column. */
function variableIn({ name, code, unit, hasNoUnit, kind }: VariableDraft) {
  return {
    name: name.trim(),
    ...(code === null ? {} : { code }),
    ...(hasNoUnit ? { unit: null } : unit.trim() === '' ? {} : { unit: unit.trim() }),
    kind,
  };
}
