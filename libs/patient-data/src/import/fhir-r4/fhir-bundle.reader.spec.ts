import { describe, expect, it } from '@jest/globals';
import {
  PATIENT,
  bundleOf,
  bytes,
  demoBundle,
  demoBundleNames,
  fixture,
  sum,
} from '../../../test/fhir-bundles.js';
import { FhirRefusal, readFhirBundle } from './fhir-bundle.reader.js';
import type { ReadBundle } from './fhir-records.js';

/** Counted in the files by other means than this reader. */
const SYNTHEA = [
  {
    file: 'cammy-kreiger.json',
    read: 181,
    skipped: 88,
    conditions: 8,
    measurements: 76,
    numeric: 72,
    medications: 7,
    goals: 5,
  },
  {
    file: 'christopher-abshire.json',
    read: 232,
    skipped: 110,
    conditions: 11,
    measurements: 108,
    numeric: 98,
    medications: 11,
    goals: 0,
  },
  {
    file: 'clemente-kreiger.json',
    read: 70,
    skipped: 20,
    conditions: 1,
    measurements: 51,
    numeric: 48,
    medications: 0,
    goals: 0,
  },
  {
    file: 'earnestine-tillman.json',
    read: 236,
    skipped: 113,
    conditions: 3,
    measurements: 133,
    numeric: 116,
    medications: 3,
    goals: 0,
  },
  {
    file: 'jesus-alvarez.json',
    read: 102,
    skipped: 48,
    conditions: 6,
    measurements: 49,
    numeric: 46,
    medications: 1,
    goals: 0,
  },
  {
    file: 'murray-hane.json',
    read: 440,
    skipped: 171,
    conditions: 14,
    measurements: 247,
    numeric: 236,
    medications: 10,
    goals: 8,
  },
  {
    file: 'shavonne-schaefer.json',
    read: 114,
    skipped: 57,
    conditions: 0,
    measurements: 65,
    numeric: 56,
    medications: 0,
    goals: 0,
  },
];

function allIds(read: ReadBundle): string[] {
  const { patient, conditions, measurements, medicationRequests, medicationStatements, goals } = read;
  const treatments = [...medicationRequests, ...medicationStatements];
  return [patient, ...conditions, ...measurements, ...treatments, ...goals].map(
    ({ externalId }) => externalId,
  );
}

function refusalOfFile(text: string): { code: string; field?: string; message: string } {
  try {
    readFhirBundle(bytes(text));
  } catch (error) {
    if (error instanceof FhirRefusal) return { code: error.code, field: error.field, message: error.message };
    throw error;
  }
  throw new Error('The bundle was not refused.');
}

describe('readFhirBundle on the demo patients', () => {
  it('has an expectation for every demo file', () => {
    expect(demoBundleNames().sort()).toEqual(SYNTHEA.map(({ file }) => file));
  });

  it.each(SYNTHEA)('reads all of $file', ({ file, ...expected }) => {
    const result = readFhirBundle(demoBundle(file));
    expect({
      read: result.read,
      skipped: sum(result.skipped),
      conditions: result.conditions.length,
      measurements: result.measurements.length,
      numeric: result.measurements.filter(({ value }) => value !== undefined).length,
      medications: result.medicationRequests.length,
      goals: result.goals.length,
    }).toEqual(expected);
    expect(result.refused).toEqual([]);
    expect(result.warnings).toEqual([]);
    expect(result.read).toBe(sum(result.used) + sum(result.skipped));
    expect(result.records).toBe(allIds(result).length);
  });

  it.each(SYNTHEA)(
    'gives every record of $file its own external id, the same in every reading',
    ({ file }) => {
      const ids = allIds(readFhirBundle(demoBundle(file)));
      expect(new Set(ids).size).toBe(ids.length);
      expect(allIds(readFhirBundle(demoBundle(file)))).toEqual(ids);
    },
  );

  it('keeps every digit of a value, its UCUM unit and its moment', () => {
    const { measurements } = readFhirBundle(demoBundle('murray-hane.json'));
    expect(measurements[0]).toEqual({
      externalId: 'Observation/16cde22e-c263-4809-b679-ccacd5cc75df',
      entry: expect.any(Number),
      variable: { system: 'http://loinc.org', code: '8302-2', name: 'Body Height' },
      category: 'vital-signs',
      value: '167.99835116045517',
      unit: 'cm',
      unitText: 'cm',
      start: {
        at: '1996-07-06T02:39:21Z',
        offsetMinutes: 0,
        precision: 'second',
        text: '1996-07-06T02:39:21+00:00',
      },
      status: 'final',
    });
  });

  it('reads conditions, prescriptions with their reasons, and goals', () => {
    const { conditions, medicationRequests, goals } = readFhirBundle(demoBundle('murray-hane.json'));
    expect(conditions[1]).toMatchObject({
      name: 'Alcoholism',
      codings: [{ system: 'http://snomed.info/sct', code: '7200002', display: 'Alcoholism' }],
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      onset: { at: '1951-05-05T02:39:21Z' },
      recordedAt: { at: '1951-05-05T02:39:21Z' },
    });
    expect(medicationRequests[0]).toMatchObject({
      name: 'Naproxen sodium 220 MG Oral Tablet',
      status: 'active',
      intent: 'order',
      reasonExternalIds: ['Condition/52488ed7-6e39-4f25-8214-a2012ff600bf'],
    });
    expect(conditions.map(({ externalId }) => externalId)).toContain(
      'Condition/52488ed7-6e39-4f25-8214-a2012ff600bf',
    );
    expect(goals[0]).toMatchObject({
      description: 'Hemoglobin A1c total in Blood < 7.0',
      lifecycleStatus: 'accepted',
      achievementStatus: 'in-progress',
    });
  });

  it('carries no social security, licence or passport number', () => {
    for (const file of demoBundleNames()) {
      const { patient } = readFhirBundle(demoBundle(file));
      expect(patient.identifiers.map(({ system }) => system)).toEqual([
        'https://github.com/synthetichealth/synthea',
        'http://hospital.smarthealthit.org',
      ]);
    }
  });
});

