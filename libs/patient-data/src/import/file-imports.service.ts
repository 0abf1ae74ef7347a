import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Database } from '@carenode/database';
import { Users } from '@carenode/identity-contract';
import { AppError, inTheNameOf, newId, type RequestContext } from '@carenode/module-kit';
import { type ImportOptions, type ImportOutcome, Imports } from '@carenode/patient-data-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { checkedAnswers } from './import-answers.rules.js';
import { ImportLine, type ImportOfRun } from './import-line.js';
import { errorOf, problemOf, problemOfRefusal } from './import-problem.rules.js';
import { ImportRunner } from './import-runner.service.js';
import { ImportUndo } from './import-undo.service.js';
import { UNKNOWN_FORMAT } from './patient-import.entity.js';
import { PatientImports } from './patient-imports.service.js';
import { type ReadEnd, readUpload } from './reading/read-upload.js';
import { tooLarge } from './received-file.js';

interface LocalFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** The formats whose files say who the patient is. */
const TELL_THE_PATIENT = ['fhir-r4'];
const WAIT_FOR_OTHERS_MS = 500;

const IS_PATIENT = `select 1 from public.profiles where id = $1 and user_type = 'patient' and deleted_at is null`;
const CLOSE = 'update public.profiles set deleted_at = now() where id = $1';
const FAILED = `
  update public.patient_data_imports set status = 'failed', problem = $2, finished_at = now()
   where id = $1 and status in ('running', 'undoing') and job_id is null`;
const TAKE_BACK = `
  update public.patient_data_imports set status = 'undoing', becomes = 'cancelled'
   where id = $1 and status = 'running' and job_id is null returning 1`;
const CANCELLED = `
  update public.patient_data_imports set status = 'cancelled', finished_at = now()
   where id = $1 and status = 'queued' and job_id is null`;

@Injectable()
export class FileImports extends Imports {
  constructor(
    private readonly db: Database,
    private readonly imports: PatientImports,
    private readonly line: ImportLine,
    private readonly runner: ImportRunner,
    private readonly undo: ImportUndo,
    private readonly users: Users,
  ) {
    super();
  }

  async importFile(
    ctx: RequestContext,
    patientId: string,
    path: string,
    options: ImportOptions = {},
  ): Promise<ImportOutcome> {
    const own = ctx.userType === 'patient' && ctx.subject === patientId;
    if (!own && ctx.userType !== 'system') throw patientDataErrors.import_not_allowed();
    if (options.answers) checkedAnswers(options.answers);
    const file = await this.look(path, options);
    const asked = await probe(file, patientId, options);
    if (asked.outcome === 'questions') return { status: 'waiting', questions: asked.questions };
    if (patientId === 'new') {
      if (!asked.formats.some((format) => TELL_THE_PATIENT.includes(format)))
        throw patientDataErrors.no_patient();
      return this.importNew(ctx, file, options);
    }
    const patient = own ? ctx : inTheNameOf(patientId, ctx);
    const [seen] = await this.db.as(patient).query(IS_PATIENT, [patientId]);
    if (!seen) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    return this.import(patient, patientId, file, options);
  }

  private async importNew(
    ctx: RequestContext,
    file: LocalFile,
    options: ImportOptions,
  ): Promise<ImportOutcome> {
    const { id } = await this.users.create(ctx, { userType: 'patient' });
    try {
      const outcome = await this.import(inTheNameOf(id, ctx), id, file, options);
      if (outcome.status !== 'done') return outcome;
      const { created, duplicate } = outcome.report.rows.profile;
      if (created + duplicate === 0) throw patientDataErrors.no_patient();
      return outcome;
    } catch (error) {
      await this.db.as(ctx).execute(CLOSE, [id]);
      throw error;
    }
  }

