import type { MeasurementRecord, ReadBundle, RecordOrigin, Refusal } from '../../fhir-r4/fhir-records.js';
import type { Problem, RecordSink } from '../../format/record-sink.js';
import type { ReadRow } from '../../format/read-rows.js';
import { conditionRow, goalRow, measurementRow, patientRow, prescriptionRow, statementRow } from './rows.js';

/** Records told between two waits for the database. */
const PIECE = 500;

/**
 * Tells what a bundle holds, conditions before the treatments that are for them. Where a later entry tells a record again,
 * both entries bring what the later one says: the first is stored, the second is there already.
 */
export async function tellBundle(read: ReadBundle, sink: RecordSink): Promise<void> {
  const entries = [
    ...(read.used['Patient'] ? entriesOf('Patient', [read.patient], patientRow) : []),
    ...entriesOf('Condition', read.conditions, conditionRow),
    ...entriesOf('MedicationRequest', read.medicationRequests, prescriptionRow),
    ...entriesOf('MedicationStatement', read.medicationStatements, statementRow),
    ...entriesOf<MeasurementRecord>('Observation', read.measurements, measurementRow),
    ...entriesOf('Goal', read.goals, goalRow),
  ];
  for (const [index, { kind, at, rows, toldAgain }] of entries.entries()) {
    sink.add(kind, at, rows);
    if (toldAgain) {
      const field = `entry[${at - 1}].resource`;
      sink.note(at, { field, reason: 'is told again by a later entry, which was taken' });
    }
    if (index % PIECE === PIECE - 1) await sink.ready();
  }
  for (const [kind, count] of Object.entries(read.skipped)) sink.skip(kind, count);
  for (const refusal of read.refused) {
    sink.quarantine(refusal.resourceType, refusal.entry + 1, problemOf(refusal));
  }
  for (const warning of read.warnings) sink.note(warning.entry + 1, problemOf(warning));
}

interface ToldEntry {
  readonly kind: string;
  readonly at: number;
  readonly rows: ReadRow[];
  toldAgain: boolean;
}

/** One for each entry, in the order of the bundle, with the rows of all its records. */
function entriesOf<R extends RecordOrigin>(
  kind: string,
  records: readonly R[],
  row: (record: R) => ReadRow,
): ToldEntry[] {
  const last = new Map(records.map((record) => [record.externalId, record]));
  const entries = new Map<number, ToldEntry>();
  for (const record of records) {
    const entry = entries.get(record.entry) ?? { kind, at: record.entry + 1, rows: [], toldAgain: false };
    const taken = last.get(record.externalId) ?? record;
    entry.rows.push(row(taken));
    entry.toldAgain ||= taken !== record;
    entries.set(record.entry, entry);
  }
  return [...entries.values()];
}

function problemOf({ field, reason }: Refusal): Problem {
  return { field, reason };
}
