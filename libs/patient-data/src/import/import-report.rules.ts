import type { EntryNote, ImportReport, RowCounts, StoredType } from '@carenode/patient-data-contract';
import type { Stored } from '@carenode/records-contract';

import type { ReadBundle } from './fhir-r4/fhir-records.js';

/** What storing the records of each resource type came to. */
export type StoredByType = Readonly<Record<StoredType, Stored>>;

export interface BundleRecord {
  readonly externalId: string;
  readonly entry: number;
}

/** The records of a bundle, by resource type, as they were read. */
export function recordsByType(bundle: ReadBundle): Readonly<Record<StoredType, readonly BundleRecord[]>> {
  return {
    Patient: [bundle.patient],
    Condition: bundle.conditions,
    Observation: bundle.measurements,
    MedicationRequest: bundle.medicationRequests,
    Goal: bundle.goals,
  };
}

/** One record per external id: the last one, as a later entry tells the newer version. */
export function withoutRepeats<R extends BundleRecord>(records: readonly R[]): R[] {
  const last = new Map(records.map((record) => [record.externalId, record]));
  return records.filter((record) => last.get(record.externalId) === record);
}

/** The sum of what two calls stored. */
export function sumOf(one: Stored, other: Stored): Stored {
  return {
    created: one.created + other.created,
    updated: one.updated + other.updated,
    duplicate: one.duplicate + other.duplicate,
    changed: [...one.changed, ...other.changed],
  };
}

/**
 * The report of an import. Counts entries from `changed`, rows from the counts; a record that a later entry repeats is a
 * duplicate of it, and noted.
 */
export function reportOf(bundle: ReadBundle, stored: StoredByType): ImportReport {
  const changedEntries = new Set<number>();
  const repeats: EntryNote[] = [];
  const rows: [StoredType, RowCounts][] = [];
  for (const [type, records] of Object.entries(recordsByType(bundle)) as [
    StoredType,
    readonly BundleRecord[],
  ][]) {
    const { created, updated, duplicate, changed } = stored[type];
    const kept = new Set(withoutRepeats(records));
    const changedIds = new Set(changed);
    for (const record of records) {
      if (!kept.has(record)) repeats.push(repeatNote(type, record));
      else if (changedIds.has(record.externalId)) changedEntries.add(record.entry);
    }
    rows.push([type, { created, updated, duplicate: duplicate + records.length - kept.size }]);
  }
  const total = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    read: bundle.read,
    entries: {
      stored: changedEntries.size,
      duplicate: total(bundle.used) - changedEntries.size,
      skipped: total(bundle.skipped),
      refused: bundle.refused.length,
    },
    used: bundle.used,
    stored: Object.fromEntries(rows) as Record<StoredType, RowCounts>,
    skipped: bundle.skipped,
    refused: bundle.refused,
    warnings: [...bundle.warnings, ...repeats].sort((one, other) => one.entry - other.entry),
    rows: bundle.records,
  };
}

function repeatNote(resourceType: StoredType, { entry }: BundleRecord): EntryNote {
  return {
    entry,
    resourceType,
    field: `entry[${entry}].resource`,
    reason: 'is told again by a later entry, which was taken',
  };
}
