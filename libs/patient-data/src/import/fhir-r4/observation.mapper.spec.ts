import { describe, expect, it } from '@jest/globals';
import { fixture, readWithPatient, refusalOf } from '../../../test/fhir-bundles.js';
import type { MeasurementRecord } from './fhir-records.js';

const HEART_RATE = {
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  subject: { reference: 'Patient/example' },
  effectiveDateTime: '2020-05-01T10:00:00+02:00',
};
const SUBJECT = '"subject":{"reference":"Patient/example"}';

function example(name: string, change: (text: string) => string = (text) => text): string {
  return change(fixture(`observation-${name}.json`).toString());
}

function measured(fields: object): MeasurementRecord {
  const { measurements, refused } = readWithPatient({ ...HEART_RATE, ...fields });
  const [first] = measurements;
  if (!first) throw new Error(JSON.stringify(refused));
  return first;
}

describe('An Observation of the FHIR specification', () => {
  it('gives one measurement per component, by its LOINC code', () => {
    const { measurements, used, records } = readWithPatient(example('blood-pressure'));
    expect(
      measurements.map(({ externalId, variable, value, unit, unitText }) => [
        externalId,
        variable.code,
        value,
        unit,
        unitText,
      ]),
    ).toEqual([
      ['Observation/blood-pressure#8480-6', '8480-6', '107', 'mm[Hg]', 'mmHg'],
      ['Observation/blood-pressure#8462-4', '8462-4', '60', 'mm[Hg]', 'mmHg'],
    ]);
    expect(used).toEqual({ Patient: 1, Observation: 1 });
    expect(records).toBe(3);
  });

  it('gives its own value and those of its components when it has both', () => {
    const { measurements } = readWithPatient(
      example('10minute-apgar-score', (text) => text.replace('"#newborn"', '"Patient/example"')),
    );
    expect(measurements.map(({ externalId }) => externalId)).toEqual([
      'Observation/10minute-apgar-score',
      'Observation/10minute-apgar-score#32401-2',
      'Observation/10minute-apgar-score#32402-0',
      'Observation/10minute-apgar-score#32404-6',
      'Observation/10minute-apgar-score#32403-8',
      'Observation/10minute-apgar-score#32405-3',
    ]);
    expect(measurements[0]).toMatchObject({ value: '10', unit: '{score}' });
    expect(measurements[1]).toMatchObject({
      valueText: '2. Good color all over',
      valueCode: { system: 'http://loinc.org', code: 'LA6724-4' },
    });
  });

  it('keeps decimals digit for digit, and numbers components that share a name', () => {
    const text = example('decimal', (source) =>
      source.replace('"component"', `${SUBJECT},"effectiveDateTime":"2020","component"`),
    );
    const { measurements, warnings } = readWithPatient(text);
    expect(measurements.map(({ externalId, value }) => [externalId, value])).toEqual([
      ['Observation/decimal#Component', '1.0'],
      ['Observation/decimal#Component.2', '1.00'],
      ['Observation/decimal#Component.3', '1.0'],
      ['Observation/decimal#Component.4', '1E-22'],
      ['Observation/decimal#Component.5', '1000000000000000000'],
      ['Observation/decimal#Component.6', '1.000000000000000000E-245'],
      ['Observation/decimal#Component.7', '-1.000000000000000000E+245'],
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['decimal', 'subject', 'is missing'],
    ['blood-pressure-cancel', 'status', 'is cancelled'],
    ['unsat', 'status', 'is cancelled'],
    ['vitals-panel', 'value[x]', 'is missing: the resource only groups others (hasMember)'],
    ['10minute-apgar-score', 'subject', 'about another patient'],
  ])('is refused when it is %s', (name, field, reason) => {
    const text = example(name, (source) => source.replace('Patient/f001', 'Patient/example'));
    expect(refusalOf(text)).toEqual({ field: `entry[1].resource.${field}`, reason });
  });

  it('is known by its LOINC code wherever that stands in the list', () => {
    const code = {
      coding: [{ system: 'urn:iso:std:iso:11073:10101', code: '150456' }, ...HEART_RATE.code.coding],
    };
    expect(measured({ code, valueInteger: 5 }).variable).toEqual({
      system: 'http://loinc.org',
      code: '8867-4',
      name: 'Heart rate',
    });
    expect(readWithPatient(example('sato2')).measurements[0]?.variable.code).toBe('2708-6');
  });

  it('takes the start of an open period', () => {
    const { measurements } = readWithPatient(
      example('f001', (text) => text.replace('Patient/f001', 'Patient/example')),
    );
    expect(measurements[0]).toMatchObject({
      value: '6.3',
      unit: 'mmol/L',
      unitText: 'mmol/l',
      start: { at: '2013-04-02T08:30:10Z', offsetMinutes: 60 },
    });
    expect(measurements[0]?.end).toBeUndefined();
  });
});

describe('The variable of an Observation', () => {
  it.each([
    [
      'the first coding when none is LOINC',
      {
        coding: [
          { system: 'urn:a', code: '1', display: 'One' },
          { system: 'urn:b', code: '2' },
        ],
      },
      { system: 'urn:a', code: '1', name: 'One' },
    ],
    ['a text without code', { text: ' Mood \u0007today ' }, { name: 'Mood  today' }],
    ['a code alone', { coding: [{ code: 'xyz' }] }, { code: 'xyz', name: 'xyz' }],
    ['a coding without code', { coding: [{ display: 'Only a name' }] }, { name: 'Only a name' }],
  ])('is %s', (_what, code, variable) => {
    expect(measured({ code, valueInteger: 1 }).variable).toEqual(variable);
  });
});

describe('The time of an Observation', () => {
  const undated = { effectiveDateTime: undefined, valueInteger: 1 };

  it('is its period, its instant, or when it was issued', () => {
    const period = { start: '2020-01-01T00:00:00Z', end: '2020-01-01T08:00:00Z' };
    expect(measured({ ...undated, effectivePeriod: period })).toMatchObject({
      start: { at: '2020-01-01T00:00:00Z' },
      end: { at: '2020-01-01T08:00:00Z' },
    });
    expect(measured({ ...undated, effectivePeriod: { end: '2020-01-02' } }).start.text).toBe('2020-01-02');
    expect(measured({ ...undated, effectiveInstant: '2020-01-01T00:00:00.123Z' }).start.at).toBe(
      '2020-01-01T00:00:00.123Z',
    );
    expect(measured({ ...undated, issued: '2021-01-01T00:00:00Z' }).start.at).toBe('2021-01-01T00:00:00Z');
  });

  it('is told when it was only issued at a time because its timing cannot be read', () => {
    const { warnings } = readWithPatient({
      ...HEART_RATE,
      ...undated,
      effectiveTiming: { event: [] },
      issued: '2021-01-01T00:00:00Z',
    });
    expect(warnings).toMatchObject([{ field: 'entry[1].resource.effectiveTiming' }]);
  });

  it.each([
    [{}, 'effectiveDateTime', 'is missing, and no effectivePeriod or issued replaces it'],
    [
      { effectiveDateTime: '0000-01-01' },
      'effectiveDateTime',
      'must be a date between the years 1900 and 2200',
    ],
    [
      { effectiveDateTime: '9999-12-31T00:00:00Z' },
      'effectiveDateTime',
      'must be a date between the years 1900 and 2200',
    ],
    [{ effectiveDateTime: 20200101 }, 'effectiveDateTime', 'must be text'],
    [
      { effectivePeriod: { start: '2020-01-02', end: '2020-01-01' } },
      'effectivePeriod.end',
      'must not lie before start',
    ],
    [{ effectivePeriod: '2020' }, 'effectivePeriod', 'must be an object'],
  ])('is refused when it is %j', (fields, field, reason) => {
    expect(refusalOf({ ...HEART_RATE, ...undated, ...fields })).toEqual({
      field: `entry[1].resource.${field}`,
      reason,
    });
  });
});

describe('An Observation that must not count', () => {
  it.each([
    [{ status: 'entered-in-error' }, 'status', 'is entered-in-error'],
    [{ status: 'cancelled' }, 'status', 'is cancelled'],
    [{ status: undefined }, 'status', 'is missing'],
    [{ status: 'done' }, 'status', expect.stringContaining('must be one of')],
    [{ focus: [{ reference: 'Device/pump' }] }, 'focus', 'is not the patient'],
    [
      { modifierExtension: [{ url: 'urn:negated' }] },
      'modifierExtension',
      expect.stringContaining('changes the meaning'),
    ],
    [{ implicitRules: 'urn:rules' }, 'implicitRules', expect.stringContaining('changes the meaning')],
    [{ code: undefined }, 'code', 'has neither text nor coding'],
    [{ id: undefined }, 'id', expect.stringContaining('must be a FHIR id')],
    [{ id: 'not an id' }, 'id', expect.stringContaining('must be a FHIR id')],
  ])('%j', (fields, field, reason) => {
    expect(refusalOf({ ...HEART_RATE, valueInteger: 1, ...fields })).toEqual({
      field: `entry[1].resource.${field}`,
      reason,
    });
  });
});

describe('The components of an Observation', () => {
  const component = (code: string, value: object): object => ({ code: { coding: [{ code }] }, ...value });

  it('that can be used are, and the others become warnings', () => {
    const { measurements, used, refused, warnings } = readWithPatient({
      ...HEART_RATE,
      component: [
        component('a', { valueInteger: 1 }),
        component('b', { valueAttachment: {} }),
        component('c', { valueInteger: 3 }),
      ],
    });
    expect(measurements.map(({ externalId }) => externalId)).toEqual(['Observation/o#a', 'Observation/o#c']);
    expect(used).toEqual({ Patient: 1, Observation: 1 });
    expect(refused).toEqual([]);
    expect(warnings).toEqual([
      {
        entry: 1,
        resourceType: 'Observation',
        id: 'o',
        field: 'entry[1].resource.component[1].valueAttachment',
        reason: 'unsupported value type',
      },
    ]);
  });

  it('refuse the Observation when none can be used', () => {
    const resource = {
      ...HEART_RATE,
      component: [component('a', { valueAttachment: {} }), component('b', {})],
    };
    expect(refusalOf(resource)).toEqual({
      field: 'entry[1].resource.component[0].valueAttachment',
      reason: 'unsupported value type',
    });
  });

  it('keep their numbers when an earlier one cannot be used, and never share an id', () => {
    const one = { valueInteger: 1 };
    const { measurements } = readWithPatient({
      ...HEART_RATE,
      component: [component('a', {}), component('a', one), component('a.2', one), component('a', one)],
    });
    expect(measurements.map(({ externalId }) => externalId)).toEqual([
      'Observation/o#a.2',
      'Observation/o#a.2.2',
      'Observation/o#a.3',
    ]);
  });

  it('must be a list of objects', () => {
    expect(refusalOf({ ...HEART_RATE, component: {} })).toMatchObject({ reason: 'must be a list' });
    expect(refusalOf({ ...HEART_RATE, component: ['x'] })).toMatchObject({ reason: 'must be an object' });
  });
});

describe('Texts of an Observation', () => {
  it('are joined, cleaned and cut with a warning', () => {
    const { measurements, warnings } = readWithPatient({
      ...HEART_RATE,
      valueInteger: 1,
      code: { text: `${'x'.repeat(499)}\u{1F600}` },
      note: [{ text: 'a\u0000'.replace('\u0000', '\u001b') }, {}, { text: 'b\r\nc\ud800' }],
    });
    expect(measurements[0]).toMatchObject({ variable: { name: 'x'.repeat(499) }, notes: 'a\nb\nc\ufffd' });
    expect(warnings).toMatchObject([
      { field: 'entry[1].resource.code.text', reason: 'was cut at 500 characters' },
    ]);
  });
});
