/** A column of a table as the question about it tells: its name, and how some of its cells look. */
export interface TableColumn {
  /** From 1. */
  readonly number: number;
  /** How a mapping names it: its heading, or `#3` where that is not one column's alone. */
  readonly key: string;
  readonly label: string;
  /** Letters as `a`, digits as `9`. */
  readonly looks: readonly string[];
}

export type TimeFormat = 'iso' | 'day-first' | 'month-first' | 'epoch-s' | 'epoch-ms';

/** A column of values, as far as it is filled in. */
export interface ValueDraft {
  readonly column: string;
  readonly name: string;
  /** Of the catalogue's variable with that name. */
  readonly code: string | null;
  readonly unit: string;
  readonly hasNoUnit: boolean;
  readonly kind: 'sum' | 'sample' | '';
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
  readonly values: readonly ValueDraft[];
  /** Columns that together name a row. */
  readonly id: readonly string[];
}

/** `Weight: 99,9, 99` as its name and looks. A look has no letters but `a`, so it is where the rest has none. */
export function columnsOf(examples: readonly string[]): TableColumn[] {
  const parsed = examples.map((example) => {
    for (let at = example.indexOf(': '); at !== -1; at = example.indexOf(': ', at + 1)) {
      const rest = example.slice(at + 2);
      if (/^[^\p{L}]*$/u.test(rest.replace(/aa?/g, '')))
        return { name: example.slice(0, at), looks: rest.split(', ') };
    }
    return { name: example, looks: [] };
  });
  return parsed.map(({ name, looks }, at) => {
    const isOneAlone =
      name !== '' && name.length < 100 && parsed.filter((one) => one.name === name).length === 1;
    return {
      number: at + 1,
      key: isOneAlone ? name : `#${at + 1}`,
      label: isOneAlone ? name : `${name || 'Column'} (${at + 1})`,
      looks,
    };
  });
}

const isDate = (look: string) => /9{1,4}[-/.]9{1,2}[-/.]9{1,4}/.test(look);
const isNumber = (look: string) => /^[-+]?9[9.,' ]*%?$/.test(look);

/** What the looks of the cells say: which column is the time. What is measured is for the person to say. */
export function firstDraft(columns: readonly TableColumn[]): MappingDraft {
  const time = columns.find(({ looks }) => looks.some(isDate));
  const hasHours = time?.looks.some((look) => look.includes('9:9')) ?? false;
  const hour = hasHours
    ? undefined
    : columns.find(({ looks }) => looks.some((look) => /^9{1,2}:9{2}/.test(look)));
  return {
    source: '',
    headerRow: columns.length > 0 && columns.every(({ key, number }) => key === `${number}`) ? 0 : 1,
    time: time?.key ?? '',
    hour: time === undefined ? '' : (hour?.key ?? ''),
    timeFormat: '',
    decimal: '.',
    values: [],
    id: [],
  };
}

/** Columns that may hold values: those that look like numbers first. */
export function valueColumns(columns: readonly TableColumn[], { time, hour }: MappingDraft): TableColumn[] {
  const others = columns.filter(({ key }) => key !== time && key !== hour);
  const numeric = (column: TableColumn) => column.looks.some(isNumber);
  return [...others.filter(numeric), ...others.filter((column) => !numeric(column))];
}

/** A value of a column, with what its heading says of its name and unit: `Weight (kg)`. */
export function draftOf({ key, label }: TableColumn): ValueDraft {
  const [, name = label, unit = ''] = /^(.*?)\s*[([]([^()[\]]{1,20})[)\]]\s*$/.exec(label) ?? [];
  const isUnit = unit !== '' && !/^\d+$/.test(unit);
  return {
    column: key,
    name: isUnit ? name : label,
    code: null,
    unit: isUnit ? unit : '',
    hasNoUnit: false,
    kind: '',
  };
}

/** What is missing, by field: `source`, `time`, `values`, `values.<column>.name` …; empty when nothing is. */
export function problemsOf({
  source,
  time,
  values,
  headerRow,
}: MappingDraft): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (source.trim() === '') problems['source'] = 'Name where the values come from.';
  if (time === '') problems['time'] = 'Choose the column with the time.';
  if (!Number.isInteger(headerRow) || headerRow < 0 || headerRow > 100)
    problems['headerRow'] = 'A line from 1 to 100, or 0 for none.';
  if (values.length === 0) problems['values'] = 'Choose at least one column of values.';
  for (const { column, name, unit, hasNoUnit, kind } of values) {
    if (name.trim() === '') problems[`values.${column}.name`] = 'Say what was measured.';
    if (unit.trim() === '' && !hasNoUnit)
      problems[`values.${column}.unit`] = 'Name the unit, or say that there is none.';
    if (kind === '') problems[`values.${column}.kind`] = 'Choose one.';
  }
  return problems;
}

