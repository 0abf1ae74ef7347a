import type { ReadBundle } from './fhir-r4/fhir-records.js';
import type { FhirRefusalCode } from './fhir-r4/fhir-refusal.js';

/** The lists of a bundle that may be long. */
export const LISTS = ['conditions', 'measurements', 'medicationRequests', 'goals'] as const;
export type List = (typeof LISTS)[number];

/** What the reading thread tells: records in parts, then the rest of the bundle; or why it is refused. */
export type ReaderMessage =
  | { readonly kind: 'part'; readonly list: List; readonly records: ReadBundle[List] }
  | { readonly kind: 'end'; readonly bundle: ReadBundle }
  | {
      readonly kind: 'refusal';
      readonly code: FhirRefusalCode;
      readonly message: string;
      readonly field: string | undefined;
    };

export function withoutRecords(bundle: ReadBundle): ReadBundle {
  return { ...bundle, conditions: [], measurements: [], medicationRequests: [], goals: [] };
}
