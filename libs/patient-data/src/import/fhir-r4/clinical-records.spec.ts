import { describe, expect, it } from '@jest/globals';
import { PATIENT, bundleOf, bytes, fixture, readWithPatient, refusalOf } from '../../../test/fhir-bundles.js';
import { readFhirBundle } from './fhir-bundle.reader.js';

const subject = { reference: 'Patient/example' };
const CONDITION = { resourceType: 'Condition', id: 'c', subject, code: { text: 'Asthma' } };
const PRESCRIPTION = {
  resourceType: 'MedicationRequest',
  id: 'm',
  subject,
  status: 'active',
  medicationCodeableConcept: { text: 'Aspirin' },
};
const GOAL = {
  resourceType: 'Goal',
  id: 'g',
  subject,
  lifecycleStatus: 'active',
  description: { text: 'Walk' },
};

function aboutExample(name: string): string {
  return fixture(name)
    .toString()
    .replace(/"Patient\/\w+"/, '"Patient/example"');
}

describe('A Condition', () => {
  it('of the specification is read with category, severity and onset', () => {
    expect(readWithPatient(aboutExample('condition-example.json')).conditions[0]).toEqual({
      externalId: 'Condition/example',
      entry: 1,
      name: 'Burnt Ear',
      codings: [{ system: 'http://snomed.info/sct', code: '39065001', display: 'Burn of ear' }],
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      category: 'encounter-diagnosis',
      severity: { system: 'http://snomed.info/sct', code: '24484000', name: 'Severe' },
      onset: { at: '2012-05-24T00:00:00Z', offsetMinutes: null, precision: 'day', text: '2012-05-24' },
    });
  });

  it('tells that an abatement in words was left out', () => {
    const { conditions, warnings } = readWithPatient(aboutExample('condition-f201.json'));
    expect(conditions[0]).toMatchObject({ name: 'Fever', clinicalStatus: 'resolved' });
    expect(conditions[0]?.abatement).toBeUndefined();
    expect(warnings).toMatchObject([
      { field: 'entry[1].resource.abatementString', reason: 'is not a date and was left out' },
    ]);
  });

  it('takes onset from the start of a period and abatement from its end', () => {
    const period = { start: '2012', end: '2013' };
    const { conditions } = readWithPatient({ ...CONDITION, onsetPeriod: period, abatementPeriod: period });
    expect(conditions[0]).toMatchObject({ onset: { text: '2012' }, abatement: { text: '2013' } });
  });

  const absent = {
    system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
    code: 'no-problem-info',
  };
  it.each([
    [
      { verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
      'verificationStatus',
      'is entered-in-error',
    ],
    [{ verificationStatus: { coding: [{ code: 'refuted' }] } }, 'verificationStatus', 'is refuted'],
    [{ code: { coding: [absent] } }, 'code', 'says that no condition is known'],
    [{ code: undefined }, 'code', 'has neither text nor coding'],
    [{ code: { coding: 'x' } }, 'code.coding', 'must be a list'],
    [{ code: { coding: ['x'] } }, 'code.coding[0]', 'must be an object'],
    [{ code: { coding: [{ code: 5 }] } }, 'code.coding[0].code', 'must be text'],
    [{ onsetDateTime: '2023-02-30' }, 'onsetDateTime', 'must be a date and time that exist'],
    [{ recordedDate: '0000' }, 'recordedDate', 'must be a date between the years 1900 and 2200'],
  ])('is refused with %j', (fields, field, reason) => {
    expect(refusalOf({ ...CONDITION, ...fields })).toEqual({ field: `entry[1].resource.${field}`, reason });
  });
});

describe('A MedicationRequest', () => {
  it('of the specification finds its contained Medication and its dosage', () => {
    expect(readWithPatient(aboutExample('medicationrequest-medrx0301.json')).medicationRequests[0]).toEqual({
      externalId: 'MedicationRequest/medrx0301',
      entry: 1,
      name: 'Oral Form Oxycodone (product)',
      codings: [
        { system: 'http://snomed.info/sct', code: '430127000', display: 'Oral Form Oxycodone (product)' },
      ],
      status: 'completed',
      intent: 'order',
      authoredAt: { at: '2015-01-15T00:00:00Z', offsetMinutes: null, precision: 'day', text: '2015-01-15' },
      dosageText: 'one to two tablets every 4-6 hours as needed for rib pain',
      reasonExternalIds: [],
    });
  });

  it('finds its Medication in the bundle, else takes the name that the reference shows', () => {
    const byReference = { ...PRESCRIPTION, medicationCodeableConcept: undefined };
    const medication = { resourceType: 'Medication', id: 'med', code: { text: 'Metformin' } };
    const found = readWithPatient(medication, {
      ...byReference,
      medicationReference: { reference: 'Medication/med' },
    });
    expect(found.medicationRequests[0]?.name).toBe('Metformin');
    const shown = readWithPatient({
      ...byReference,
      medicationReference: { reference: 'Medication/away', display: 'Ibuprofen' },
    });
    expect(shown.medicationRequests[0]?.name).toBe('Ibuprofen');
    const wrong = readWithPatient(CONDITION, {
      ...byReference,
      medicationReference: { reference: 'Condition/c' },
    });
    expect(wrong.refused).toMatchObject([{ entry: 2, reason: 'names no medication' }]);
  });

  it('joins the texts of several dosages', () => {
    const dosageInstruction = [
      { text: 'one now' },
      { patientInstruction: 'one later' },
      { additionalInstruction: [{ text: 'with food' }] },
      {},
    ];
    expect(readWithPatient({ ...PRESCRIPTION, dosageInstruction }).medicationRequests[0]?.dosageText).toBe(
      'one now\none later\nwith food',
    );
  });

  it.each([
    [{ status: 'entered-in-error' }, 'status', 'is entered-in-error'],
    [{ status: undefined }, 'status', 'is missing'],
    [{ doNotPerform: true }, 'doNotPerform', 'is true: the medication is not to be given'],
    [{ medicationCodeableConcept: {} }, 'medication[x]', 'names no medication'],
    [{ medicationCodeableConcept: undefined }, 'medication[x]', 'names no medication'],
    [{ authoredOn: 'yesterday' }, 'authoredOn', expect.stringContaining('must be a FHIR date')],
    [{ reasonReference: {} }, 'reasonReference', 'must be a list'],
    [
      { contained: 'x', medicationCodeableConcept: undefined, medicationReference: { reference: '#x' } },
      'contained',
      'must be a list',
    ],
  ])('is refused with %j', (fields, field, reason) => {
    expect(refusalOf({ ...PRESCRIPTION, ...fields })).toEqual({
      field: `entry[1].resource.${field}`,
      reason,
    });
  });
});

describe('A MedicationStatement', () => {
  const STATEMENT = { ...PRESCRIPTION, resourceType: 'MedicationStatement', id: 's' };

  it('of the specification is read with its contained Medication, its start and its dosage', () => {
    const read = readWithPatient(aboutExample('medicationstatement-example001.json'));
    expect(read.medicationStatements[0]).toEqual({
      externalId: 'MedicationStatement/example001',
      entry: 1,
      name: 'Tylenol PM',
      codings: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '50580-506-02', display: 'Tylenol PM' }],
      status: 'active',
      startedAt: { at: '2015-01-23T00:00:00Z', offsetMinutes: null, precision: 'day', text: '2015-01-23' },
      dosageText: '1-2 tablets once daily at bedtime as needed for restless legs',
      reasonExternalIds: [],
    });
    expect(
      readWithPatient(aboutExample('medicationstatement-example003.json')).medicationStatements[0],
    ).toMatchObject({
      name: 'Little Pink Pill for water retention',
      codings: [],
      dosageText: '1 tablet per day',
      reasonExternalIds: ['Observation/blood-pressure'],
    });
  });

  it('keeps both ends of its period', () => {
    const effectivePeriod = { start: '2020', end: '2021' };
    const { medicationStatements, warnings } = readWithPatient({ ...STATEMENT, effectivePeriod });
    expect(medicationStatements[0]?.startedAt?.text).toBe('2020');
    expect(medicationStatements[0]?.endedAt?.at).toMatch(/^20/);
    expect(warnings).toEqual([]);
  });

  const absent = { system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code: 'x' };
  it.each([
    [{ status: 'entered-in-error' }, 'status', 'is entered-in-error'],
    [{ status: 'not-taken' }, 'status', 'is not-taken'],
    [{ status: undefined }, 'status', 'is missing'],
    [{ medicationCodeableConcept: {} }, 'medication[x]', 'names no medication'],
    [
      { medicationCodeableConcept: { coding: [absent] } },
      'medication[x]',
      'says that no medication is known',
    ],
    [{ effectiveDateTime: 'now' }, 'effectiveDateTime', expect.stringContaining('must be a FHIR date')],
    [{ dosage: {} }, 'dosage', 'must be a list'],
  ])('is refused with %j', (fields, field, reason) => {
    expect(refusalOf({ ...STATEMENT, ...fields })).toEqual({ field: `entry[1].resource.${field}`, reason });
  });
});

