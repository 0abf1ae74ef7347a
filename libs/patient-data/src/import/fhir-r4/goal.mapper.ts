import { requireExternalId } from './bundle-index.js';
import type { BundleEntry, BundleIndex } from './bundle-index.js';
import {
  LOINC,
  conceptCode,
  conceptName,
  readConcept,
  readQuantity,
  readStatus,
} from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import type { GoalRecord, GoalTarget } from './fhir-records.js';

const STATUSES = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'rejected',
];
const WITHDRAWN = 'entered-in-error';

/** Reads a Goal of the patient; throws ResourceRefusal when it says nothing. */
export function readGoal(entry: BundleEntry, index: BundleIndex): GoalRecord {
  const { resource } = entry;
  const lifecycleStatus = readStatus(resource, 'lifecycleStatus', [...STATUSES, WITHDRAWN]);
  if (lifecycleStatus === WITHDRAWN) resource.refuse('lifecycleStatus', `is ${lifecycleStatus}`);
  const [target, ...others] = resource.list('target');
  if (others.length > 0) resource.warn('target', 'has several targets; only the first was read');
  return {
    externalId: requireExternalId(entry),
    entry: entry.index,
    description: conceptName(resource.child('description')) ?? resource.refuse('description', 'is missing'),
    lifecycleStatus,
    achievementStatus: conceptCode(resource.child('achievementStatus')),
    startDate: resource.instant('startDate'),
    targetDate: target?.instant('dueDate'),
    target: target && readTarget(target),
    addressesExternalIds: index.externalIds(resource, 'addresses', entry),
  };
}

function readTarget(target: FhirElement): GoalTarget | undefined {
  const goalTarget: GoalTarget = {
    measure: readConcept(target.child('measure'), LOINC),
    ...readDetail(target),
  };
  return Object.values(goalTarget).some((value) => value !== undefined) ? goalTarget : undefined;
}

function readDetail(target: FhirElement): GoalTarget {
  const range = target.child('detailRange');
  if (range.exists) {
    const low = readQuantity(range, 'low');
    const high = readQuantity(range, 'high');
    return {
      low: low?.value,
      high: high?.value,
      unit: high?.unit ?? low?.unit,
      unitText: high?.unitText ?? low?.unitText,
    };
  }
  const valueText = target.text('detailString') ?? conceptName(target.child('detailCodeableConcept'));
  return readQuantity(target, 'detailQuantity') ?? { value: target.integer('detailInteger'), valueText };
}
