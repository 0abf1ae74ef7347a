import { createHash } from 'node:crypto';

import { Database, RowStore } from '@carenode/database';
import { type RequestContext, SettingsReader } from '@carenode/module-kit';
import type { CompletedImport, ImportProgress } from '@carenode/patient-data-contract';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

import { patientDataSettings } from '../patient-data.settings.js';
import { BundleStore } from './bundle-store.service.js';
import { importError, withImportId } from './import-problem.rules.js';
import { reportOf } from './import-report.rules.js';
import { ImportRun } from './import-run.js';
import { ImportSlots } from './import-slots.js';
import type { PatientImport } from './patient-import.entity.js';
import { importListView, importView } from './patient-import.view.js';
import { refusal } from './read-body.js';
import { readBundle } from './read-bundle.js';

/** A file, whole. */
export interface ImportFile {
  readonly bytes: Uint8Array;
  readonly name?: string | undefined;
  /** The patient's import source it came from. */
  readonly sourceId?: string | undefined;
}

const MOST_FILES_HELD = 8;
const MOST_AT_ONCE = 2;

/** Runs imports: each has a row that tells its progress and its end, and stores all of a file or nothing. */
@Injectable()
export class PatientImports implements OnModuleDestroy {
  readonly slots = new ImportSlots(MOST_FILES_HELD, MOST_AT_ONCE);
  readonly rows: RowStore<PatientImport>;
  readonly summaries: RowStore<PatientImport>;
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly db: Database,
    private readonly bundles: BundleStore,
    private readonly settings: SettingsReader,
  ) {
    const options = { noun: 'import', owner: 'patientId', about: 'patientId', order: 'createdAt' } as const;
    this.rows = new RowStore(db, importView, options);
    this.summaries = new RowStore(db, importListView, { ...options, filters: { status: 't.status = ?' } });
  }

  /** Largest file in bytes. */
  get limit(): number {
    return this.settings.read('patient-data', patientDataSettings).maxImportBytes;
  }

  /**
   * Notes the import and begins it; `done` settles when it is over. Throws, with nothing begun, when the caller may not
   * import for this patient or when the file is too large.
   */
  async start(
    ctx: RequestContext,
    patientId: string,
    file: ImportFile,
    onProgress: (progress: ImportProgress) => void = () => undefined,
  ): Promise<{ readonly id: string; readonly done: Promise<CompletedImport> }> {
    if (file.bytes.length > this.limit) throw refusal(this.limit);
    const { id } = await this.rows.create(ctx, patientId, {
      sourceId: file.sourceId,
      format: 'fhir-r4',
      fileName: file.name,
      byteCount: file.bytes.length,
      contentSha256: createHash('sha256').update(file.bytes).digest('hex'),
      startedBy: ['cli', 'system'].includes(ctx.actor.kind) ? undefined : ctx.subject,
    });
    const run = new ImportRun(this.db, ctx, id, onProgress);
    const done = this.slots.inTurn(() => this.run(run, patientId, file));
    this.running.add(done);
    const over = () => this.running.delete(done);
    done.then(over, over);
    return { id, done };
  }

  /** A host that stops lets its imports come to their end. */
  async onModuleDestroy(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async run(run: ImportRun, patientId: string, file: ImportFile): Promise<CompletedImport> {
    try {
      const bundle = await readBundle(file.bytes);
      run.tell({ entriesRead: bundle.read, recordsRead: bundle.records, recordsDone: 0 });
      const report = await this.db.as(run.ctx).transaction(async (tx) => {
        const stored = await this.bundles.store(tx, patientId, bundle, (recordsDone) =>
          run.tell({ entriesRead: bundle.read, recordsRead: bundle.records, recordsDone }),
        );
        const made = reportOf(bundle, stored);
        await run.over();
        // The end is noted together with the rows: an import is done exactly when they are there.
        await tx.query(DONE, [run.id, bundle.read, bundle.records, JSON.stringify(made)]);
        if (file.sourceId) await tx.query(SYNCED, [file.sourceId, patientId]);
        return made;
      });
      return { ...report, importId: run.id, patientId };
    } catch (thrown) {
      const error = importError(thrown);
      await run.fail(error);
      throw withImportId(error, run.id);
    }
  }
}

const DONE = `
  update public.patient_data_imports
     set status = 'done', entries_read = $2, records_read = $3, records_done = $3, report = $4, problem = null,
         finished_at = now()
   where id = $1`;
const SYNCED =
  'update public.patient_data_import_sources set last_sync = now() where id = $1 and patient_id = $2';
