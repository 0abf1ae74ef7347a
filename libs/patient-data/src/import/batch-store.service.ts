import { setTimeout as pause } from 'node:timers/promises';

import { Database, databaseError, sqlState } from '@carenode/database';
import { PatientProfiles } from '@carenode/identity-contract';
import { AppError, type RequestContext, type Transaction } from '@carenode/module-kit';
import type { RowKind } from '@carenode/patient-data-contract';
import { HealthRecords } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { storeClinical } from './clinical-rows.js';
import { keepRowsOf } from './import-line.js';
import type { BatchCounts } from './import-report.rules.js';
import { addActivities, addFoods } from './log-rows.js';
import { partOf } from './part-of-batch.rules.js';
import type { ReadBatch, ReadProblem } from './reading/messages.js';

/** The import that a batch belongs to. */
export interface ImportOfBatch {
  readonly id: string;
  readonly patientId: string;
  readonly fileName: string | null;
  /** The job that does it; null for a command. */
  readonly jobId: string | null;
}

/** Room for the problems of one batch: their numbers order all problems of an import. */
const PROBLEMS_PER_BATCH = 4096;
/** Records that the database refused and that are told one by one, of one batch. */
const MOST_REFUSED_TOLD = 100;
/** Records of one run that the database may refuse: each is found by halving its batch, over and over. */
export const MOST_REFUSED = 250;
const TRIES_AGAINST_OTHERS = 20;
const PATIENCE_MS = 60_000;

const IS_STORED = 'select 1 from public.patient_data_import_batches where import_id = $1 and number = $2';
const NOTE_BATCH = `
  insert into public.patient_data_import_batches (import_id, number, patient_id, counts) values ($1, $2, $3, $4)`;
const NOTE_PROBLEMS = `
  insert into public.patient_data_import_problems (import_id, number, patient_id, severity, file, line, kind, field, reason)
  select $1, $2 + t.place - 1, $3, t.severity, t.file, t.line, t.kind, t.field, t.reason
    from unnest($4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[])
           with ordinality t (severity, file, line, kind, field, reason, place)`;
/** Made in this very transaction: their time is its time. */
const NOTE_VARIABLES = `
  insert into public.patient_data_import_changes (import_id, what, row_id, patient_id)
  select $1, 'variable', v.id, $2 from public.variables v where v.patient_id = $2 and v.created_at = now()
  on conflict do nothing`;

type Rows = Partial<Record<RowKind, [number, number, number]>>;

/** Why PostgreSQL takes no row like this; names rule or column, and repeats no value. */
type Refused = Pick<ReadProblem, 'field' | 'reason'>;

interface StoredPart {
  /** By record: 1 when a row of it is new or changed. */
  readonly stored: Uint8Array;
  readonly refused: ReadonlyMap<number, Refused>;
  readonly rows: Rows;
}

/** Puts a batch where its rows belong, in one transaction under the patient's rights, once. */
@Injectable()
export class BatchStore {
  constructor(
    private readonly db: Database,
    private readonly profiles: PatientProfiles,
    private readonly records: HealthRecords,
  ) {}

