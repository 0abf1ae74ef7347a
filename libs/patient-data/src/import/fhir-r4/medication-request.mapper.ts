import { requireExternalId } from './bundle-index.js';
import type { BundleEntry, BundleIndex } from './bundle-index.js';
import { conceptName, readCodings, readStatus } from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import type { Coding, MedicationRequestRecord } from './fhir-records.js';

const STATUSES = ['active', 'on-hold', 'cancelled', 'completed', 'stopped', 'draft', 'unknown'];
const WITHDRAWN = 'entered-in-error';
const MAX_DOSAGE = 2_000;

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
    dosageText: readDosage(resource),
    reasonExternalIds: index.externalIds(resource, 'reasonReference', entry),
  };
}

function readMedication(entry: BundleEntry, index: BundleIndex): { name: string; codings: Coding[] } {
  const { resource } = entry;
  const reference = resource.child('medicationReference');
  const concept = resource.has('medicationCodeableConcept')
    ? resource.child('medicationCodeableConcept')
    : findMedication(reference, entry, index)?.child('code');
  const codings = concept ? readCodings(concept) : [];
  const name = (concept && conceptName(concept)) ?? reference.text('display') ?? codings[0]?.code;
  return { name: name ?? resource.refuse('medication[x]', 'names no medication'), codings };
}

function findMedication(
  reference: FhirElement,
  entry: BundleEntry,
  index: BundleIndex,
): FhirElement | undefined {
  const url = reference.uri('reference');
  if (url === undefined) return undefined;
  const found = url.startsWith('#')
    ? entry.resource.list('contained').find((item) => item.code('id') === url.slice(1))
    : index.find(url, entry)?.resource;
  return found?.code('resourceType') === 'Medication' ? found : undefined;
}

function readDosage(resource: FhirElement): string | undefined {
  const lines = resource.list('dosageInstruction').flatMap((dosage) => {
    const told = dosage.text('text', MAX_DOSAGE) ?? dosage.text('patientInstruction', MAX_DOSAGE);
    return told ?? dosage.list('additionalInstruction').flatMap((concept) => conceptName(concept) ?? []);
  });
  return lines.join('\n') || undefined;
}
