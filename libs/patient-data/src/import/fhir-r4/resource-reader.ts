import type { BundleEntry, BundleIndex } from './bundle-index.js';
import { readCondition } from './condition.mapper.js';
import type {
  ConditionRecord,
  GoalRecord,
  MeasurementRecord,
  MedicationRequestRecord,
  MedicationStatementRecord,
} from './fhir-records.js';
import { ResourceRefusal } from './fhir-refusal.js';
import { readGoal } from './goal.mapper.js';
import { readMedicationRequest } from './medication-request.mapper.js';
import { readMedicationStatement } from './medication-statement.mapper.js';
import { readObservation } from './observation.mapper.js';
import { PatientSubject } from './patient-subject.js';

/** What one resource gives: the patient, or records of one kind. */
export type ResourceRecords =
  | { readonly of: 'Patient' }
  | { readonly of: 'Condition'; readonly records: readonly ConditionRecord[] }
  | { readonly of: 'Observation'; readonly records: readonly MeasurementRecord[] }
  | { readonly of: 'MedicationRequest'; readonly records: readonly MedicationRequestRecord[] }
  | { readonly of: 'MedicationStatement'; readonly records: readonly MedicationStatementRecord[] }
  | { readonly of: 'Goal'; readonly records: readonly GoalRecord[] };

const TYPES: readonly string[] = [
  'Patient',
  'Condition',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'Goal',
] satisfies ResourceRecords['of'][];

/** Reads the resources of one patient, of the types that have a place. */
export class ResourceReader {
  private readonly subject: PatientSubject;

  /** `index` finds what resources refer to; the patient must be in it. */
  constructor(
    private readonly patientEntry: BundleEntry,
    private readonly index: BundleIndex,
  ) {
    this.subject = new PatientSubject(patientEntry, index);
  }

  /** Whether there is a place for resources of the type. */
  reads(resourceType: string): boolean {
    return TYPES.includes(resourceType);
  }

  /** Undefined when the resource type is not read; throws ResourceRefusal when the resource cannot be used. */
  read(entry: BundleEntry): ResourceRecords | undefined {
    switch (entry.resourceType) {
      case 'Patient':
        if (entry === this.patientEntry) return { of: 'Patient' };
        throw new ResourceRefusal(entry.resource.path, 'repeats the patient of the bundle');
      case 'Condition':
        this.subject.require(entry);
        return { of: 'Condition', records: [readCondition(entry)] };
      case 'Observation':
        this.subject.require(entry);
        return { of: 'Observation', records: readObservation(entry, this.subject) };
      case 'MedicationRequest':
        this.subject.require(entry);
        return { of: 'MedicationRequest', records: [readMedicationRequest(entry, this.index)] };
      case 'MedicationStatement':
        this.subject.require(entry);
        return { of: 'MedicationStatement', records: [readMedicationStatement(entry, this.index)] };
      case 'Goal':
        this.subject.require(entry);
        return { of: 'Goal', records: [readGoal(entry, this.index)] };
      default:
        return undefined;
    }
  }
}
