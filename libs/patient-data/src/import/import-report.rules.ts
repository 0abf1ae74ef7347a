import type { ImportReport, RecordCounts, RowCounts, RowKind } from '@carenode/patient-data-contract';

import type { CountsByKind, Recognised, ReadTotals } from './reading/messages.js';

export const ROW_KINDS = [
  'profile',
  'conditions',
  'treatments',
  'measurements',
  'goals',
  'foods',
  'activities',
] as const satisfies readonly RowKind[];

/** What storing a batch came to. */
export interface BatchCounts {
  /** By kind: records stored, there already, and refused by the database. */
  readonly kinds: Readonly<Record<string, readonly [stored: number, duplicate: number, quarantined: number]>>;
  /** By what they are: rows created, updated, and there already. */
  readonly rows: Readonly<
    Partial<Record<RowKind, readonly [created: number, updated: number, duplicate: number]>>
  >;
  /** Problems told one by one. */
  readonly told: number;
}

const NOTHING: RecordCounts = { read: 0, stored: 0, duplicate: 0, quarantined: 0, skipped: 0 };

/** The sum of batches. */
export function sumOfBatches(batches: Iterable<BatchCounts>): BatchCounts {
  const kinds: Record<string, [number, number, number]> = {};
  const rows: Partial<Record<RowKind, [number, number, number]>> = {};
  let told = 0;
  const add = (
    to: Record<string, [number, number, number]>,
    from: Readonly<Record<string, readonly number[]>>,
  ) => {
    for (const [name, counts] of Object.entries(from)) {
      const sum = (to[name] ??= [0, 0, 0]);
      for (const n of [0, 1, 2] as const) sum[n] += counts[n] ?? 0;
    }
  };
  for (const batch of batches) {
    add(kinds, batch.kinds);
    add(rows, batch.rows);
    told += batch.told;
  }
  return { kinds, rows, told };
}

/** The report of a file that was read to its end. Throws when the counts do not add up, which is a defect. */
export function reportOf(
  recognised: Recognised,
  { totals, notes }: Pick<ReadTotals, 'totals' | 'notes'>,
  batches: BatchCounts,
): ImportReport {
  const kinds = Object.fromEntries(
    Object.entries(totals).map(([kind, counts]) => [kind, countsOf(kind, counts, batches)]),
  );
  const total = Object.values(kinds).reduce(plus, NOTHING);
  const { formats, files, ignored, ignoredCount } = recognised;
  const rows = ROW_KINDS.map((kind): [RowKind, RowCounts] => {
    const [created, updated, duplicate] = batches.rows[kind] ?? [0, 0, 0];
    return [kind, { created, updated, duplicate }];
  });
  return {
    formats,
    files,
    ignored,
    ignoredCount,
    total,
    kinds,
    rows: Object.fromEntries(rows) as Record<RowKind, RowCounts>,
    problems: { quarantined: total.quarantined, notes, told: batches.told },
  };
}

function countsOf(kind: string, counts: CountsByKind[string], batches: BatchCounts): RecordCounts {
  const [stored, duplicate, quarantined] = batches.kinds[kind] ?? [0, 0, 0];
  if (stored + duplicate + quarantined !== counts.added)
    throw new Error('What was stored of an import is not what was read of its file.');
  return {
    read: counts.read,
    stored,
    duplicate,
    quarantined: counts.quarantined + quarantined,
    skipped: counts.skipped,
  };
}

function plus(one: RecordCounts, other: RecordCounts): RecordCounts {
  return {
    read: one.read + other.read,
    stored: one.stored + other.stored,
    duplicate: one.duplicate + other.duplicate,
    quarantined: one.quarantined + other.quarantined,
    skipped: one.skipped + other.skipped,
  };
}