describe('A Goal', () => {
  it('of the specification is read with the range of its target', () => {
    expect(readWithPatient(aboutExample('goal-example.json')).goals[0]).toEqual({
      externalId: 'Goal/example',
      entry: 1,
      description: 'Target weight is 160 to 180 lbs.',
      lifecycleStatus: 'on-hold',
      startDate: { at: '2015-04-05T00:00:00Z', offsetMinutes: null, precision: 'day', text: '2015-04-05' },
      targetDate: { at: '2016-04-05T00:00:00Z', offsetMinutes: null, precision: 'day', text: '2016-04-05' },
      target: {
        measure: { system: 'http://loinc.org', code: '3141-9', name: 'Weight Measured' },
        low: '160',
        high: '180',
        unit: '[lb_av]',
        unitText: 'lbs',
      },
      addressesExternalIds: [],
    });
    expect(readWithPatient(aboutExample('goal-stop-smoking.json')).goals[0]).toMatchObject({
      description: 'Stop smoking',
      lifecycleStatus: 'completed',
      achievementStatus: 'achieved',
    });
  });

  it('keeps the value of its first target and what it addresses', () => {
    const target = [{ detailQuantity: { value: 7, comparator: '<', unit: '%' } }, { detailInteger: 3 }];
    const addresses = [
      { reference: 'Condition/c' },
      { reference: 'Condition/elsewhere' },
      { display: 'nothing' },
    ];
    const { goals, warnings } = readWithPatient(CONDITION, { ...GOAL, target, addresses });
    expect(goals[0]).toMatchObject({
      target: { value: '7', comparator: '<', unit: '%' },
      addressesExternalIds: ['Condition/c', 'Condition/elsewhere'],
    });
    expect(warnings).toMatchObject([{ field: 'entry[2].resource.target' }]);
  });

  it.each([
    [{ lifecycleStatus: 'entered-in-error' }, 'lifecycleStatus', 'is entered-in-error'],
    [{ lifecycleStatus: undefined }, 'lifecycleStatus', 'is missing'],
    [{ description: {} }, 'description', 'is missing'],
    [{ target: {} }, 'target', 'must be a list'],
    [
      { target: [{ dueDate: '9999-01-01' }] },
      'target[0].dueDate',
      'must be a date between the years 1900 and 2200',
    ],
  ])('is refused with %j', (fields, field, reason) => {
    expect(refusalOf({ ...GOAL, ...fields })).toEqual({ field: `entry[1].resource.${field}`, reason });
  });
});

