import { describe, expect, it } from '@jest/globals';
import { PATIENT, bundleOf, bytes } from '../../../test/fhir-bundles.js';
import { readFhirBundle } from './fhir-bundle.reader.js';

const subject = { reference: 'Patient/example' };

describe('A bundle of another FHIR version is refused, naming what gave it away', () => {
  it.each([
    ['DSTU2 MedicationOrder', { resourceType: 'MedicationOrder' }, 'resourceType'],
    ['STU3 ProcedureRequest', { resourceType: 'ProcedureRequest' }, 'resourceType'],
    [
      'Condition.clinicalStatus as a code',
      { resourceType: 'Condition', clinicalStatus: 'active' },
      'clinicalStatus',
    ],
    [
      'Condition.verificationStatus as a code',
      { resourceType: 'Condition', verificationStatus: 'confirmed' },
      'verificationStatus',
    ],
    ['DSTU2 Condition.patient', { resourceType: 'Condition', patient: subject }, 'patient'],
    [
      'STU3 Condition.assertedDate',
      { resourceType: 'Condition', assertedDate: '2017-01-01' },
      'assertedDate',
    ],
    [
      'STU3 Observation.context',
      { resourceType: 'Observation', context: { reference: 'Encounter/1' } },
      'context',
    ],
    [
      'DSTU2 Observation.category',
      { resourceType: 'Observation', category: { text: 'Vital Signs' } },
      'category',
    ],
    ['STU3 Observation.comment', { resourceType: 'Observation', comment: 'x' }, 'comment'],
    ['DSTU2 Encounter.class', { resourceType: 'Encounter', class: 'outpatient' }, 'class'],
    ['R5 Encounter.class', { resourceType: 'Encounter', class: [{ text: 'x' }] }, 'class'],
    ['Goal.status', { resourceType: 'Goal', status: 'in-progress' }, 'status'],
    ['STU3 MedicationRequest.context', { resourceType: 'MedicationRequest', context: {} }, 'context'],
    ['R5 MedicationRequest.medication', { resourceType: 'MedicationRequest', medication: {} }, 'medication'],
    ['STU3 MedicationStatement.taken', { resourceType: 'MedicationStatement', taken: 'y' }, 'taken'],
    [
      'DSTU2 MedicationStatement.wasNotTaken',
      { resourceType: 'MedicationStatement', wasNotTaken: false },
      'wasNotTaken',
    ],
    ['a STU3 profile', { resourceType: 'Basic', meta: { profile: ['http://a.org/STU3/x'] } }, 'meta.profile'],
    [
      'a DSTU2 profile',
      { resourceType: 'Basic', meta: { profile: ['http://a.org/DSTU2/x'] } },
      'meta.profile',
    ],
    [
      'CarePlan.activity.detail.category',
      { resourceType: 'CarePlan', activity: [{ detail: { category: { text: 'diet' } } }] },
      'activity[0].detail.category',
    ],
  ])('%s', (_sign, resource, field) => {
    expect(() => readFhirBundle(bytes(bundleOf(PATIENT, resource)))).toThrow(
      expect.objectContaining({
        name: 'FhirRefusal',
        code: 'unsupported_fhir_version',
        field: `entry[1].resource.${field}`,
        message: expect.stringMatching(/only FHIR R4 is read\.$/),
      }),
    );
  });

  it('Patient.animal', () => {
    expect(() => readFhirBundle(bytes(bundleOf({ ...PATIENT, animal: {} })))).toThrow(
      expect.objectContaining({ code: 'unsupported_fhir_version', field: 'entry[0].resource.animal' }),
    );
  });

  it('a profile of the Bundle itself', () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      meta: { profile: ['http://hl7.org/fhir/3.0/x'] },
      entry: [{}],
    };
    expect(() => readFhirBundle(bytes(JSON.stringify(bundle)))).toThrow(
      expect.objectContaining({ code: 'unsupported_fhir_version', field: 'meta.profile' }),
    );
  });

  it('does not mistake R4 for another version', () => {
    const profile = ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient', 5];
    const careplan = { resourceType: 'CarePlan', activity: [{ detail: { kind: 'Appointment' } }, 7] };
    const encounter = { resourceType: 'Encounter', class: { code: 'AMB' } };
    const goal = {
      resourceType: 'Goal',
      lifecycleStatus: 'active',
      status: 'x',
      subject,
      description: { text: 'Walk' },
      id: 'g',
    };
    const result = readFhirBundle(
      bytes(bundleOf({ ...PATIENT, meta: { profile } }, careplan, encounter, goal)),
    );
    expect(result).toMatchObject({ used: { Patient: 1, Goal: 1 }, skipped: { CarePlan: 1, Encounter: 1 } });
  });
});
