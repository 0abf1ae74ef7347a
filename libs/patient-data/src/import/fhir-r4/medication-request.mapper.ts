import { requireExternalId } from './bundle-index.js';
import type { BundleEntry, BundleIndex } from './bundle-index.js';
import { readStatus } from './codeable-concept.js';
import type { MedicationRequestRecord } from './fhir-records.js';
import { readDosage, readMedication } from './medication.js';

const STATUSES = ['active', 'on-hold', 'cancelled', 'completed', 'stopped', 'draft', 'unknown'];
const WITHDRAWN = 'entered-in-error';

/** Reads a MedicationRequest of the patient; throws ResourceRefusal when it names no medication or forbids one. */
export function readMedicationRequest(entry: BundleEntry, index: BundleIndex): MedicationRequestRecord {
  const { resource } = entry;
  const status = readStatus(resource, 'status', [...STATUSES, WITHDRAWN]);
  if (status === WITHDRAWN) resource.refuse('status', `is ${status}`);
  if (resource.boolean('doNotPerform'))
    resource.refuse('doNotPerform', 'is true: the medication is not to be given');
  return {
    externalId: requireExternalId(entry),
    entry: entry.index,
    ...readMedication(entry, index),
    status,
    intent: resource.code('intent'),
    authoredAt: resource.instant('authoredOn'),
    dosageText: readDosage(resource, 'dosageInstruction'),
    reasonExternalIds: index.externalIds(resource, 'reasonReference', entry),
  };
}
