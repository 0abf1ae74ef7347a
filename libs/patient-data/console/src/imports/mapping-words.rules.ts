import type { Kind, LongDraft, MappingDraft, TimeFormat, VariableDraft } from './mapping.rules.js';
import type { TableColumn } from './table-columns.rules.js';

const FORMAT_WORDS: Readonly<Record<TimeFormat | '', string>> = {
  '': 'written as the file tells; what it does not tell is asked next',
  iso: 'written with the year first',
  'day-first': 'written with the day before the month',
  'month-first': 'written with the month before the day',
  'epoch-s': 'counted in seconds since 1970',
  'epoch-ms': 'counted in milliseconds since 1970',
};

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  sum: 'values of a day add up',
  sample: 'each stands for its moment',
};

/** What a mapping says, in sentences, so that a mistake is seen before anything is stored. */
export function mappingWords(draft: MappingDraft, columns: readonly TableColumn[]): string[] {
  const labelOf = (key: string) => `“${columns.find((column) => column.key === key)?.label ?? key}”`;
  const { source, headerRow, time, hour, timeFormat, decimal, form, values, long, id } = draft;
  const when = hour === '' ? labelOf(time) : `${labelOf(time)} and ${labelOf(hour)}`;
  const what =
    form === 'wide'
      ? values.map((value) => variableWords(labelOf(value.column), value, 'in a unit yet to be named'))
      : longWords(long, labelOf);
  return [
    time !== '' && `When: ${when}, ${FORMAT_WORDS[timeFormat]}.`,
    ...what,
    what.length > 0 && `Decimals are written with a ${decimal === '.' ? 'point: 1.5' : 'comma: 1,5'}.`,
    headerRow === 0 && 'No line names the columns.',
    headerRow > 1 && `Line ${headerRow} names the columns.`,
    id.length > 0 && `Lines are told apart by ${id.map(labelOf).join(' and ')}.`,
    source.trim() !== '' && `All of it is told by “${source.trim()}”.`,
  ].flatMap((sentence) => sentence || []);
}

function longWords({ variable, value, unit, kind, listed }: LongDraft, labelOf: (key: string) => string) {
  if (variable === '' || value === '') return [];
  const but = listed.length === 0 ? '' : ', where nothing else is said of them';
  return [
    `Each row is one value: ${labelOf(variable)} says what was measured, ${labelOf(value)} holds the value.`,
    unit === '' ? `Values have no unit${but}.` : `Their units stand in ${labelOf(unit)}.`,
    kind === '' ? '' : `Of all of them${but}, ${KIND_WORDS[kind]}.`,
    ...listed.map((one) =>
      variableWords(
        `“${one.column}”`,
        one,
        unit === '' ? 'in a unit yet to be named' : 'in the unit of its row',
      ),
    ),
  ];
}

function variableWords(told: string, { name, unit, hasNoUnit, kind }: VariableDraft, unnamed: string) {
  if (name.trim() === '') return '';
  const inUnit = hasNoUnit ? 'without a unit' : unit.trim() === '' ? unnamed : `in ${unit.trim()}`;
  return `${told} is ${name.trim()}, ${inUnit}${kind === '' ? '' : `; ${KIND_WORDS[kind]}`}.`;
}