  /**
   * Stores all of the batch or (on a throw) nothing; nothing either when it was stored before. A record that PostgreSQL
   * refuses is quarantined, and the others stored; answers how many these were. Throws `import_gone` when the import is not
   * this run's any more, and `import_refused_rows` when PostgreSQL refuses more records than `mayRefuse`.
   */
  async store(
    ctx: RequestContext,
    of: ImportOfBatch,
    batch: ReadBatch,
    mayRefuse: number,
    signal?: AbortSignal,
  ): Promise<number> {
    let careful = false;
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      try {
        return await this.db
          .as(ctx)
          .transaction((tx) => this.storeIn(tx, of, batch, careful ? mayRefuse : null));
      } catch (error) {
        if (isAboutValues(error) && !careful) careful = true;
        else if (error instanceof AppError && error.code === 'try_again' && tries < TRIES_AGAINST_OTHERS)
          await pause(Math.random() * 50 * tries);
        else if (error instanceof AppError && error.kind === 'unavailable' && Date.now() < giveUpAt)
          await pause(1000);
        else throw error;
      }
    }
  }

  private async storeIn(
    tx: Transaction,
    of: ImportOfBatch,
    batch: ReadBatch,
    mayRefuse: number | null,
  ): Promise<number> {
    if (!(await keepRowsOf(tx, of))) throw patientDataErrors.import_gone();
    if ((await tx.query(IS_STORED, [of.id, batch.number])).length > 0) return 0;
    const part =
      mayRefuse === null
        ? await this.storeRows(tx, of, batch)
        : await this.storeCarefully(tx, of, batch, { left: mayRefuse });
    if (batch.measurements.series.length > 0 || batch.clinical.length > 0)
      await tx.query(NOTE_VARIABLES, [of.id, of.patientId]);
    const problems = await this.noteProblems(tx, of, batch, part);
    const counts = countsOf(batch, part, problems);
    await tx.query(NOTE_BATCH, [of.id, batch.number, of.patientId, JSON.stringify(counts)]);
    return part.refused.size;
  }

  private async storeRows(tx: Transaction, of: ImportOfBatch, batch: ReadBatch): Promise<StoredPart> {
    const { id: importId, patientId } = of;
    const stored = new Uint8Array(batch.records.length);
    const rows: Rows = {};
    const count = (kind: RowKind, ...[created, updated, duplicate]: readonly [number, number, number]) => {
      const sum = (rows[kind] ??= [0, 0, 0]);
      sum[0] += created;
      sum[1] += updated;
      sum[2] += duplicate;
    };
    const clinical = await storeClinical(
      { tx, patientId, importId },
      { profiles: this.profiles, records: this.records },
      batch.clinical,
    );
    for (const { kind, counts, records } of clinical) {
      count(kind, ...counts);
      for (const record of records) stored[record] = 1;
    }
    const { series, rows: measured, record } = batch.measurements;
    if (measured.count > 0) {
      const added = await this.records.add(tx, patientId, { importId, series, rows: measured });
      count('measurements', added.created, 0, measured.count - added.created);
      const all = added.which === null && added.created > 0;
      for (let row = 0; all && row < measured.count; row++) stored[record?.[row] ?? row] = 1;
      for (const row of added.which ?? []) stored[record?.[row] ?? row] = 1;
    }
    const logs = [
      ['foods', batch.foods, await addFoods(tx, patientId, importId, batch.foods)],
      ['activities', batch.activities, await addActivities(tx, patientId, importId, batch.activities)],
    ] as const;
    for (const [kind, list, added] of logs) {
      if (list.length > 0) count(kind, added.size, 0, list.length - added.size);
      const left = new Set(added);
      for (const row of list) if (left.delete(row.id)) stored[row.record] = 1;
    }
    return { stored, refused: new Map(), rows };
  }

  /** Halves what PostgreSQL refuses until single records are left, and leaves those out. */
  private async storeCarefully(
    tx: Transaction,
    of: ImportOfBatch,
    batch: ReadBatch,
    mayRefuse: { left: number },
  ): Promise<StoredPart> {
    const count = batch.records.length;
    await tx.query('savepoint part');
    try {
      const part = await this.storeRows(tx, of, batch);
      await tx.query('release savepoint part');
      return part;
    } catch (error) {
      if (!isAboutValues(error)) throw error;
      await tx.query('rollback to savepoint part');
      if (count === 1 && --mayRefuse.left < 0)
        throw patientDataErrors.import_refused_rows({ most: MOST_REFUSED });
      if (count === 1)
        return { stored: new Uint8Array(1), refused: new Map([[0, refusedFor(error)]]), rows: {} };
    }
    const half = count >> 1;
    const one = await this.storeCarefully(tx, of, partOf(batch, 0, half), mayRefuse);
    const other = await this.storeCarefully(tx, of, partOf(batch, half, count), mayRefuse);
    return joined(one, other, half);
  }

  private async noteProblems(
    tx: Transaction,
    of: ImportOfBatch,
    batch: ReadBatch,
    { refused }: StoredPart,
  ): Promise<number> {
    const { places } = batch;
    const told: (ReadProblem & { severity: string })[] = [
      ...batch.quarantined.map((problem) => ({ ...problem, severity: 'quarantined' })),
      ...[...refused].slice(0, MOST_REFUSED_TOLD).map(([record, { field, reason }]) => ({
        severity: 'quarantined',
        file: places.files[places.file[record] ?? 0] ?? of.fileName ?? '',
        line: places.line[record] ?? 0,
        kind: batch.kinds[batch.records[record] ?? 0],
        ...(field === undefined ? {} : { field }),
        reason,
      })),
      ...batch.notes.map((problem) => ({ ...problem, severity: 'note' })),
    ].slice(0, PROBLEMS_PER_BATCH);
    if (told.length === 0) return 0;
    const cut = (text: string | undefined) => text?.slice(0, 1000) ?? null;
    await tx.query(NOTE_PROBLEMS, [
      of.id,
      batch.number * PROBLEMS_PER_BATCH,
      of.patientId,
      told.map(({ severity }) => severity),
      told.map(({ file }) => cut(file)),
      told.map(({ line }) => line),
      told.map(({ kind }) => cut(kind)),
      told.map(({ field }) => cut(field)),
      told.map(({ reason }) => cut(reason)),
    ]);
    return told.length;
  }
}

function countsOf(batch: ReadBatch, { stored, refused, rows }: StoredPart, told: number): BatchCounts {
  const kinds = batch.kinds.map((): [number, number, number] => [0, 0, 0]);
  for (const [record, kind] of batch.records.entries()) {
    const counts = kinds[kind];
    if (counts) counts[refused.has(record) ? 2 : stored[record] ? 0 : 1]++;
  }
  return {
    kinds: Object.fromEntries(batch.kinds.map((kind, n) => [kind, kinds[n] ?? [0, 0, 0]])),
    rows,
    told,
  };
}

function joined(one: StoredPart, other: StoredPart, shift: number): StoredPart {
  const rows: Rows = { ...one.rows };
  for (const [kind, counts] of Object.entries(other.rows) as [RowKind, [number, number, number]][]) {
    const [created, updated, duplicate] = rows[kind] ?? [0, 0, 0];
    rows[kind] = [created + counts[0], updated + counts[1], duplicate + counts[2]];
  }
  return {
    stored: Uint8Array.from([...one.stored, ...other.stored]),
    refused: new Map([...one.refused, ...[...other.refused].map(([n, why]) => [n + shift, why] as const)]),
    rows,
  };
}

function refusedFor(error: unknown): Refused {
  const known = databaseError(error);
  if (!(known instanceof AppError)) return { reason: 'PostgreSQL refuses it.' };
  const [place] = (known.details.errors ?? []).map(({ field }) => field);
  return { ...(place === undefined ? {} : { field: place }), reason: known.message };
}

/** PostgreSQL says that a value breaks a rule, which another try does not change. */
function isAboutValues(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return /^(22|23)/.test(state) && state !== '23505';
}
