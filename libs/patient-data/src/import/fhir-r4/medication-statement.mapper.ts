import { requireExternalId } from './bundle-index.js';
import type { BundleEntry, BundleIndex } from './bundle-index.js';
import { readStatus } from './codeable-concept.js';
import type { MedicationStatementRecord } from './fhir-records.js';
import { readDosage, readMedication } from './medication.js';

const STATUSES = ['active', 'completed', 'intended', 'stopped', 'on-hold', 'unknown'];
const NOT_TAKEN = ['entered-in-error', 'not-taken'];

/**
 * Reads a MedicationStatement of the patient: what is taken, whoever tells it. Throws ResourceRefusal when it names no
 * medication or says that it is not taken.
 */
export function readMedicationStatement(entry: BundleEntry, index: BundleIndex): MedicationStatementRecord {
  const { resource } = entry;
  const status = readStatus(resource, 'status', [...STATUSES, ...NOT_TAKEN]);
  if (NOT_TAKEN.includes(status)) resource.refuse('status', `is ${status}`);
  const period = resource.child('effectivePeriod');
  return {
    externalId: requireExternalId(entry),
    entry: entry.index,
    ...readMedication(entry, index),
    status,
    startedAt: period.instant('start') ?? resource.instant('effectiveDateTime'),
    endedAt: period.instant('end'),
    dosageText: readDosage(resource, 'dosage'),
    reasonExternalIds: index.externalIds(resource, 'reasonReference', entry),
  };
}
