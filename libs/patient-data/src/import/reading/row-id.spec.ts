import type { ReadActivity, ReadFood, ReadMeasurement } from '../format/read-rows.js';
import { activityId, clinicalId, foodId, measurementId, seriesKey } from './row-id.js';

const PATIENT = '0b0c8d3e-7c43-4d6f-9f5e-2f6f2a1c0a01';
const OTHER = '0b0c8d3e-7c43-4d6f-9f5e-2f6f2a1c0a02';
const START = Date.UTC(2026, 9, 25, 0, 30);

const series = {
  variable: {
    system: 'http://loinc.org',
    code: '2339-0',
    name: 'Glucose',
    kind: 'sample' as const,
    unit: 'mg/dL',
  },
  unit: 'mg/dL',
  source: 'LibreView',
  device: null,
  offsetMinutes: null,
  timeZone: null,
};
const reading: ReadMeasurement = { type: 'measurement', series, value: '104', start: START, end: null };

function idOf(row: Partial<ReadMeasurement> = {}, of: Partial<typeof series> = {}, patient = PATIENT) {
  return measurementId(patient, seriesKey(patient, { ...series, ...of }), series.source, {
    ...reading,
    ...row,
  });
}

describe('The id of a measurement', () => {
  it('is a UUID of version 8 that begins with its time', () => {
    expect(idOf()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(idOf().slice(0, 13).replace('-', ''), 16)).toBe(START);
    expect(idOf({ start: START + 1 }) > idOf()).toBe(true);
  });

  it('is the same whenever the same is read, now and in every later release', () => {
    expect(idOf()).toBe('01a17076-db40-8665-9b16-4404947a0fe2');
  });

  it('is the same whatever device, zone and notes say, and whatever a known code is called', () => {
    const renamed = { ...series.variable, name: 'Blood sugar' };
    expect(idOf({ notes: 'after lunch' }, { variable: renamed })).toBe(idOf());
  });

  it.each<[string, Partial<ReadMeasurement>, Partial<typeof series>]>([
    ['another value', { value: '105' }, {}],
    ['another comparator', { comparator: '<' }, {}],
    ['the hour that comes twice when summer time ends', { start: START + 3_600_000 }, {}],
    ['a microsecond later', { start: START + 0.001 }, {}],
    ['an end', { end: START }, {}],
    ['another end', { end: START + 60_000 }, {}],
    ['another unit', {}, { unit: 'mmol/L' }],
    ['another source', {}, { source: 'Dexcom' }],
    ['another code', {}, { variable: { ...series.variable, code: '99504-3' } }],
    ['a text', { valueText: '104' }, {}],
    ['a code for a value', { valueCode: { code: '104' } }, {}],
    ['an id at its source', { externalId: '104' }, {}],
  ])('is another for %s', (_, row, of) => {
    expect(idOf(row, of)).not.toBe(idOf());
  });

  it('is another for another patient', () => {
    expect(idOf({}, {}, OTHER)).not.toBe(idOf());
    expect(idOf({ externalId: 'a' }, {}, OTHER)).not.toBe(idOf({ externalId: 'a' }));
  });

  it('is that of the id at its source, where there is one, whatever the values', () => {
    expect(idOf({ externalId: 'a', value: '1' })).toBe(idOf({ externalId: 'a', value: '2' }));
    expect(idOf({ externalId: 'a' })).not.toBe(idOf({ externalId: 'b' }));
  });

  it('of a variable without a code is that of its name', () => {
    const own = (name: string) => idOf({}, { variable: { ...series.variable, system: '', code: '', name } });
    const named = (name: string) =>
      seriesKey(PATIENT, { ...series, variable: { system: null, code: null, name } });
    expect(named('Mood')).not.toBe(named('Pain'));
    expect(own('Mood')).toBe(own('Pain'));
  });

  it('is not moved between fields by what is written in them', () => {
    const ids = [
      idOf({ value: null, valueText: 'a', valueCode: { code: 'b' } }),
      idOf({ value: null, valueText: 'a","b' }),
      idOf({ value: null, valueText: 'b', valueCode: { code: 'a' } }),
      idOf({ value: null, valueCode: { system: 'a', code: 'b' } }),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('begins with zeros for times before 1970', () => {
    expect(idOf({ start: -1 })).toMatch(/^00000000-0000-8/);
    expect(idOf({ start: -1 })).not.toBe(idOf({ start: -2 }));
  });
});

describe('The id of other rows', () => {
  const start = { at: START, offsetMinutes: null, timeZone: null };
  const food: ReadFood = {
    type: 'food',
    source: 'Cronometer',
    start,
    name: 'Apple',
    calories: '52',
    nutrients: [],
  };
  const run: ReadActivity = { type: 'activity', source: 'Watch', start, activity: 'Running', statistics: [] };

  it('tells foods apart by what they are', () => {
    const iron = [{ name: 'Iron', amount: '1', unit: 'mg' }];
    const foods = [food, { ...food, name: 'Pear' }, { ...food, meal: 'Lunch' }, { ...food, nutrients: iron }];
    expect(new Set(foods.map((row) => foodId(PATIENT, row))).size).toBe(4);
    expect(foodId(PATIENT, { ...food, notes: 'ripe' })).toBe(foodId(PATIENT, food));
  });

  it('tells activities apart by what was done when, and not by what a later export adds', () => {
    const others = [
      run,
      { ...run, end: START + 1000 },
      { ...run, activity: 'Walking' },
      { ...run, source: 'Phone' },
    ];
    expect(new Set(others.map((row) => activityId(PATIENT, row))).size).toBe(4);
    const more = [{ name: 'Distance', value: '5', unit: 'km' }];
    expect(activityId(PATIENT, { ...run, statistics: more })).toBe(activityId(PATIENT, run));
  });

  it('keeps rows of one external id apart by what they are', () => {
    const ids = [
      foodId(PATIENT, { ...food, source: 'a', externalId: '1' }),
      activityId(PATIENT, { ...run, source: 'a', externalId: '1' }),
      idOf({ externalId: '1' }),
      clinicalId(PATIENT, {
        type: 'condition',
        source: 'a',
        record: { externalId: '1', name: 'Asthma', codings: [] },
      }),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
