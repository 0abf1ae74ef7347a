import type { Stored } from '@carenode/records-contract';

import { readWithPatient } from '../../test/fhir-bundles.js';
import { reportOf, type StoredByType, sumOf, withoutRepeats } from './import-report.rules.js';

const NOTHING: Stored = { created: 0, updated: 0, duplicate: 0, changed: [] };

const pressure = (id: string, systolic = 120) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: { reference: 'Patient/example' },
  effectiveDateTime: '2024-05-01T08:00:00Z',
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] },
  component: [
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systolic' }] },
      valueQuantity: { value: systolic, unit: 'mm[Hg]' },
    },
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8462-4', display: 'Diastolic' }] },
      valueQuantity: { value: 80, unit: 'mm[Hg]' },
    },
  ],
});

function storedAs(stored: Partial<StoredByType>): StoredByType {
  return {
    Patient: NOTHING,
    Condition: NOTHING,
    Observation: NOTHING,
    MedicationRequest: NOTHING,
    Goal: NOTHING,
    ...stored,
  };
}

describe('The report of an import', () => {
  it('counts an entry as stored when one of its rows is new, and as duplicate when none is', () => {
    const bundle = readWithPatient(
      pressure('a'),
      pressure('b'),
      { resourceType: 'Encounter', id: 'e' },
      { resourceType: 'Goal', id: 'g' },
    );
    const [first] = bundle.measurements;
    const report = reportOf(
      bundle,
      storedAs({
        Patient: { ...NOTHING, duplicate: 1 },
        Observation: { created: 0, updated: 1, duplicate: 3, changed: [first?.externalId ?? ''] },
      }),
    );
    expect(report.entries).toEqual({ stored: 1, duplicate: 2, skipped: 1, refused: 1 });
    expect(report.read).toBe(5);
    expect(report.used).toEqual({ Patient: 1, Observation: 2 });
    expect(report.stored.Observation).toEqual({ created: 0, updated: 1, duplicate: 3 });
    expect(report.rows).toBe(5);
    expect(report.refused[0]?.field).toBe('entry[4].resource.subject');
  });

  it('takes the last of several entries with one id, and counts and notes the others as duplicates', () => {
    const bundle = readWithPatient(pressure('a', 120), pressure('a', 125));
    const kept = withoutRepeats(bundle.measurements);
    expect(kept.map((record) => [record.entry, record.value])).toEqual([
      [2, '125'],
      [2, '80'],
    ]);
    const report = reportOf(
      bundle,
      storedAs({
        Patient: { created: 1, updated: 0, duplicate: 0, changed: [bundle.patient.externalId] },
        Observation: {
          created: 2,
          updated: 0,
          duplicate: 0,
          changed: kept.map((record) => record.externalId),
        },
      }),
    );
    expect(report.entries).toEqual({ stored: 2, duplicate: 1, skipped: 0, refused: 0 });
    expect(report.stored.Observation).toEqual({ created: 2, updated: 0, duplicate: 2 });
    expect(report.warnings.map(({ entry, field }) => [entry, field])).toEqual([
      [1, 'entry[1].resource'],
      [1, 'entry[1].resource'],
    ]);
  });

  it('adds up what several calls stored', () => {
    const one = { created: 1, updated: 2, duplicate: 3, changed: ['a'] };
    expect(sumOf(one, { created: 10, updated: 20, duplicate: 30, changed: ['b'] })).toEqual({
      created: 11,
      updated: 22,
      duplicate: 33,
      changed: ['a', 'b'],
    });
  });
});