describe('A Patient', () => {
  const patient = (fields: object): ReturnType<typeof readFhirBundle> =>
    readFhirBundle(bytes(bundleOf({ ...PATIENT, ...fields })));

  it('needs no name', () => {
    expect(patient({}).patient).toEqual({
      externalId: 'Patient/example',
      entry: 0,
      identifiers: [],
      birthDate: '1974-12-25',
    });
  });

  it('goes by the official name, not the maiden one, and by a text where there is nothing else', () => {
    const official = { use: 'official', family: 'Kreiger', given: ['Cammy', null, 'Ann'] };
    const name = [{ use: 'maiden', family: 'Schuster', given: ['Cammy'] }, official];
    expect(patient({ name }).patient).toMatchObject({ givenName: 'Cammy Ann', familyName: 'Kreiger' });
    expect(patient({ name: [{ text: 'Peter Chalmers' }] }).patient).toMatchObject({
      nameText: 'Peter Chalmers',
    });
  });

  it('may know only the year of birth or of death', () => {
    expect(patient({ birthDate: '1950', deceasedDateTime: '2016' }).patient).toMatchObject({
      birthDate: '1950',
      deceased: true,
      deceasedAt: { precision: 'year' },
    });
    expect(patient({ deceasedBoolean: true }).patient).toMatchObject({ deceased: true });
  });

  it('with a gender that is no FHIR code is read without it, and that is told', () => {
    const result = patient({ gender: 'M' });
    expect(result.patient.gender).toBeUndefined();
    expect(result.warnings).toMatchObject([{ entry: 0, field: 'entry[0].resource.gender' }]);
  });

  it('never brings numbers that states give to persons', () => {
    const typed = (code: string): object => ({ type: { coding: [{ code }] }, system: 'urn:any', value: '1' });
    const identifier = [
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-39-3020' },
      { system: 'urn:oid:2.16.840.1.113883.4.1', value: '999-39-3020' },
      { system: 'urn:oid:2.16.840.1.113883.4.3.25', value: 'S99986713' },
      { system: 'http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber', value: 'X1' },
      ...['SS', 'DL', 'PPN', 'NI', 'NNFRA'].map(typed),
      { type: { text: "Driver's License" }, system: 'urn:any', value: '1' },
      { value: 'no system' },
      { system: 'urn:mrn', value: '12345', type: { coding: [{ code: 'MR' }] } },
    ];
    expect(patient({ identifier }).patient.identifiers).toEqual([{ system: 'urn:mrn', value: '12345' }]);
  });
});