/** The answer to the question, as JSON; null while something is missing. */
export function mappingJson(draft: MappingDraft): string | null {
  if (Object.keys(problemsOf(draft)).length > 0) return null;
  const { source, headerRow, time, hour, timeFormat, decimal, values, id } = draft;
  return JSON.stringify({
    source: source.trim(),
    time: hour === '' ? time : { date: time, time: hour },
    values: values.map(({ column, name, code, unit, hasNoUnit, kind }) => ({
      column,
      name: name.trim(),
      ...(code === null ? {} : { code }),
      unit: hasNoUnit ? null : unit.trim(),
      kind,
    })),
    ...(headerRow === 1 ? {} : { headerRow }),
    ...(timeFormat === '' ? {} : { timeFormat }),
    ...(decimal === '.' ? {} : { decimal }),
    ...(id.length === 0 ? {} : { id }),
  });
}

const FORMAT_WORDS: Readonly<Record<TimeFormat | '', string>> = {
  '': 'written as the file tells; what it does not tell is asked next',
  iso: 'written with the year first',
  'day-first': 'written with the day before the month',
  'month-first': 'written with the month before the day',
  'epoch-s': 'counted in seconds since 1970',
  'epoch-ms': 'counted in milliseconds since 1970',
};

/** What a mapping says, in sentences, so that a mistake is seen before anything is stored. */
export function mappingWords(draft: MappingDraft, columns: readonly TableColumn[]): string[] {
  const labelOf = (key: string) => `“${columns.find((column) => column.key === key)?.label ?? key}”`;
  const { source, headerRow, time, hour, timeFormat, decimal, values, id } = draft;
  const when = hour === '' ? labelOf(time) : `${labelOf(time)} and ${labelOf(hour)}`;
  return [
    ...(time === '' ? [] : [`When: ${when}, ${FORMAT_WORDS[timeFormat]}.`]),
    ...values
      .filter(({ name }) => name.trim() !== '')
      .map(({ column, name, unit, hasNoUnit, kind }) => {
        const inUnit = hasNoUnit
          ? 'without a unit'
          : unit.trim() === ''
            ? 'in a unit yet to be named'
            : `in ${unit.trim()}`;
        const counted =
          kind === 'sum'
            ? '; values of a day add up'
            : kind === 'sample'
              ? '; each stands for its moment'
              : '';
        return `${labelOf(column)} is ${name.trim()}, ${inUnit}${counted}.`;
      }),
    ...(values.length > 0
      ? [`Decimals are written with a ${decimal === '.' ? 'point: 1.5' : 'comma: 1,5'}.`]
      : []),
    ...(headerRow === 0
      ? ['No line names the columns.']
      : headerRow > 1
        ? [`Line ${headerRow} names the columns.`]
        : []),
    ...(id.length > 0 ? [`Lines are told apart by ${id.map(labelOf).join(' and ')}.`] : []),
    ...(source.trim() === '' ? [] : [`All of it is told by “${source.trim()}”.`]),
  ];
}
