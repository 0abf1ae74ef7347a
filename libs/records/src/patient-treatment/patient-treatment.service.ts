import { type CreatedRow, Database, type JsonText, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { findInCatalogue, refuseHalfCode } from '../catalogue/find-in-catalogue.js';
import type { PatientTreatmentChange, PatientTreatmentInput } from './patient-treatment.dto.js';
import type { PatientTreatment } from './patient-treatment.entity.js';
import { patientTreatmentView } from './patient-treatment.view.js';
import { byHand } from '../record-version/by-hand.js';

/** What a patient does about it. */
@Injectable()
export class PatientTreatmentService extends RowStore<PatientTreatment> {
  constructor(private readonly database: Database) {
    super(database, patientTreatmentView, {
      noun: 'treatment',
      owner: 'patientId',
      about: 'patientId',
      order: 'recordedAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: PatientTreatmentInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    const treatmentId =
      input.treatmentId === undefined
        ? await findInCatalogue(this.database, ctx, 'treatments', input)
        : input.treatmentId;
    const values = { ...input, treatmentId };
    return super.create(ctx, patientId, values, idempotencyKey, input);
  }

  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: PatientTreatmentChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    refuseHalfCode(change);
    const treatmentId =
      change.treatmentId === undefined
        ? await findInCatalogue(this.database, ctx, 'treatments', change)
        : change.treatmentId;
    return super.update(ctx, patientId, id, byHand({ ...change, treatmentId }), ifMatch);
  }
}
