import { requireExternalId } from './bundle-index.js';
import type { BundleEntry } from './bundle-index.js';
import { readCodings } from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import { readInstant } from './fhir-instant.js';
import type { PatientIdentifier, PatientRecord } from './fhir-records.js';

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;
const NAME_USES = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'old', 'maiden'];
/** HL7 table 0203: social security, driving licence, passport, national person, tax and resident numbers. */
const WITHHELD_TYPE = /^(?:SS|SB|DL|DLN|PPN|NI|NN[A-Z]{3}|TAX|CZ|PRC)$/;
const WITHHELD_SYSTEM =
  /us-ssn|social-?security|passport|driver|licen[cs]e|\bbsn\b|2\.16\.840\.1\.113883\.(?:4\.(?:1|3\.\d+|330\.\d+)|2\.4\.6\.3)$/i;
const WITHHELD_TEXT = /social security|passport|driver|driving/i;

/** Reads the Patient; throws ResourceRefusal when a field has the wrong type or the birth date breaks its rule. */
export function readPatient(entry: BundleEntry): PatientRecord {
  const { resource } = entry;
  const deceasedAt = resource.instant('deceasedDateTime');
  return {
    externalId: requireExternalId(entry),
    entry: entry.index,
    identifiers: readIdentifiers(resource),
    ...readName(resource),
    birthDate: readBirthDate(resource),
    gender: readGender(resource),
    deceased: deceasedAt ? true : resource.boolean('deceasedBoolean'),
    deceasedAt,
  };
}

/**
 * What makes two Patient resources of one bundle the same person: name under which it is known, and the plain facts. Files
 * of one upload tell the URL of an entry in some and not in others.
 */
export function patientIdentity(entry: BundleEntry, within: 'bundle' | 'upload'): string {
  const { givenName, familyName, nameText } = readName(entry.resource);
  return JSON.stringify([
    entry.id,
    within === 'bundle' ? entry.fullUrl : undefined,
    givenName,
    familyName,
    nameText,
    entry.resource.text('birthDate'),
  ]);
}

function readIdentifiers(resource: FhirElement): PatientIdentifier[] {
  return resource.list('identifier').flatMap((identifier) => {
    const system = identifier.uri('system');
    const value = identifier.code('value');
    if (system === undefined || value === undefined || isWithheld(identifier, system)) return [];
    return [{ system, value }];
  });
}

function isWithheld(identifier: FhirElement, system: string): boolean {
  const type = identifier.child('type');
  const codings = readCodings(type);
  return (
    WITHHELD_SYSTEM.test(system) ||
    codings.some(
      (coding) => WITHHELD_TYPE.test(coding.code ?? '') || WITHHELD_TEXT.test(coding.display ?? ''),
    ) ||
    WITHHELD_TEXT.test(type.text('text') ?? '')
  );
}

function readName(resource: FhirElement): Pick<PatientRecord, 'givenName' | 'familyName' | 'nameText'> {
  const names = resource.list('name').map((name) => ({
    use: name.code('use'),
    givenName: name.texts('given', 100).slice(0, 5).join(' ') || undefined,
    familyName: name.text('family'),
    nameText: name.text('text'),
  }));
  const inOrder = NAME_USES.flatMap((use) => names.filter((name) => name.use === use));
  const structured = inOrder.find((name) => name.givenName ?? name.familyName);
  if (structured) return { givenName: structured.givenName, familyName: structured.familyName };
  const nameText = inOrder.find((name) => name.nameText)?.nameText;
  return nameText === undefined ? {} : { nameText };
}

function readBirthDate(resource: FhirElement): string | undefined {
  const text = resource.text('birthDate');
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if ('rule' in instant) return resource.refuse('birthDate', instant.rule);
  if (instant.precision === 'second') resource.refuse('birthDate', 'must be a date without time');
  return text;
}

function readGender(resource: FhirElement): PatientRecord['gender'] {
  const code = resource.code('gender');
  if (code === undefined) return undefined;
  const gender = GENDERS.find((known) => known === code);
  if (!gender) resource.warn('gender', `must be one of ${GENDERS.join(', ')}; it was left out`);
  return gender;
}
