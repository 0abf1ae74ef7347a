import { BundleIndex, readEntry } from './bundle-index.js';
import type { BundleEntry } from './bundle-index.js';
import { readCondition } from './condition.mapper.js';
import type { WarningSink } from './fhir-element.js';
import { isJsonObject, parseFhirJson, property } from './fhir-json.js';
import type { JsonObject, JsonValue } from './fhir-json.js';
import type {
  ConditionRecord,
  GoalRecord,
  MeasurementRecord,
  MedicationRequestRecord,
  PatientRecord,
  ReadBundle,
} from './fhir-records.js';
import { FhirRefusal, ResourceRefusal } from './fhir-refusal.js';
import { refuseOtherVersions } from './fhir-version.js';
import { readGoal } from './goal.mapper.js';
import { readMedicationRequest } from './medication-request.mapper.js';
import { readObservation } from './observation.mapper.js';
import { patientIdentity, readPatient } from './patient.mapper.js';
import { PatientSubject } from './patient-subject.js';
import { ReadingReport } from './reading-report.js';

export { FhirRefusal } from './fhir-refusal.js';
export type { FhirRefusalCode } from './fhir-refusal.js';

const BUNDLE_TYPES = ['transaction', 'batch', 'collection', 'document', 'searchset', 'message'];
const CODE = /^[A-Za-z-]{1,64}$/;

/**
 * Reads a FHIR R4 bundle about one patient from the bytes of a JSON file. Pure: the same bytes give the same answer.
 * Throws FhirRefusal when the file as a whole must not be stored; a resource that cannot be used is told in `refused`
 * instead, so every entry is exactly one of used, skipped or refused. Never throws anything else, whatever the bytes.
 * The whole bundle is held in memory, so the caller bounds its size.
 */
export function readFhirBundle(bytes: Uint8Array): ReadBundle {
  const bundle = requireBundle(parseFhirJson(bytes));
  requireBundleType(bundle);
  const values = requireEntries(bundle);
  refuseOtherVersions(bundle, values);

  const report = new ReadingReport(values);
  const entries = values.flatMap((value, position) => {
    const warn: WarningSink = (field, reason) => report.warn(position, field, reason);
    return report.attempt(position, () => readEntry(value, position, warn)) ?? [];
  });
  const { entry: patientEntry, patient } = requireOnePatient(entries);
  const index = new BundleIndex(entries);
  const collector = new Collector(patientEntry, new PatientSubject(patientEntry, index), index);
  for (const entry of entries) {
    report.attempt(entry.index, () => {
      report.count(collector.take(entry) ? 'used' : 'skipped', entry.resourceType);
    });
  }
  const { conditions, measurements, medicationRequests, goals } = collector;
  const records = 1 + conditions.length + measurements.length + medicationRequests.length + goals.length;
  return { patient, conditions, measurements, medicationRequests, goals, ...report.totals(), records };
}

/** Collects the records of the resource types that are read. */
class Collector {
  readonly conditions: ConditionRecord[] = [];
  readonly measurements: MeasurementRecord[] = [];
  readonly medicationRequests: MedicationRequestRecord[] = [];
  readonly goals: GoalRecord[] = [];

  constructor(
    private readonly patientEntry: BundleEntry,
    private readonly subject: PatientSubject,
    private readonly index: BundleIndex,
  ) {}

  /** False when the resource type is not read; throws ResourceRefusal when the resource cannot be used. */
  take(entry: BundleEntry): boolean {
    switch (entry.resourceType) {
      case 'Patient':
        if (entry === this.patientEntry) return true;
        throw new ResourceRefusal(entry.resource.path, 'repeats the patient of the bundle');
      case 'Condition':
        this.subject.require(entry);
        this.conditions.push(readCondition(entry));
        return true;
      case 'Observation':
        this.subject.require(entry);
        this.measurements.push(...readObservation(entry, this.subject));
        return true;
      case 'MedicationRequest':
        this.subject.require(entry);
        this.medicationRequests.push(readMedicationRequest(entry, this.index));
        return true;
      case 'Goal':
        this.subject.require(entry);
        this.goals.push(readGoal(entry, this.index));
        return true;
      default:
        return false;
    }
  }
}

function requireBundle(root: JsonValue): JsonObject {
  if (!isJsonObject(root)) {
    throw new FhirRefusal('not_a_bundle', 'The file holds no JSON object; a FHIR Bundle is expected.');
  }
  const type = property(root, 'resourceType');
  if (type === 'Bundle') return root;
  const what = typeof type === 'string' && CODE.test(type) ? `is ${type}` : 'is missing or no name';
  throw new FhirRefusal('not_a_bundle', `resourceType ${what}; a FHIR Bundle is expected.`, 'resourceType');
}

function requireBundleType(bundle: JsonObject): void {
  const type = property(bundle, 'type');
  if (typeof type === 'string' && BUNDLE_TYPES.includes(type)) return;
  const what = typeof type === 'string' && CODE.test(type) ? `is ${type}` : 'is missing or no code';
  const message = `type ${what}; a Bundle of type ${BUNDLE_TYPES.join(', ')} is expected.`;
  throw new FhirRefusal('unsupported_bundle_type', message, 'type');
}

function requireEntries(bundle: JsonObject): JsonValue[] {
  const entries = property(bundle, 'entry') ?? [];
  if (!Array.isArray(entries)) throw new FhirRefusal('not_a_bundle', 'entry must be a list.', 'entry');
  if (entries.length === 0)
    throw new FhirRefusal('empty', 'entry is empty: the bundle holds nothing.', 'entry');
  return entries;
}

function requireOnePatient(entries: readonly BundleEntry[]): { entry: BundleEntry; patient: PatientRecord } {
  const [entry, ...others] = entries.filter(({ resourceType }) => resourceType === 'Patient');
  if (!entry)
    throw new FhirRefusal('no_patient', 'entry holds no usable Patient; a bundle must have one.', 'entry');
  try {
    const patient = readPatient(entry);
    const identity = patientIdentity(entry);
    const other = others.find((candidate) => patientIdentity(candidate) !== identity);
    if (!other) return { entry, patient };
    const message = `${other.resource.path} is another Patient than ${entry.resource.path}; a bundle must have one.`;
    throw new FhirRefusal('several_patients', message, other.resource.path);
  } catch (error) {
    if (!(error instanceof ResourceRefusal)) throw error;
    throw new FhirRefusal(
      'no_patient',
      `${error.field} ${error.reason}, so the Patient cannot be read.`,
      error.field,
    );
  }
}
