import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { Database } from '@carenode/database';
import { Users } from '@carenode/identity-contract';
import { AppError, requestContext, type RequestContext } from '@carenode/module-kit';
import { type CompletedImport, FhirImports, type ImportProgress } from '@carenode/patient-data-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { importError } from './import-problem.rules.js';
import { PatientImports } from './patient-imports.service.js';
import { refusal } from './read-body.js';
import { readBundle } from './read-bundle.js';

const IS_PATIENT = `select 1 from public.profiles where id = $1 and user_type = 'patient' and deleted_at is null`;
const CLOSE = 'update public.profiles set deleted_at = now() where id = $1';

@Injectable()
export class FhirFileImports extends FhirImports {
  constructor(
    private readonly db: Database,
    private readonly imports: PatientImports,
    private readonly users: Users,
  ) {
    super();
  }

  async importFile(
    ctx: RequestContext,
    patientId: string,
    path: string,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<CompletedImport> {
    const own = ctx.userType === 'patient' && ctx.subject === patientId;
    if (!own && ctx.userType !== 'system') throw patientDataErrors.import_not_allowed();
    const release = this.imports.slots.hold();
    try {
      const file = { bytes: await this.readFile(path), name: basename(path).slice(0, 255) };
      if (patientId === 'new') return await this.importNew(ctx, file, onProgress);
      const patient = own ? ctx : this.inTheNameOf(ctx, patientId);
      const [seen] = await this.db.as(patient).query(IS_PATIENT, [patientId]);
      if (!seen) throw new AppError('not_found', 'not_found', 'There is no such patient.');
      const { done } = await this.imports.start(patient, patientId, file, onProgress);
      return await done;
    } finally {
      release();
    }
  }

  private async importNew(
    ctx: RequestContext,
    file: { bytes: Uint8Array; name: string },
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<CompletedImport> {
    // Read once before, so that a file that cannot be used leaves no profile behind.
    try {
      await readBundle(file.bytes);
    } catch (error) {
      throw importError(error);
    }
    const { id } = await this.users.create(ctx, { userType: 'patient' });
    try {
      const { done } = await this.imports.start(this.inTheNameOf(ctx, id), id, file, onProgress);
      return await done;
    } catch (error) {
      await this.db.as(ctx).execute(CLOSE, [id]);
      throw error;
    }
  }

  /** Background work imports with the patient's rights and no others. */
  private inTheNameOf(ctx: RequestContext, patientId: string): RequestContext {
    return requestContext({
      subject: patientId,
      userType: 'patient',
      actor: ctx.actor,
      requestId: ctx.requestId,
    });
  }

  private async readFile(path: string): Promise<Uint8Array> {
    try {
      const { size } = await stat(path);
      if (size > this.imports.limit) throw refusal(this.imports.limit);
      return await readFile(path);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw patientDataErrors.file_not_readable({}, { cause: error });
    }
  }
}
