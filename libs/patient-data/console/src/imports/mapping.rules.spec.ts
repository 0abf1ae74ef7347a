import {
  draftOf,
  firstDraft,
  listedAs,
  type MappingDraft,
  mappingJson,
  problemsOf,
  valueColumns,
  type VariableDraft,
} from './mapping.rules.js';
import { mappingWords } from './mapping-words.rules.js';
import { columnsOf } from './table-columns.rules.js';

const EXAMPLES = [
  'Timestamp: 99/99/9999 99:99',
  'Weight (kg): 99.9, 999.9',
  'Note: aa aa',
  'Ratio: in: all: 9.9',
  'Same: 9',
  'Same: 9',
  'Empty',
];
const columns = columnsOf(EXAMPLES);
const column = (key: string) => columns.find((one) => one.key === key) as (typeof columns)[number];
const weight: VariableDraft = { ...draftOf(column('Weight (kg)')), kind: 'sample' };
const filled = { ...firstDraft(columns), source: 'My scale', values: [weight] };

describe('the columns of a table', () => {
  it('have the names and looks that the question tells', () => {
    expect(columns.map(({ key, looks }) => [key, looks])).toEqual([
      ['Timestamp', ['99/99/9999 99:99']],
      ['Weight (kg)', ['99.9', '999.9']],
      ['Note', ['aa aa']],
      ['Ratio: in: all', ['9.9']],
      ['#5', ['9']],
      ['#6', ['9']],
      ['Empty', []],
    ]);
    expect(column('#5').label).toBe('Same (5)');
  });

  it('are offered with numbers first, without the time', () => {
    expect(valueColumns(columns, filled).map(({ key }) => key)).toEqual([
      'Weight (kg)',
      'Ratio: in: all',
      '#5',
      '#6',
      'Note',
      'Empty',
    ]);
  });
});

describe('a mapping', () => {
  it('begins with the time, and with nothing of what is measured', () => {
    expect(firstDraft(columns)).toMatchObject({
      time: 'Timestamp',
      hour: '',
      headerRow: 1,
      values: [],
      source: '',
    });
  });

  it('finds a column of hours beside one of days, and a table without headings', () => {
    const split = columnsOf(['Day: 9999-99-99', 'Hour: 99:99', 'Steps: 999']);
    expect(firstDraft(split)).toMatchObject({ time: 'Day', hour: 'Hour' });
    expect(firstDraft(columnsOf(['1: 9999-99-99', '2: 99']))).toMatchObject({ time: '1', headerRow: 0 });
    expect(firstDraft([])).toMatchObject({ time: '', hour: '' });
  });

  it('takes name and unit from a heading, and asks for what adds up', () => {
    expect(draftOf(column('Weight (kg)'))).toMatchObject({ name: 'Weight', unit: 'kg', kind: '' });
    expect(draftOf(column('Note'))).toMatchObject({ name: 'Note', unit: '' });
    expect(draftOf(column('#5'))).toMatchObject({ name: 'Same (5)', unit: '' });
  });

  it('says what is missing, and is no answer until nothing is', () => {
    const draft = { ...firstDraft(columns), time: '', values: [draftOf(column('Note'))] };
    expect(Object.keys(problemsOf(draft))).toEqual([
      'source',
      'time',
      'values.Note.unit',
      'values.Note.kind',
    ]);
    expect(mappingJson(draft)).toBeNull();
    expect(problemsOf(filled)).toEqual({});
  });

  it('is the JSON that the import reads, short of what is as usual', () => {
    expect(JSON.parse(mappingJson(filled) ?? '')).toEqual({
      source: 'My scale',
      time: 'Timestamp',
      values: [{ column: 'Weight (kg)', name: 'Weight', unit: 'kg', kind: 'sample' }],
    });
    const more = {
      ...filled,
      hour: 'Note',
      headerRow: 3,
      timeFormat: 'day-first' as const,
      decimal: ',' as const,
      id: ['Note'],
      values: [{ ...weight, code: '29463-7', hasNoUnit: true }],
    };
    expect(JSON.parse(mappingJson(more) ?? '')).toEqual({
      source: 'My scale',
      time: { date: 'Timestamp', time: 'Note' },
      values: [{ column: 'Weight (kg)', name: 'Weight', code: '29463-7', unit: null, kind: 'sample' }],
      headerRow: 3,
      timeFormat: 'day-first',
      decimal: ',',
      id: ['Note'],
    });
  });

  it('is read out in sentences', () => {
    expect(mappingWords({ ...filled, timeFormat: 'month-first' }, columns)).toEqual([
      'When: “Timestamp”, written with the month before the day.',
      '“Weight (kg)” is Weight, in kg; each stands for its moment.',
      'Decimals are written with a point: 1.5.',
      'All of it is told by “My scale”.',
    ]);
  });
});

describe('a mapping of a table with one value a row', () => {
  const rows = columnsOf(['Day: 9999-99-99', 'Metric: aa, aa aa', 'Amount: 99.9', 'Unit: aa, aa/aa']);
  const long: MappingDraft['long'] = {
    variable: 'Metric',
    value: 'Amount',
    unit: 'Unit',
    kind: 'sample',
    listed: [],
  };
  const draft: MappingDraft = { ...firstDraft(rows), source: 'Lab', form: 'long', long };
  const listed = { ...listedAs('WEIGHT'), name: 'Body weight', code: '29463-7', kind: 'sample' as const };

  it('says what is missing, without asking for columns of values', () => {
    const empty = { ...firstDraft(rows), form: 'long' as const };
    expect(Object.keys(problemsOf(empty))).toEqual(['source', 'long.variable', 'long.value', 'long.kind']);
    expect(problemsOf({ ...draft, long: { ...long, value: 'Metric' } })).toHaveProperty(['long.value']);
    expect(problemsOf(draft)).toEqual({});
  });

  it('needs the unit of what it lists only where no column tells units', () => {
    const listing = (unit: string) => ({ ...draft, long: { ...long, unit, listed: [listed] } });
    expect(problemsOf(listing('Unit'))).toEqual({});
    expect(Object.keys(problemsOf(listing('')))).toEqual(['values.WEIGHT.unit']);
  });

  it('is the JSON that the import reads', () => {
    expect(JSON.parse(mappingJson(draft) ?? '')).toEqual({
      source: 'Lab',
      time: 'Day',
      long: { variable: 'Metric', value: 'Amount', unit: 'Unit', kind: 'sample' },
    });
    const pulse = { ...listedAs('Mood'), kind: 'sample' as const, hasNoUnit: true };
    const more = { ...draft, long: { ...long, listed: [listed, pulse] } };
    expect((JSON.parse(mappingJson(more) ?? '') as { long: object }).long).toHaveProperty('variables', [
      { is: 'WEIGHT', name: 'Body weight', code: '29463-7', kind: 'sample' },
      { is: 'Mood', name: 'Mood', unit: null, kind: 'sample' },
    ]);
  });

  it('is read out in sentences', () => {
    expect(mappingWords({ ...draft, long: { ...long, listed: [listed] } }, rows).slice(1)).toEqual([
      'Each row is one value: “Metric” says what was measured, “Amount” holds the value.',
      'Their units stand in “Unit”.',
      'Of all of them, where nothing else is said of them, each stands for its moment.',
      '“WEIGHT” is Body weight, in the unit of its row; each stands for its moment.',
      'Decimals are written with a point: 1.5.',
      'All of it is told by “Lab”.',
    ]);
  });
});
