import type { FhirElement } from './fhir-element.js';
import type { Coding, Concept, Quantity } from './fhir-records.js';

export const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
/** Codings of the International Patient Summary for "nothing known", which name nothing. */
const ABSENCE_SYSTEM = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
const COMPARATORS = ['<', '<=', '>=', '>'] as const;

/** The codings of a CodeableConcept that say anything. */
export function readCodings(concept: FhirElement): Coding[] {
  return concept
    .list('coding')
    .map((coding) => ({
      system: coding.uri('system'),
      code: coding.code('code'),
      display: coding.text('display'),
    }))
    .filter((coding) => coding.code !== undefined || coding.display !== undefined);
}

/** True when a record says that there is nothing of its kind, or that nothing is known of it. */
export function isNothingKnown(codings: readonly Coding[]): boolean {
  return codings.some((coding) => coding.system === ABSENCE_SYSTEM);
}

/** The name people gave the concept, else the first one a code system gives it. */
export function conceptName(concept: FhirElement): string | undefined {
  return concept.text('text') ?? readCodings(concept).find((coding) => coding.display)?.display;
}

/**
 * One code for the concept: of the preferred system wherever it stands in the list, else the first. The name is that
 * code's own, so that one variable keeps one name; undefined when the concept says nothing at all.
 */
export function readConcept(concept: FhirElement, preferredSystem?: string): Concept | undefined {
  const coded = readCodings(concept).filter((coding) => coding.code !== undefined);
  const chosen = coded.find((coding) => coding.system === preferredSystem) ?? coded[0];
  const name = chosen?.display ?? conceptName(concept) ?? chosen?.code;
  return name === undefined ? undefined : { system: chosen?.system, code: chosen?.code, name };
}

/** The bare code of a status-like concept, or its text where a code is missing. */
export function conceptCode(concept: FhirElement): string | undefined {
  return readCodings(concept).find((coding) => coding.code)?.code ?? concept.code('text');
}

/** The first category's code. */
export function readCategory(resource: FhirElement): string | undefined {
  const [first] = resource.list('category');
  return first && conceptCode(first);
}

/** The quantity in the field, which must have a value when it is there at all. */
export function readQuantity(parent: FhirElement, field: string): Quantity | undefined {
  const quantity = parent.child(field);
  if (!quantity.exists) return undefined;
  const value = quantity.decimal('value') ?? quantity.refuse('value', 'is missing');
  const code = quantity.code('code');
  const unitText = quantity.code('unit');
  const ucumCode = quantity.uri('system') === UCUM ? code : undefined;
  return { value, comparator: readComparator(quantity), unit: ucumCode ?? unitText ?? code, unitText };
}

function readComparator(quantity: FhirElement): Quantity['comparator'] {
  const code = quantity.code('comparator');
  if (code === undefined) return undefined;
  return (
    COMPARATORS.find((known) => known === code) ?? quantity.refuse('comparator', 'must be <, <=, >= or >')
  );
}

/** A required code of a fixed list. */
export function readStatus(resource: FhirElement, field: string, allowed: readonly string[]): string {
  const code = resource.code(field) ?? resource.refuse(field, 'is missing');
  return allowed.includes(code) ? code : resource.refuse(field, `must be one of ${allowed.join(', ')}`);
}
