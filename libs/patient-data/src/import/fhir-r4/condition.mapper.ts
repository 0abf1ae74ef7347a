import { requireExternalId } from './bundle-index.js';
import type { BundleEntry } from './bundle-index.js';
import {
  conceptCode,
  conceptName,
  isNothingKnown,
  readCategory,
  readCodings,
  readConcept,
} from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import type { ConditionRecord, Instant } from './fhir-records.js';

const NOT_THE_PATIENTS = ['entered-in-error', 'refuted'];
const UNDATED = ['Age', 'Range', 'String', 'Boolean'];

/** Reads a Condition of the patient; throws ResourceRefusal when it names none or says that there is none. */
export function readCondition(entry: BundleEntry): ConditionRecord {
  const { resource } = entry;
  const verificationStatus = conceptCode(resource.child('verificationStatus'));
  if (verificationStatus !== undefined && NOT_THE_PATIENTS.includes(verificationStatus)) {
    resource.refuse('verificationStatus', `is ${verificationStatus}`);
  }
  const code = resource.child('code');
  const codings = readCodings(code);
  if (isNothingKnown(codings)) resource.refuse('code', 'says that no condition is known');
  const name =
    conceptName(code) ?? codings[0]?.code ?? resource.refuse('code', 'has neither text nor coding');
  return {
    externalId: requireExternalId(entry),
    entry: entry.index,
    name,
    codings,
    clinicalStatus: conceptCode(resource.child('clinicalStatus')),
    verificationStatus,
    category: readCategory(resource),
    severity: readConcept(resource.child('severity')),
    onset: readMoment(resource, 'onset', (period) => period.instant('start') ?? period.instant('end')),
    abatement: readMoment(
      resource,
      'abatement',
      (period) => period.instant('end') ?? period.instant('start'),
    ),
    recordedAt: resource.instant('recordedDate'),
  };
}

type Moment = (period: FhirElement) => Instant | undefined;

function readMoment(resource: FhirElement, name: string, ofPeriod: Moment): Instant | undefined {
  for (const form of UNDATED) {
    if (resource.has(`${name}${form}`)) resource.warn(`${name}${form}`, 'is not a date and was left out');
  }
  return resource.instant(`${name}DateTime`) ?? ofPeriod(resource.child(`${name}Period`));
}
