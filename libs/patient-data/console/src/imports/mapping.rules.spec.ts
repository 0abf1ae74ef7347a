import {
  columnsOf,
  draftOf,
  firstDraft,
  mappingJson,
  mappingWords,
  problemsOf,
  type ValueDraft,
  valueColumns,
} from './mapping.rules.js';

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
const weight: ValueDraft = { ...draftOf(column('Weight (kg)')), kind: 'sample' };
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
