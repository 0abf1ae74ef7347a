import { readWithPatient } from '../../../../test/fhir-bundles.js';
import { demographicsOf, goalOf, measurementOf } from './incoming.rules.js';

const goal = (target: object | undefined, description = 'Move more') => ({
  resourceType: 'Goal',
  id: 'g',
  lifecycleStatus: 'active',
  subject: { reference: 'Patient/example' },
  description: { text: description },
  startDate: '2024-05-01',
  ...(target ? { target: [target] } : {}),
});

function goalFrom(target: object | undefined, description?: string) {
  const [record] = readWithPatient(goal(target, description)).goals;
  if (!record) throw new Error('The goal was not read.');
  return goalOf(record);
}

describe('What a FHIR file says', () => {
  it('fills a date of birth only when the whole day is known', () => {
    const patient = { externalId: 'Patient/p', entry: 0, identifiers: [] };
    expect(demographicsOf({ ...patient, birthDate: '1974-12-25' }).dateOfBirth).toBe('1974-12-25');
    expect(demographicsOf({ ...patient, birthDate: '1974-12' }).dateOfBirth).toBeUndefined();
    expect(demographicsOf({ ...patient, birthDate: '1974' }).dateOfBirth).toBeUndefined();
  });

  it('keeps a measured value digit for digit', () => {
    const { measurements } = readWithPatient(
      '{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/example"},' +
        '"effectiveDateTime":"2024-05-01T08:00:00+02:00","code":{"text":"Potassium"},' +
        '"valueQuantity":{"value":4.50,"comparator":"<","unit":"mmol/L"}}',
    );
    const [record] = measurements;
    expect(record && measurementOf(record)).toMatchObject({
      value: '4.50',
      comparator: '<',
      unit: 'mmol/L',
      variable: { system: null, code: null, name: 'Potassium' },
      start: { at: '2024-05-01T06:00:00Z', offsetMinutes: 120 },
    });
  });

  it.each([
    [undefined, null, null],
    [
      { detailQuantity: { value: 7, comparator: '<', unit: '%' }, measure: { text: 'Hemoglobin A1c' } },
      '7',
      'Target: Hemoglobin A1c < 7 %',
    ],
    [
      { detailRange: { low: { value: 4, unit: 'kg' }, high: { value: 6, unit: 'kg' } } },
      null,
      'Target: from 4 to 6 kg',
    ],
    [{ detailString: 'two flights of stairs' }, null, 'Target: two flights of stairs'],
    [{ dueDate: '2024-12-01' }, null, null],
  ])('tells the target %j of a goal', (target, value, words) => {
    expect(goalFrom(target)).toMatchObject({ title: 'Move more', targetValue: value, description: words });
  });

  it('knows when a goal is told differently', () => {
    expect(goalFrom(undefined).fingerprint).toBe(goalFrom(undefined).fingerprint);
    expect(goalFrom(undefined).fingerprint).not.toBe(goalFrom(undefined, 'Move less').fingerprint);
  });
});
