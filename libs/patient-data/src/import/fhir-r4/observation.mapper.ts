import { requireExternalId } from './bundle-index.js';
import type { BundleEntry } from './bundle-index.js';
import { LOINC, readCategory, readConcept, readStatus } from './codeable-concept.js';
import type { FhirElement } from './fhir-element.js';
import { isBefore } from './fhir-instant.js';
import type { Concept, Instant, MeasurementRecord } from './fhir-records.js';
import { ResourceRefusal } from './fhir-refusal.js';
import { readValue, valueFields } from './observation-value.js';
import type { PatientSubject } from './patient-subject.js';

const STATUSES = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'unknown'];
const WITHDRAWN = ['entered-in-error', 'cancelled'];
const MAX_NOTES = 10_000;
const MAX_COMPONENT_NAME = 60;

type Frame = Pick<MeasurementRecord, 'category' | 'start' | 'end' | 'status' | 'notes'>;

/**
 * Reads an Observation of the patient: a record for its own value and one for each component. When some of these can
 * be used the others become warnings; throws ResourceRefusal when none can.
 */
export function readObservation(entry: BundleEntry, subject: PatientSubject): MeasurementRecord[] {
  const { resource } = entry;
  const status = readObservationStatus(resource);
  refuseOtherFocus(entry, subject);
  const frame: Frame = {
    category: readCategory(resource),
    ...readTime(resource),
    status,
    notes: readNotes(resource),
  };
  const externalId = requireExternalId(entry);
  const components = resource.list('component');
  const names = new ComponentNames(externalId);
  const parts = [
    { element: resource, name: () => externalId },
    ...components.map((element) => ({ element, name: (variable: Concept) => names.next(variable) })),
  ];

  const records: MeasurementRecord[] = [];
  let firstRefusal: ResourceRefusal | undefined;
  for (const { element, name } of parts) {
    if (element === resource && components.length > 0 && valueFields(resource).length === 0) continue;
    try {
      const variable = readVariable(element);
      records.push({
        externalId: name(variable),
        entry: entry.index,
        variable,
        ...readValue(element),
        ...frame,
      });
    } catch (error) {
      if (!(error instanceof ResourceRefusal)) throw error;
      firstRefusal ??= error;
      resource.demote(error);
    }
  }
  if (records.length === 0 && firstRefusal) throw firstRefusal;
  return records;
}

function readObservationStatus(resource: FhirElement): string {
  const status = readStatus(resource, 'status', [...STATUSES, ...WITHDRAWN]);
  return WITHDRAWN.includes(status) ? resource.refuse('status', `is ${status}`) : status;
}

/** R4 `focus`: the observation is of something else than the subject, such as a foetus, a donor or an implant. */
function refuseOtherFocus(entry: BundleEntry, subject: PatientSubject): void {
  const [focus, ...others] = entry.resource.list('focus');
  if (focus && (others.length > 0 || !subject.means(focus, entry)))
    entry.resource.refuse('focus', 'is not the patient');
}

function readTime(resource: FhirElement): { start: Instant; end?: Instant } {
  const period = resource.child('effectivePeriod');
  const periodStart = period.instant('start');
  const end = period.instant('end');
  if (periodStart && end && isBefore(end, periodStart)) period.refuse('end', 'must not lie before start');
  if (periodStart) return { start: periodStart, end };
  if (resource.has('effectiveTiming')) resource.warn('effectiveTiming', 'is not read; issued was taken');
  const start =
    resource.instant('effectiveDateTime') ??
    resource.instant('effectiveInstant') ??
    end ??
    resource.instant('issued');
  return {
    start:
      start ??
      resource.refuse('effectiveDateTime', 'is missing, and no effectivePeriod or issued replaces it'),
  };
}

function readNotes(resource: FhirElement): string | undefined {
  const notes = resource.list('note').flatMap((note) => note.text('text', MAX_NOTES) ?? []);
  return notes.join('\n') || undefined;
}

function readVariable(element: FhirElement): Concept {
  return readConcept(element.child('code'), LOINC) ?? element.refuse('code', 'has neither text nor coding');
}

/** Ids for the components of one Observation: by code, or by name where there is none; repeats are numbered. */
class ComponentNames {
  private readonly taken = new Set<string>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly externalId: string) {}

  next(variable: Concept): string {
    const key = variable.code ?? variable.name.slice(0, MAX_COMPONENT_NAME).replace(/\s+/g, '-');
    let count = this.counts.get(key) ?? 0;
    let name: string;
    do {
      count += 1;
      name = count === 1 ? key : `${key}.${count}`;
    } while (this.taken.has(name));
    this.counts.set(key, count);
    this.taken.add(name);
    return `${this.externalId}#${name}`;
  }
}
