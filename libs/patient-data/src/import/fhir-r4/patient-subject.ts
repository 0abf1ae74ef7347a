import type { BundleEntry, BundleIndex } from './bundle-index.js';
import type { FhirElement } from './fhir-element.js';

const ANOTHER = 'about another patient';

/** Decides whether a resource is about the bundle's one patient. What does not say so is refused. */
export class PatientSubject {
  private readonly identifiers: ReadonlySet<string>;

  constructor(
    patient: BundleEntry,
    private readonly index: BundleIndex,
  ) {
    this.identifiers = new Set(identifierKeys(patient.resource));
  }

  /** Throws ResourceRefusal unless the resource's subject is the patient. */
  require(entry: BundleEntry): void {
    const { resource } = entry;
    refuseUnknownModifiers(resource);
    const subject = resource.child('subject');
    if (!subject.exists) resource.refuse('subject', 'is missing');
    if (!this.means(subject, entry)) resource.refuse('subject', refusalOf(subject));
  }

  /** True when the Reference element means the patient. */
  means(reference: FhirElement, from: BundleEntry): boolean {
    const url = reference.uri('reference');
    if (url === undefined) return this.knows(reference.child('identifier'));
    if (url.startsWith('#')) return this.isContainedPatient(url.slice(1), from);
    const query = /^(?:.*\/)?Patient\?(?<query>.*)$/s.exec(url)?.groups?.['query'];
    if (query !== undefined) return this.identifiers.has(new URLSearchParams(query).get('identifier') ?? '');
    return this.index.find(url, from)?.resourceType === 'Patient';
  }

  private isContainedPatient(id: string, from: BundleEntry): boolean {
    const contained = from.resource.list('contained').find((item) => item.code('id') === id);
    if (contained?.code('resourceType') !== 'Patient') return false;
    return identifierKeys(contained).some((key) => this.identifiers.has(key));
  }

  private knows(identifier: FhirElement): boolean {
    const key = identifierKey(identifier);
    return key !== undefined && this.identifiers.has(key);
  }
}

/** FHIR R4 2.4.1: an element that changes the meaning of a resource must be understood, or the resource not be used. */
function refuseUnknownModifiers(resource: FhirElement): void {
  for (const field of ['modifierExtension', 'implicitRules']) {
    if (resource.has(field))
      resource.refuse(field, 'changes the meaning of the resource in a way that is not known here');
  }
}

function refusalOf(subject: FhirElement): string {
  const url = subject.uri('reference');
  if (url === undefined && !subject.child('identifier').exists) return 'has neither reference nor identifier';
  const type = /(?:^|\/)([A-Z][A-Za-z]{1,63})[/?][^/]*$/.exec(url ?? '')?.[1];
  return type === undefined || type === 'Patient' ? ANOTHER : 'is not a patient';
}

function identifierKeys(resource: FhirElement): string[] {
  return resource.list('identifier').flatMap((identifier) => identifierKey(identifier) ?? []);
}

function identifierKey(identifier: FhirElement): string | undefined {
  const system = identifier.uri('system');
  const value = identifier.code('value');
  return system === undefined || value === undefined ? undefined : `${system}|${value}`;
}