describe('readFhirBundle on International Patient Summaries', () => {
  it('reads the HL7 example, where a panel without value is told and not lost', () => {
    const result = readFhirBundle(fixture('ips-bundle-01.json'));
    expect(result).toMatchObject({
      read: 20,
      records: 11,
      used: { Patient: 1, Condition: 2, Observation: 6, MedicationStatement: 2 },
      skipped: { Composition: 1, Practitioner: 1, Organization: 2, Medication: 2, AllergyIntolerance: 2 },
    });
    expect(result.medicationStatements.map(({ name, startedAt }) => [name, startedAt?.text])).toEqual([
      ['Product containing anastrozole (medicinal product)', '2015-03'],
      ['Black Cohosh Extract herbal supplement', '2016-01'],
    ]);
    expect(result.refused).toEqual([
      {
        entry: 16,
        resourceType: 'Observation',
        id: '2639657a-c19a-48e2-82cc-471e13b8ad94',
        field: 'entry[16].resource.value[x]',
        reason: 'is missing: the resource only groups others (hasMember)',
      },
    ]);
    expect(result.conditions[0]?.onset).toEqual({
      at: '2015-01-01T00:00:00Z',
      offsetMinutes: null,
      precision: 'year',
      text: '2015',
    });
    expect(result.conditions[0]?.codings.map(({ code }) => code)).toEqual(['198436008', 'N95.1']);
    expect(result.conditions[0]?.severity?.name).toBe('Moderate severity');
    expect(result.measurements[0]).toMatchObject({
      valueText: 'Blood group A Rh(D) positive',
      valueCode: { system: 'http://snomed.info/sct', code: '278149003' },
      start: { at: '2015-10-10T08:15:00Z', offsetMinutes: 60 },
    });
    // The only identifier in the file is a Dutch citizen service number.
    expect(result.patient.identifiers).toEqual([]);
  });

  it('reads the Canadian connectathon bundle, whose references are relative', () => {
    const result = readFhirBundle(fixture('ips-ca-fullsome-scenario.json'));
    expect(result).toMatchObject({
      read: 36,
      records: 32,
      used: { Patient: 1, Condition: 18, Observation: 5, MedicationStatement: 8 },
      skipped: { Composition: 1, Practitioner: 1, AllergyIntolerance: 2 },
      refused: [],
      warnings: [],
    });
    expect(result.measurements[0]).toMatchObject({
      value: '155.0',
      unit: 'mm[Hg]',
      start: { precision: 'day' },
    });
    expect(result.conditions.find(({ onset }) => onset)?.onset?.text).toBe('2012');
    expect(result.patient).toMatchObject({ givenName: 'Evelyn', familyName: 'McCurdy', deceased: false });
  });
});

