import { Database, type Transaction } from '@carenode/database';
import {
  AppError,
  isId,
  JobHandler,
  type JobProgress,
  PublicAddress,
  type RequestContext,
  type RunningJob,
  SettingsReader,
  subjectOf,
  systemContext,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { identitySettings } from '../identity.settings.js';
import { type ArchiveFacts, ExportFile, type FileFacts } from './export-file.js';

interface ExportedTable {
  readonly name: string;
  readonly module: string;
  readonly holds: string;
  readonly row_count: string;
  readonly columns: readonly { name: string; type: string; meaning: string | null }[];
  readonly meaning: string | null;
}

/** Rows fetched at once: as many as make about so many characters of JSON. */
const FETCH_CHARACTERS = 200_000;
const FETCH_AT_FIRST = 100;
const FETCH_AT_MOST = 500;

const TABLES = `
  select e.name, e.module, e.holds, e.row_count, e.columns, obj_description(format('public.%I', e.name)::regclass, 'pg_class') as meaning
    from carenode.export_tables() e`;

// A host that was taken for dead may come back: what it does about a run that is no longer its own comes to nothing.
const STORE_PART = `
  insert into data_export_parts (export_id, patient_id, number, bytes)
  select $3, $4, $5, $6 from jobs where id = $1 and attempts = $2 and status = 'running' returning 1`;
const REMOVE_PARTS = `
  delete from data_export_parts
   where export_id = $3 and exists (select from jobs where id = $1 and attempts = $2)`;

const READY = `
  update data_exports e
     set byte_count = $4, part_count = $5, sha256 = $6, ready_at = now(), expires_at = now() + $7::int * interval '1 day'
    from jobs j
   where e.id = $3 and j.id = $1 and j.attempts = $2 and j.status = 'running' returning 1`;

/**
 * Makes the file of an export: one ZIP with a file of JSON lines per table, as all tables were at one instant. Rows go from
 * PostgreSQL through the compressor into the parts of the file; memory does not grow with the record.
 */
@Injectable()
export class ExportJob extends JobHandler {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
    private readonly address: PublicAddress,
  ) {
    super();
  }

  async run(
    ctx: RequestContext,
    { id, input, attempt }: RunningJob,
    progress: JobProgress,
  ): Promise<{ byteCount: number; sha256: string }> {
    const { exportId } = input;
    if (!isId(exportId)) throw new AppError('invalid_job', 'invalid', 'The job names no export.');
    const run: Run = [id, attempt, exportId];
    if (attempt > 1) await this.removeParts(run);
    const patientId = subjectOf(ctx);
    const file = new ExportFile(async (number, bytes) => {
      progress.signal.throwIfAborted();
      // Each part under the person's rights as they are now: an export goes on no longer than the delegation it was made by.
      const stored = await this.db.as(ctx).execute(STORE_PART, [...run, patientId, number, bytes]);
      if (stored.length === 0) throw exportGone();
    });
    try {
      const archive = await this.db.as(ctx).transaction((tx) => this.write(tx, ctx, file, progress), {
        readOnly: true,
        isolation: 'repeatable read',
      });
      await this.note(ctx, run, archive);
      return { byteCount: archive.byteCount, sha256: archive.sha256 };
    } catch (error) {
      file.abandon();
      await this.removeParts(run).catch(() => undefined);
      throw error;
    }
  }

  private async write(
    tx: Transaction,
    ctx: RequestContext,
    file: ExportFile,
    { report, signal }: JobProgress,
  ): Promise<ArchiveFacts> {
    const made = new Date().toISOString();
    const tables = await tx.query<ExportedTable>(TABLES);
    const total = tables.reduce((sum, table) => sum + Number(table.row_count), 0);
    let done = 0;
    const listed: object[] = [];
    for (const table of tables) {
      report(done, total, table.name);
      const { facts, rows } = await this.writeTable(tx, file, table, (rowsSoFar) => {
        signal.throwIfAborted();
        report(done + rowsSoFar, total);
      });
      done += rows;
      listed.push({
        table: table.name,
        module: table.module,
        holds: table.holds,
        meaning: table.meaning,
        file: facts.name,
        rows,
        bytes: facts.byteCount,
        sha256: facts.sha256,
        columns: table.columns,
      });
    }
    file.begin('record.json');
    await file.write(JSON.stringify(this.manifest(ctx, made, listed), null, 2));
    await file.end();
    return file.finish();
  }

  private async writeTable(
    tx: Transaction,
    file: ExportFile,
    { name, module }: ExportedTable,
    report: (rows: number) => void,
  ): Promise<{ facts: FileFacts; rows: number }> {
    file.begin(`${module}/${name}.ndjson`);
    await tx.query('select carenode.open_export($1)', [name]);
    let rows = 0;
    let characters = 0;
    let next = FETCH_AT_FIRST;
    for (;;) {
      const fetched = await tx.query<{ text: string }>(`fetch ${next} from export_rows`);
      if (fetched.length === 0) break;
      const lines = `${fetched.map(({ text }) => text).join('\n')}\n`;
      await file.write(lines);
      rows += fetched.length;
      characters += lines.length;
      report(rows);
      next = Math.min(FETCH_AT_MOST, Math.max(1, Math.round((FETCH_CHARACTERS * rows) / characters)));
    }
    await tx.query('close export_rows');
    return { facts: await file.end(), rows };
  }

  private manifest(ctx: RequestContext, made: string, tables: readonly object[]): object {
    return {
      format: 'carenode-record',
      formatVersion: 1,
      about:
        'Everything that this instance holds about one person: one file of JSON lines per table, one row a line, all as of one instant. ' +
        'Left out are secrets such as password hashes and what programs keep for themselves.',
      instance: this.address.url.origin,
      person: subjectOf(ctx),
      made,
      tables,
      attachments: [],
    };
  }

  /** The export is ready: both the row and the audit trail say so. */
  private async note(ctx: RequestContext, run: Run, archive: ArchiveFacts): Promise<void> {
    const { exportDays } = this.settings.read('identity', identitySettings);
    const ready = await this.db
      .as(systemContext('note that an export is ready'))
      .execute(READY, [...run, archive.byteCount, archive.partCount, archive.sha256, exportDays]);
    if (ready.length === 0) throw exportGone();
    const [, , exportId] = run;
    await this.db.as(ctx).execute('select carenode.note_export($1)', [exportId]);
  }

  private async removeParts(run: Run): Promise<void> {
    await this.db
      .as(systemContext('remove the parts of an export that was not finished'))
      .execute(REMOVE_PARTS, run);
  }
}

/** The job, the number of the run, the export. */
type Run = readonly [jobId: string, attempt: number, exportId: string];

const exportGone = () =>
  new AppError('export_gone', 'gone', 'The export was cancelled, or is being made by another host.');
