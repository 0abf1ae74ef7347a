import { isJsonObject, property } from './fhir-json.js';
import type { JsonValue } from './fhir-json.js';
import { FhirRefusal } from './fhir-refusal.js';

/** Resource types that R4 no longer has. */
const OLD_TYPES = [
  'BodySite',
  'Conformance',
  'DataElement',
  'DeviceComponent',
  'DeviceUseRequest',
  'DiagnosticOrder',
  'EligibilityRequest',
  'EligibilityResponse',
  'ExpansionProfile',
  'ImagingManifest',
  'ImagingObjectSelection',
  'MedicationOrder',
  'Order',
  'OrderResponse',
  'ProcedureRequest',
  'ProcessRequest',
  'ProcessResponse',
  'ReferralRequest',
  'Sequence',
  'ServiceDefinition',
];
const OTHER_PROFILE = /\/(?:STU3|DSTU2|R5)\/|hl7\.org\/fhir\/(?:1\.0|3\.0|5\.0)(?:\.\d+)?\//i;

interface Sign {
  field: string;
  gives: (value: JsonValue, resource: JsonValue) => boolean;
  says: string;
}

const present = (): boolean => true;
const isText = (value: JsonValue): boolean => typeof value === 'string';
const isObject = (value: JsonValue): boolean => isJsonObject(value);
const isGoalStatus = (value: JsonValue, goal: JsonValue): boolean =>
  isText(value) && property(goal, 'lifecycleStatus') === undefined;
const isList = (value: JsonValue): boolean => Array.isArray(value);

const DSTU2 = 'as in FHIR DSTU2';
const STU3 = 'as in FHIR STU3';
const OLDER = 'as in FHIR DSTU2 and STU3';
const R5 = 'as in FHIR R5';

/** Fields that tell another version: R4 has them in another shape, or not at all. */
const SIGNS: Readonly<Record<string, Sign[]>> = {
  Patient: [
    { field: 'animal', gives: present, says: `is there, ${OLDER}` },
    { field: 'careProvider', gives: present, says: `is there, ${DSTU2}` },
  ],
  Condition: [
    { field: 'clinicalStatus', gives: isText, says: `is a code, ${OLDER}` },
    { field: 'verificationStatus', gives: isText, says: `is a code, ${OLDER}` },
    { field: 'context', gives: present, says: `is there, ${STU3}` },
    { field: 'assertedDate', gives: present, says: `is there, ${STU3}` },
    { field: 'patient', gives: present, says: `is there in place of subject, ${DSTU2}` },
    { field: 'dateRecorded', gives: present, says: `is there, ${DSTU2}` },
  ],
  Observation: [
    { field: 'context', gives: present, says: `is there, ${STU3}` },
    { field: 'category', gives: isObject, says: `is a single concept, ${DSTU2}` },
    { field: 'comment', gives: isText, says: `is there in place of note, ${STU3}` },
    { field: 'comments', gives: isText, says: `is there in place of note, ${DSTU2}` },
    { field: 'related', gives: present, says: `is there, ${OLDER}` },
  ],
  Encounter: [
    { field: 'class', gives: isText, says: `is a code, ${DSTU2}` },
    { field: 'class', gives: isList, says: `is a list, ${R5}` },
    { field: 'patient', gives: present, says: `is there in place of subject, ${DSTU2}` },
  ],
  Goal: [
    { field: 'status', gives: isGoalStatus, says: `is there in place of lifecycleStatus, ${OLDER}` },
    { field: 'description', gives: isText, says: `is a text, ${DSTU2}` },
  ],
  MedicationRequest: [
    { field: 'context', gives: present, says: `is there, ${STU3}` },
    { field: 'medication', gives: isObject, says: `is a single field, ${R5}` },
  ],
  MedicationStatement: [
    { field: 'medication', gives: isObject, says: `is a single field, ${R5}` },
    { field: 'taken', gives: present, says: `is there, ${STU3}` },
    { field: 'reasonNotTaken', gives: present, says: `is there, ${OLDER}` },
    { field: 'wasNotTaken', gives: present, says: `is there, ${DSTU2}` },
    { field: 'patient', gives: present, says: `is there in place of subject, ${DSTU2}` },
  ],
};

/** Throws FhirRefusal when anything in the bundle belongs to another version of FHIR than R4, and says what. */
export function refuseOtherVersions(bundle: JsonValue, entries: readonly JsonValue[]): void {
  refuseProfile(bundle, 'meta.profile');
  for (const [index, entry] of entries.entries()) {
    const resource = property(entry, 'resource');
    if (isJsonObject(resource)) refuseOtherVersion(resource, `entry[${index}].resource`);
  }
}

/** Throws FhirRefusal when the resource at `path` belongs to another version; an empty path is the file's own. */
export function refuseOtherVersion(resource: JsonValue, path: string): void {
  const type = property(resource, 'resourceType');
  if (typeof type !== 'string') return;
  if (OLD_TYPES.includes(type))
    refuse(at(path, 'resourceType'), `is ${type}, a type that FHIR R4 no longer has`);
  refuseProfile(resource, at(path, 'meta.profile'));
  if (type === 'CarePlan') refuseCarePlan(resource, path);
  if (!Object.hasOwn(SIGNS, type)) return;
  for (const { field, gives, says } of SIGNS[type] ?? []) {
    const value = property(resource, field);
    if (value !== undefined && value !== null && gives(value, resource)) refuse(at(path, field), says);
  }
}

function refuseCarePlan(resource: JsonValue, path: string): void {
  const activities = property(resource, 'activity');
  if (!Array.isArray(activities)) return;
  for (const [index, activity] of activities.entries()) {
    const category = property(property(activity, 'detail'), 'category');
    if (isJsonObject(category)) refuse(at(path, `activity[${index}].detail.category`), `is there, ${OLDER}`);
  }
}

function refuseProfile(resource: JsonValue, path: string): void {
  const profiles = property(property(resource, 'meta'), 'profile');
  if (!Array.isArray(profiles)) return;
  if (profiles.some((profile) => typeof profile === 'string' && OTHER_PROFILE.test(profile))) {
    refuse(path, 'names a profile of another version');
  }
}

function at(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function refuse(field: string, says: string): never {
  throw new FhirRefusal('unsupported_fhir_version', `${field} ${says}; only FHIR R4 is read.`, field);
}
