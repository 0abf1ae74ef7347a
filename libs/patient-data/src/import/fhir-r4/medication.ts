import type { BundleEntry, BundleIndex } from './bundle-index.js';
import { conceptName, isNothingKnown, readCodings } from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import type { Coding } from './fhir-records.js';

const MAX_DOSAGE = 2_000;

/** What medication[x] names: the concept itself, or the Medication that it refers to. */
export function readMedication(entry: BundleEntry, index: BundleIndex): { name: string; codings: Coding[] } {
  const { resource } = entry;
  const reference = resource.child('medicationReference');
  const concept = resource.has('medicationCodeableConcept')
    ? resource.child('medicationCodeableConcept')
    : findMedication(reference, entry, index)?.child('code');
  const codings = concept ? readCodings(concept) : [];
  if (isNothingKnown(codings)) resource.refuse('medication[x]', 'says that no medication is known');
  const name = (concept && conceptName(concept)) ?? reference.text('display') ?? codings[0]?.code;
  return { name: name ?? resource.refuse('medication[x]', 'names no medication'), codings };
}

/** The words of a list of Dosage. */
export function readDosage(resource: FhirElement, field: string): string | undefined {
  const lines = resource.list(field).flatMap((dosage) => {
    const told = dosage.text('text', MAX_DOSAGE) ?? dosage.text('patientInstruction', MAX_DOSAGE);
    return told ?? dosage.list('additionalInstruction').flatMap((concept) => conceptName(concept) ?? []);
  });
  return lines.join('\n') || undefined;
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