describe('readFhirBundle refuses the whole file', () => {
  const bundle = (fields: object): string =>
    JSON.stringify({ resourceType: 'Bundle', type: 'collection', ...fields });
  const other = { resourceType: 'Patient', id: 'other', birthDate: '1980-01-01' };

  it.each([
    ['a resource that is no Bundle', JSON.stringify(PATIENT), 'not_a_bundle', 'resourceType', 'is Patient'],
    ['an object without type', '{"a":1}', 'not_a_bundle', 'resourceType', 'is missing'],
    ['a list', '[]', 'not_a_bundle', undefined, 'no JSON object'],
    ['a number', '7', 'not_a_bundle', undefined, 'no JSON object'],
    ['null', 'null', 'not_a_bundle', undefined, 'no JSON object'],
    ['an entry that is no list', bundle({ entry: {} }), 'not_a_bundle', 'entry', 'must be a list'],
    ['a history', bundle({ type: 'history', entry: [{}] }), 'unsupported_bundle_type', 'type', 'is history'],
    [
      'a Bundle without type',
      bundle({ type: undefined, entry: [{}] }),
      'unsupported_bundle_type',
      'type',
      'is missing',
    ],
    [
      'a type that is no code',
      bundle({ type: '<b>', entry: [{}] }),
      'unsupported_bundle_type',
      'type',
      'no code',
    ],
    ['no entry', bundle({}), 'empty', 'entry', 'holds nothing'],
    ['an empty entry', bundle({ entry: [] }), 'empty', 'entry', 'holds nothing'],
    ['no Patient', bundleOf({ resourceType: 'Device', id: 'd' }), 'no_patient', 'entry', 'no usable Patient'],
    ['entries that are no objects', bundle({ entry: [1, null] }), 'no_patient', 'entry', 'no usable Patient'],
    ['two patients', bundleOf(PATIENT, other), 'several_patients', 'entry[1].resource', 'entry[0].resource'],
    [
      'two patients under one id',
      bundleOf(PATIENT, { ...PATIENT, birthDate: '1980-01-01' }),
      'several_patients',
      'entry[1].resource',
      'another Patient',
    ],
    [
      'a Patient born in the year 0',
      bundleOf({ ...PATIENT, birthDate: '0000-01-01' }),
      'no_patient',
      'entry[0].resource.birthDate',
      'between the years 1900 and 2200',
    ],
    [
      'a Patient that no second import could know',
      bundleOf({ resourceType: 'Patient' }),
      'no_patient',
      'entry[0].resource.id',
      'fullUrl',
    ],
  ])('that is %s', (_what, text, code, field, words) => {
    const refusal = refusalOfFile(text);
    expect(refusal).toMatchObject({ code, field });
    expect(refusal.message).toContain(words);
  });

  it.each(['transaction', 'batch', 'collection', 'document', 'searchset', 'message'])(
    'but not a %s',
    (type) => {
      expect(readFhirBundle(bytes(bundle({ type, entry: [{ resource: PATIENT }] })))).toMatchObject({
        read: 1,
        records: 1,
      });
    },
  );

  it('never repeats a value of the file in its message', () => {
    const secret = 'Confidential-Name';
    const refusals = [
      refusalOfFile(`{"resourceType":"Bundle","name":"${secret}" oops`),
      refusalOfFile(bundleOf({ ...PATIENT, birthDate: secret })),
      refusalOfFile(bundle({ type: `${secret} 1`, entry: [{}] })),
    ];
    for (const { message } of refusals) expect(message).not.toContain(secret);
  });
});

describe('readFhirBundle on entries it cannot use', () => {
  it('takes the same Patient twice as one patient and tells the repeat', () => {
    const result = readFhirBundle(bytes(bundleOf(PATIENT, PATIENT)));
    expect(result).toMatchObject({ read: 2, used: { Patient: 1 }, records: 1 });
    expect(result.refused).toEqual([
      {
        entry: 1,
        resourceType: 'Patient',
        id: 'example',
        field: 'entry[1].resource',
        reason: 'repeats the patient of the bundle',
      },
    ]);
  });

  it.each([
    ['an empty entry', '{}', 'entry[1].resource', 'is missing'],
    ['null', 'null', 'entry[1].resource', 'is missing'],
    ['a text', '"x"', 'entry[1]', 'must be an object'],
    ['a resource that is a number', '{"resource":5}', 'entry[1].resource', 'must be an object'],
    ['a resource without type', '{"resource":{}}', 'entry[1].resource.resourceType', 'is missing'],
    [
      'a resource type that is no name',
      '{"resource":{"resourceType":"constructor"}}',
      'entry[1].resource.resourceType',
      'must be the name of a FHIR resource type',
    ],
    [
      'a deletion',
      '{"request":{"method":"DELETE","url":"Condition/1"}}',
      'entry[1].request.method',
      'is DELETE, and an import deletes nothing',
    ],
  ])('refuses %s and reads on', (_what, entry, field, reason) => {
    const text = `{"resourceType":"Bundle","type":"batch","entry":[{"resource":${JSON.stringify(PATIENT)}},${entry}]}`;
    const result = readFhirBundle(bytes(text));
    expect(result).toMatchObject({ read: 2, records: 1, refused: [{ entry: 1, field, reason }] });
  });

  it('tells refusals in the order of the bundle, and no warnings about what was refused anyway', () => {
    const condition = {
      resourceType: 'Condition',
      id: 'c',
      code: { text: 'x'.repeat(501) },
      onsetDateTime: 'never',
    };
    const subject = { reference: 'Patient/example' };
    const result = readFhirBundle(
      bytes(bundleOf(PATIENT, { ...condition, subject }, {}, { ...condition, subject })),
    );
    expect(result.refused.map(({ entry, field }) => [entry, field])).toEqual([
      [1, 'entry[1].resource.onsetDateTime'],
      [2, 'entry[2].resource.resourceType'],
      [3, 'entry[3].resource.onsetDateTime'],
    ]);
    expect(result.warnings).toEqual([]);
  });
});
