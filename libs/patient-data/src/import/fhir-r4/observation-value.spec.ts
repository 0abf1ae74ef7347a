import { describe, expect, it } from '@jest/globals';
import { readWithPatient, refusalOf } from '../../../test/fhir-bundles.js';

const HEART_RATE = {
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
  subject: { reference: 'Patient/example' },
  effectiveDateTime: '2020-05-01T10:00:00+02:00',
};
function withValue(json: string): string {
  return JSON.stringify(HEART_RATE).replace(/\}$/, `,${json}}`);
}

describe('The value of an Observation', () => {
  it.each([
    ['"valueQuantity":{"value":1e20,"unit":"kg"}', { value: '1e20', unit: 'kg', unitText: 'kg' }],
    [
      '"valueQuantity":{"value":171.65129806003597,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}',
      { value: '171.65129806003597', unit: 'cm' },
    ],
    [
      '"valueQuantity":{"value":4,"unit":"micromol/l","system":"http://snomed.info/sct","code":"258813002"}',
      { value: '4', unit: 'micromol/l' },
    ],
    [
      '"valueQuantity":{"value":4,"code":"258813002","system":"http://snomed.info/sct"}',
      { value: '4', unit: '258813002' },
    ],
    ['"valueQuantity":{"value":0.5,"comparator":"<","unit":"mg"}', { value: '0.5', comparator: '<' }],
    ['"valueQuantity":{"value":7}', { value: '7', unit: undefined }],
    ['"valueInteger":-3', { value: '-3' }],
    ['"valueBoolean":false', { valueText: 'false' }],
    ['"valueString":" negative "', { valueText: 'negative' }],
    ['"valueDateTime":"2020-03"', { valueText: '2020-03' }],
    ['"valueTime":"06:30:00"', { valueText: '06:30:00' }],
    [
      '"valueRange":{"low":{"value":4.0,"unit":"kg"},"high":{"value":6,"unit":"kg"}}',
      { valueText: 'from 4.0 kg to 6 kg' },
    ],
    ['"valueRange":{"high":{"value":100}}', { valueText: 'to 100' }],
    ['"valueRatio":{"numerator":{"value":1},"denominator":{"value":128}}', { valueText: '1 : 128' }],
    [
      '"valueRatio":{"numerator":{"value":5,"comparator":"<","unit":"mg"},"denominator":{"value":10,"unit":"mL"}}',
      { valueText: '< 5 mg : 10 mL' },
    ],
    ['"valuePeriod":{"start":"2020-01-01","end":"2020-02"}', { valueText: 'from 2020-01-01 to 2020-02' }],
    [
      '"valueSampledData":{"origin":{"value":2048},"period":10,"factor":1.612,"dimensions":1,"data":"2041 E 2049.50"}',
      { valueText: 'origin 2048, every 10 ms, dimensions 1, factor 1.612: 2041 E 2049.50' },
    ],
    ['"valueCodeableConcept":{"text":"Yes"}', { valueText: 'Yes', valueCode: undefined }],
    [
      '"valueCodeableConcept":{"coding":[{"code":"Y","system":"urn:x"}]}',
      { valueText: 'Y', valueCode: { system: 'urn:x', code: 'Y' } },
    ],
  ])('%s is kept', (json, expected) => {
    expect(readWithPatient(withValue(json)).measurements[0]).toMatchObject(expected);
  });

  it.each([
    ['"valueAttachment":{}', 'valueAttachment', 'unsupported value type'],
    ['"valueReference":{"reference":"Patient/example"}', 'valueReference', 'unsupported value type'],
    ['"valueRange":{}', 'valueRange.low', 'is missing, and so is high'],
    ['"valueRange":{"low":{"unit":"kg"}}', 'valueRange.low.value', 'is missing'],
    ['"valueRatio":{}', 'valueRatio.numerator', 'is missing'],
    ['"valueRatio":{"numerator":{"value":1}}', 'valueRatio.denominator', 'is missing'],
    ['"valueSampledData":{}', 'valueSampledData.origin', 'is missing'],
    ['"valueSampledData":{"origin":{"value":0},"period":"1"}', 'valueSampledData.period', 'must be a number'],
    [
      '"valueSampledData":{"origin":{"value":0},"period":1,"dimensions":1}',
      'valueSampledData.data',
      'is missing',
    ],
    [
      `"valueSampledData":{"origin":{"value":0},"period":1,"dimensions":1,"data":"${'1 '.repeat(6000)}"}`,
      'valueSampledData',
      'has more samples than 10000 characters hold',
    ],
    ['"valuePeriod":{}', 'valuePeriod.start', 'is missing, and so is end'],
    ['"valuePeriod":{"start":"soon"}', 'valuePeriod.start', expect.stringContaining('must be a FHIR date')],
    ['"valueTime":"25:00:00"', 'valueTime', 'must be a time of day (hh:mm:ss)'],
    ['"valueTime":""', 'valueTime', 'is empty'],
    ['"valueQuantity":{"unit":"kg"}', 'valueQuantity.value', 'is missing'],
    ['"valueQuantity":{"value":"70","unit":"kg"}', 'valueQuantity.value', 'must be a number'],
    [
      '"valueQuantity":{"value":1e309}',
      'valueQuantity.value',
      'must be a number between -1e308 and 1e308 with at most 100 digits',
    ],
    [
      '"valueQuantity":{"value":-1e999999}',
      'valueQuantity.value',
      'must be a number between -1e308 and 1e308 with at most 100 digits',
    ],
    [
      '"valueQuantity":{"value":1e-9999}',
      'valueQuantity.value',
      'must be a number between -1e308 and 1e308 with at most 100 digits',
    ],
    [
      `"valueQuantity":{"value":${'9'.repeat(101)}}`,
      'valueQuantity.value',
      'must be a number between -1e308 and 1e308 with at most 100 digits',
    ],
    [
      '"valueQuantity":{"value":99e308}',
      'valueQuantity.value',
      'must be a number between -1e308 and 1e308 with at most 100 digits',
    ],
    ['"valueQuantity":{"value":1,"comparator":"~"}', 'valueQuantity.comparator', 'must be <, <=, >= or >'],
    [
      `"valueQuantity":{"value":1,"unit":"${'k'.repeat(201)}"}`,
      'valueQuantity.unit',
      'must have at most 200 characters',
    ],
    ['"valueQuantity":"70 kg"', 'valueQuantity', 'must be an object'],
    ['"valueInteger":1.5', 'valueInteger', 'must be a whole number'],
    ['"valueBoolean":"yes"', 'valueBoolean', 'must be true or false'],
    ['"valueString":"  "', 'valueString', 'is empty'],
    ['"valueString":7', 'valueString', 'must be text'],
    ['"valueCodeableConcept":{}', 'valueCodeableConcept.coding', 'is missing, and so is text'],
    ['"valueInteger":1,"valueString":"one"', 'value[x]', 'must be one value, not several'],
    ['"dataAbsentReason":{"coding":[{"code":"unknown"}]}', 'value[x]', 'is missing, with a dataAbsentReason'],
    ['"language":"en"', 'value[x]', 'is missing'],
  ])('%.60s is refused', (json, field, reason) => {
    expect(refusalOf(withValue(json))).toEqual({ field: `entry[1].resource.${field}`, reason });
  });
});

describe('The unit of a Quantity', () => {
  const UNITS = [
    'x10*9/L',
    'UI/mL',
    'micromol/l',
    'ml/min/1,73m2',
    'ng/mlFEU',
    'umol/mCr',
    'g/cm-2',
    'mmHg',
    'years',
  ];

  it.each(UNITS)('%s is kept as received', (unit) => {
    expect(
      readWithPatient(withValue(`"valueQuantity":{"value":1,"unit":"${unit}"}`)).measurements[0],
    ).toMatchObject({
      value: '1',
      unit,
    });
  });
});
