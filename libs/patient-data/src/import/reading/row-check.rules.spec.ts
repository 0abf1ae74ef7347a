import type { ReadRow } from '../format/read-rows.js';
import { isDecimal, problemOf } from './row-check.rules.js';

const series = {
  variable: { system: null, code: null, name: 'Mood', kind: 'sample' as const, unit: null },
  unit: null,
  source: 'diary',
  device: null,
  offsetMinutes: null,
  timeZone: null,
};
const START = Date.UTC(2026, 0, 1);
const measured = (more: object) =>
  problemOf({ type: 'measurement', series, value: '1', start: START, end: null, ...more });

describe('A value', () => {
  it.each([
    '0',
    '-0',
    '+5',
    '5.',
    '.5',
    '1e3',
    '1E-3',
    '72.50',
    '-1.5e-300',
    '1e308',
    '-1e308',
    '10e307',
    '100.0e306',
    '9.9999e307',
    '123456789012345678901234567890.123456789',
    '1e-999',
  ])('%s is a decimal number', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '1 ',
    '1,5',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '1_000',
    '1e',
    'e5',
    '.',
    '--1',
    '1e309',
    '1.01e308',
    '1.00000000000000000000000001e308',
    '-1.1e308',
    '1e-1001',
    '1e99999',
    '١٢',
    '1\0',
    '9'.repeat(1001),
  ])('%j is none that can be stored', (text) => {
    expect(isDecimal(text)).toBe(false);
  });
});

describe('A measurement is not stored', () => {
  it.each([
    ['without a value', { value: null }, { field: 'value', reason: 'is missing' }],
    ['with an empty text', { value: null, valueText: '\0' }, { field: 'value', reason: 'is missing' }],
    ['with a word for a number', { value: 'high' }, { field: 'value', reason: 'is no decimal number' }],
    [
      'before 1900',
      { start: Date.UTC(1899, 11, 31) },
      { field: 'start', reason: 'is no time between 1900 and 2200' },
    ],
    [
      'after 2200',
      { start: Date.UTC(2201, 0, 2) },
      { field: 'start', reason: 'is no time between 1900 and 2200' },
    ],
    ['at no time', { start: Number.NaN }, { field: 'start', reason: 'is no time between 1900 and 2200' }],
    ['without end', { end: Infinity }, { field: 'end', reason: 'is no time between 1900 and 2200' }],
    ['ending before it starts', { end: START - 1 }, { field: 'end', reason: 'is before the start' }],
  ])('%s', (_, more, problem) => {
    expect(measured(more)).toEqual(problem);
  });

  it('but is with a text or a code, at both ends of time, and in no time', () => {
    expect(measured({ value: null, valueText: 'fine' })).toBeUndefined();
    expect(measured({ value: null, valueCode: { code: 'a' } })).toBeUndefined();
    expect(measured({ start: Date.UTC(1900, 0, 1), end: Date.UTC(2200, 11, 31) })).toBeUndefined();
    expect(measured({ end: START })).toBeUndefined();
  });
});

describe('Other rows are not stored', () => {
  const start = { at: START, offsetMinutes: null, timeZone: null };
  const food = { type: 'food', source: 'a', start, name: 'Apple', nutrients: [] };
  const run = { type: 'activity', source: 'a', start, activity: 'Running', statistics: [] };
  const condition = { externalId: 'a', name: 'Asthma', codings: [] };

  it.each([
    ['a food without a name', { ...food, name: ' ' }, 'name'],
    ['negative calories', { ...food, calories: '-1' }, 'calories'],
    ['more fat than there is', { ...food, fat: '1e6' }, 'fat'],
    [
      'a nutrient in words',
      { ...food, nutrients: [{ name: 'Iron', amount: 'some', unit: 'mg' }] },
      'nutrient',
    ],
    ['a workout that ends before it starts', { ...run, end: START - 1 }, 'end'],
    ['a workout of no length', { ...run, durationMinutes: Number.NaN }, 'duration'],
    ['a workout that goes on for a year', { ...run, end: START + 366 * 86_400_000 }, 'duration'],
    ['a workout at no time', { ...run, start: { ...start, at: Number.NaN } }, 'start'],
    ['a statistic in words', { ...run, statistics: [{ name: 'a', value: 'b', unit: null }] }, 'statistics'],
    [
      'a condition without a name',
      { type: 'condition', source: 'a', record: { ...condition, name: '' } },
      'name',
    ],
    [
      'a condition at no time',
      {
        type: 'condition',
        source: 'a',
        record: { ...condition, onset: { at: '0001-01-01', offsetMinutes: null } },
      },
      'onset',
    ],
  ])('%s', (_, row, field) => {
    expect(problemOf(row as ReadRow)).toMatchObject({ field });
  });

  it('but are when nothing is wrong with them', () => {
    expect(problemOf({ ...food, calories: '52.3' } as ReadRow)).toBeUndefined();
    expect(problemOf({ ...run, end: START, durationMinutes: 30.5 } as ReadRow)).toBeUndefined();
    expect(problemOf({ type: 'condition', source: 'a', record: condition })).toBeUndefined();
  });
});
