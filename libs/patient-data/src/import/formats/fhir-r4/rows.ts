import type {
  ConditionRecord,
  GoalRecord,
  MeasurementRecord,
  MedicationRequestRecord,
  MedicationStatementRecord,
  PatientRecord,
} from '../../fhir-r4/fhir-records.js';
import type { ResourceRecords } from '../../fhir-r4/resource-reader.js';
import type { ReadClinical } from '../../format/read-rows.js';
import {
  conditionOf,
  demographicsOf,
  FHIR_SOURCE,
  goalOf,
  measurementOf,
  prescriptionOf,
  statementOf,
} from './incoming.rules.js';

const source = FHIR_SOURCE;

export const patientRow = (patient: PatientRecord): ReadClinical => ({
  type: 'patient',
  record: demographicsOf(patient),
  externalId: patient.externalId,
});
export const conditionRow = (record: ConditionRecord): ReadClinical => ({
  type: 'condition',
  source,
  record: conditionOf(record),
});
export const prescriptionRow = (record: MedicationRequestRecord): ReadClinical => ({
  type: 'treatment',
  source,
  record: prescriptionOf(record),
});
export const statementRow = (record: MedicationStatementRecord): ReadClinical => ({
  type: 'treatment',
  source,
  record: statementOf(record),
});
export const measurementRow = (record: MeasurementRecord): ReadClinical => ({
  type: 'observation',
  source,
  record: measurementOf(record),
});
export const goalRow = (record: GoalRecord): ReadClinical => ({
  type: 'goal',
  source,
  record: goalOf(record),
});

/** The rows of one resource; none of the Patient, who is told once for all files. */
export function rowsOf(told: ResourceRecords): ReadClinical[] {
  switch (told.of) {
    case 'Patient':
      return [];
    case 'Condition':
      return told.records.map(conditionRow);
    case 'MedicationRequest':
      return told.records.map(prescriptionRow);
    case 'MedicationStatement':
      return told.records.map(statementRow);
    case 'Observation':
      return told.records.map(measurementRow);
    case 'Goal':
      return told.records.map(goalRow);
  }
}
