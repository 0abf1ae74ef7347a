import { Database, JsonText, RowStore } from '@carenode/database';
import { AppError, Files, newId, type RequestContext, SettingsReader } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { patientDataSettings } from '../patient-data.settings.js';
import type { Answers } from './format/import-format.js';
import { ImportLine } from './import-line.js';
import { errorOf, type ImportProblem } from './import-problem.rules.js';
import { ImportSlots } from './import-slots.js';
import { type ImportStatus, type PatientImport, UNKNOWN_FORMAT } from './patient-import.entity.js';
import { importListView, importView } from './patient-import.view.js';
import { receivedFile } from './received-file.js';

/** What is told with a file. */
export interface NewImport {
  readonly name?: string | undefined;
  /** The patient's import source it came from. */
  readonly sourceId?: string | undefined;
  readonly answers?: Answers;
}

const MOST_SENT_AT_ONCE = 8;
const MOST_OPEN = 20;
/** Who does not ask to be answered at once waits so long for the end of an import. */
const WAIT_MS = 60_000;
const LOOK_MS = 100;

const OPEN = `
  select count(*)::int as count from public.patient_data_imports
   where patient_id = $1 and status in ('waiting', 'queued', 'running', 'undoing')`;
const NOTE_JOB = 'update public.patient_data_imports set job_id = $2 where id = $1';
const STATUS = 'select status, problem from public.patient_data_imports where id = $1';

/** Takes files in and tells about imports. */
@Injectable()
export class PatientImports {
  readonly rows: RowStore<PatientImport>;
  readonly summaries: RowStore<PatientImport>;
  private readonly slots = new ImportSlots(MOST_SENT_AT_ONCE);

  constructor(
    private readonly db: Database,
    private readonly files: Files,
    private readonly line: ImportLine,
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
   * Keeps the file and asks for the job that imports it; answers with the id of the import. Throws, with nothing kept, when
   * the file is too large or cut off, or when the patient has too many imports under way.
   */
  async receive(ctx: RequestContext, patientId: string, body: unknown, told: NewImport): Promise<string> {
    const release = this.slots.hold();
    try {
      const pieces = receivedFile(body, this.limit);
      const [open] = await this.db.as(ctx).query<{ count: number }>(OPEN, [patientId]);
      if ((open?.count ?? 0) >= MOST_OPEN) throw patientDataErrors.imports_open({ most: MOST_OPEN });
      const id = newId();
      const fileKey = `imports/${id}`;
      const { bytes, sha256 } = await this.files.write(fileKey, pieces, this.limit);
      try {
        await this.note(ctx, patientId, id, { ...told, fileKey, bytes, sha256 });
      } catch (error) {
        await this.files.remove(fileKey).catch(() => undefined);
        throw error;
      }
      return id;
    } finally {
      release();
    }
  }

  /** Resolves when the import is over, waits for answers, or takes too long to be waited for. Throws what it was refused for. */
  async settled(ctx: RequestContext, importId: string): Promise<ImportStatus> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const [row] = await this.db
        .as(ctx)
        .query<{ status: ImportStatus; problem: ImportProblem | null }>(STATUS, [importId]);
      if (!row) throw new AppError('not_found', 'not_found', 'There is no such import.');
      if (row.status === 'refused' || row.status === 'failed') throw errorOf(row.problem, importId);
      const open = row.status === 'queued' || row.status === 'running' || row.status === 'undoing';
      if (!open || Date.now() > until) return row.status;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  get(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    return this.rows.get(ctx, patientId, id);
  }

  private async note(
    ctx: RequestContext,
    patientId: string,
    id: string,
    file: NewImport & { readonly fileKey: string; readonly bytes: number; readonly sha256: string },
  ): Promise<void> {
    const { name, sourceId, answers, fileKey, bytes, sha256 } = file;
    await this.db.as(ctx).transaction(async (tx) => {
      await this.rows.createWithin(tx, patientId, {
        id,
        sourceId,
        format: UNKNOWN_FORMAT,
        fileName: name,
        byteCount: bytes,
        contentSha256: sha256,
        answers,
        fileKey,
        startedBy: ['cli', 'system'].includes(ctx.actor.kind) ? undefined : ctx.subject,
      });
      await tx.query(NOTE_JOB, [id, await this.line.enqueue(tx, 'import', id)]);
    });
  }
}
