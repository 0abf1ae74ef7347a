import { type CreatedRow, Database, type JsonText, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { findInCatalogue, refuseHalfCode } from '../catalogue/find-in-catalogue.js';
import type { PatientConditionChange, PatientConditionInput } from './patient-condition.dto.js';
import type { PatientCondition } from './patient-condition.entity.js';
import { patientConditionView } from './patient-condition.view.js';
import { byHand } from '../record-version/by-hand.js';

/** What a patient has. */
@Injectable()
export class PatientConditionService extends RowStore<PatientCondition> {
  constructor(private readonly database: Database) {
    super(database, patientConditionView, {
      noun: 'condition',
      owner: 'patientId',
      about: 'patientId',
      order: 'recordedAt',
      filters: { clinicalStatus: 't.clinical_status = ?' },
      idempotent: true,
    });
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: PatientConditionInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    const conditionId =
      input.conditionId === undefined
        ? await findInCatalogue(this.database, ctx, 'conditions', input)
        : input.conditionId;
    const values = { ...input, conditionId };
    return super.create(ctx, patientId, values, idempotencyKey, input);
  }

  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: PatientConditionChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    refuseHalfCode(change);
    const conditionId =
      change.conditionId === undefined
        ? await findInCatalogue(this.database, ctx, 'conditions', change)
        : change.conditionId;
    return super.update(ctx, patientId, id, byHand({ ...change, conditionId }), ifMatch);
  }
}
