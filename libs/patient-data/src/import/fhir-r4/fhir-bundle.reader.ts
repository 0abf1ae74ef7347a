import { BundleIndex, readEntry } from './bundle-index.js';
import type { BundleEntry } from './bundle-index.js';
import type { WarningSink } from './fhir-element.js';
import { isJsonObject, parseFhirJson, property } from './fhir-json.js';
import type { JsonObject, JsonValue } from './fhir-json.js';
import type { PatientRecord, ReadBundle } from './fhir-records.js';
import { FhirRefusal, ResourceRefusal } from './fhir-refusal.js';
import { refuseOtherVersions } from './fhir-version.js';
import { patientIdentity, readPatient } from './patient.mapper.js';
import { ReadingReport } from './reading-report.js';
import { ResourceReader, type ResourceRecords } from './resource-reader.js';

export { FhirRefusal } from './fhir-refusal.js';
export type { FhirRefusalCode } from './fhir-refusal.js';

const BUNDLE_TYPES = ['transaction', 'batch', 'collection', 'document', 'searchset', 'message'];
const CODE = /^[A-Za-z-]{1,64}$/;

/** The one patient that a bundle or an upload is about: the entry that tells it, and what it tells. */
export interface TheirPatient {
  readonly entry: BundleEntry;
  readonly patient: PatientRecord;
}

/**
 * Reads a FHIR R4 bundle about one patient from the bytes of a JSON file. Pure: the same bytes give the same answer.
 * Throws FhirRefusal when the file as a whole must not be stored; a resource that cannot be used is told in `refused`
 * instead, so every entry is exactly one of used, skipped or refused. Never throws anything else, whatever the bytes.
 * The whole bundle is held in memory, so the caller bounds its size.
 */
export function readFhirBundle(bytes: Uint8Array): ReadBundle {
  return readBundle(parseFhirJson(bytes));
}

/** As readFhirBundle, of JSON that is read already. `elsewhere`: the patient, where another file of the upload has it. */
export function readBundle(root: JsonValue, elsewhere?: TheirPatient): ReadBundle {
  const { report, entries } = openBundle(root);
  const own = findPatient(entries);
  const theirs = elsewhere ?? own;
  if (!theirs)
    throw new FhirRefusal('no_patient', 'entry holds no usable Patient; a bundle must have one.', 'entry');
  const index = new BundleIndex(entries.includes(theirs.entry) ? entries : [...entries, theirs.entry]);
  const reader = new ResourceReader(theirs.entry, index);
  const records: RecordsOf = {
    Condition: [],
    Observation: [],
    MedicationRequest: [],
    MedicationStatement: [],
    Goal: [],
  };
  let count = 0;
  for (const entry of entries) {
    report.attempt(entry.index, () => {
      const told = reader.read(entry);
      report.count(told ? 'used' : 'skipped', entry.resourceType);
      count += told ? keep(records, told) : 0;
    });
  }
  return {
    patient: theirs.patient,
    conditions: records.Condition,
    measurements: records.Observation,
    medicationRequests: records.MedicationRequest,
    medicationStatements: records.MedicationStatement,
    goals: records.Goal,
    ...report.totals(),
    records: count,
  };
}

/** The patient of a bundle, undefined when it has none. Refuses as readFhirBundle does, other versions of FHIR too. */
export function patientOfBundle(root: JsonValue): TheirPatient | undefined {
  return findPatient(openBundle(root).entries);
}

type RecordsOf = {
  -readonly [T in Exclude<ResourceRecords['of'], 'Patient'>]: Extract<
    ResourceRecords,
    { readonly of: T }
  >['records'][number][];
};

/** Answers how many records were kept. */
function keep(records: RecordsOf, told: ResourceRecords): number {
  if (told.of === 'Patient') return 1;
  const list: object[] = records[told.of];
  // One by one: an Observation may have more components than a call may have arguments.
  for (const record of told.records) list.push(record);
  return told.records.length;
}

function openBundle(root: JsonValue): { report: ReadingReport; entries: BundleEntry[] } {
  const bundle = requireBundle(root);
  requireBundleType(bundle);
  const values = requireEntries(bundle);
  refuseOtherVersions(bundle, values);
  const report = new ReadingReport(values);
  const entries = values.flatMap((value, position) => {
    const warn: WarningSink = (field, reason) => report.warn(position, field, reason);
    return report.attempt(position, () => readEntry(value, position, warn)) ?? [];
  });
  return { report, entries };
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

function findPatient(entries: readonly BundleEntry[]): TheirPatient | undefined {
  const [entry, ...others] = entries.filter(({ resourceType }) => resourceType === 'Patient');
  if (!entry) return undefined;
  const patient = requirePatient(entry);
  const other = others.find((candidate) => !isSamePatient(candidate, entry, 'bundle'));
  if (!other) return { entry, patient };
  const message = `${other.resource.path} is another Patient than ${entry.resource.path}; a bundle must have one.`;
  throw new FhirRefusal('several_patients', message, other.resource.path);
}

/** Reads the Patient that a file is about; throws FhirRefusal when it cannot be read. */
export function requirePatient(entry: BundleEntry): PatientRecord {
  return orNoPatient(() => readPatient(entry));
}

export function isSamePatient(one: BundleEntry, other: BundleEntry, within: 'bundle' | 'upload'): boolean {
  return orNoPatient(() => patientIdentity(one, within) === patientIdentity(other, within));
}

function orNoPatient<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ResourceRefusal)) throw error;
    const { field, reason } = error;
    throw new FhirRefusal('no_patient', `${field} ${reason}, so the Patient cannot be read.`, field);
  }
}