  private async import(
    ctx: RequestContext,
    patientId: string,
    file: LocalFile,
    options: ImportOptions,
  ): Promise<ImportOutcome> {
    const { signal, onProgress, answers } = options;
    const id = newId();
    await this.imports.rows.create(ctx, patientId, {
      id,
      format: UNKNOWN_FORMAT,
      fileName: file.name,
      byteCount: file.bytes,
      contentSha256: await sha256Of(file.path),
      answers,
      startedBy: ['cli', 'system'].includes(ctx.actor.kind) ? undefined : ctx.subject,
    });
    let begun: ImportOfRun | undefined;
    try {
      begun = await this.turn(ctx, patientId, id, signal);
      const end = await this.runner.run(ctx, begun, {
        path: file.path,
        ...(signal ? { signal } : {}),
        onProgress: ({ bytes, read, done }) =>
          onProgress?.({ bytesRead: bytes, bytesTotal: file.bytes, recordsRead: read, recordsDone: done }),
      });
      if (end.status === 'refused') {
        if (end.rows) await this.undo.undo(ctx, { ...begun, status: 'undoing' });
        throw errorOf(end.problem, id);
      }
      return end.status === 'waiting'
        ? { status: 'waiting', questions: end.questions }
        : { status: 'done', importId: id, patientId, report: end.report };
    } catch (error) {
      if (signal?.aborted) throw await this.cancel(ctx, id, begun);
      await this.db
        .as(ctx)
        .execute(FAILED, [id, JSON.stringify(problemOf(error))])
        .catch(() => undefined);
      throw error;
    }
  }

  /** Waits until no other import of the patient is under way. */
  private async turn(
    ctx: RequestContext,
    patientId: string,
    id: string,
    signal: AbortSignal | undefined,
  ): Promise<ImportOfRun> {
    for (;;) {
      const begun = await this.line.begin(
        ctx,
        { id, patientId },
        { jobId: null, kind: 'import', from: ['queued'] },
      );
      if (begun === 'gone') throw patientDataErrors.import_gone();
      if (begun !== 'busy') return begun;
      await pause(WAIT_FOR_OTHERS_MS, undefined, signal ? { signal } : {});
    }
  }

  private async cancel(ctx: RequestContext, id: string, begun: ImportOfRun | undefined): Promise<AppError> {
    await this.db.as(ctx).execute(CANCELLED, [id]);
    const running = begun ? await this.db.as(ctx).execute(TAKE_BACK, [id]) : [];
    if (begun && running.length > 0) await this.undo.undo(ctx, { ...begun, status: 'undoing' });
    return patientDataErrors.import_cancelled();
  }

  private async look(path: string, options: ImportOptions): Promise<LocalFile> {
    const facts = await stat(path).catch((error: unknown) => {
      throw patientDataErrors.file_not_readable({}, { cause: error });
    });
    if (!facts.isFile()) throw patientDataErrors.file_not_readable();
    if (facts.size > this.imports.limit) throw tooLarge(this.imports.limit);
    return { path, name: (options.name ?? basename(path)).slice(0, 255), bytes: facts.size };
  }
}

/** Reads up to the first rows, so that a file that cannot be used, or asks something, leaves nothing behind. */
async function probe(
  file: LocalFile,
  patientId: string,
  { answers, signal }: ImportOptions,
): Promise<{ outcome: 'usable'; formats: string[] } | Extract<ReadEnd, { outcome: 'questions' }>> {
  const enough = new AbortController();
  const formats: string[] = [];
  const end = await readUpload(
    {
      path: file.path,
      name: file.name,
      patientId,
      answers: answers ?? {},
      signal: signal ? AbortSignal.any([enough.signal, signal]) : enough.signal,
    },
    {
      recognised: (told) => void formats.push(...told.formats.map(({ id }) => id)),
      batch: () => {
        enough.abort();
        return Promise.resolve();
      },
    },
  );
  if (signal?.aborted) throw patientDataErrors.import_cancelled();
  if (end.outcome === 'questions') return end;
  if (end.outcome === 'refused') {
    if (end.code === 'reader_failed') throw new Error(`The reader of the file failed: ${end.defect ?? ''}.`);
    const { code, detail, kind = 'unprocessable', errors } = problemOfRefusal(end);
    throw new AppError(code, kind, detail, errors ? { errors } : {});
  }
  return { outcome: 'usable', formats };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    throw patientDataErrors.file_not_readable({}, { cause: error });
  }
  return hash.digest('hex');
}
