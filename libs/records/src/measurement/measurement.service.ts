import { type CreatedRow, Database, type JsonText, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { VariableService } from '../variable/variable.service.js';
import type { MeasurementChange, MeasurementInput } from './measurement.dto.js';
import type { Measurement } from './measurement.entity.js';
import { contentColumns, refuseWithoutValue, variableOf } from './measurement.rules.js';
import { measurementView } from './measurement.view.js';

/** A patient's measurements. */
@Injectable()
export class MeasurementService extends RowStore<Measurement> {
  constructor(
    private readonly database: Database,
    private readonly variables: VariableService,
  ) {
    super(database, measurementView, {
      noun: 'measurement',
      owner: 'patientId',
      about: 'patientId',
      order: 'startAt',
      filters: {
        variableId: 't.variable_id = ?',
        from: 't.start_at >= ?::timestamptz',
        to: 't.start_at < ?::timestamptz',
      },
      idempotent: true,
    });
  }

  /** A variable that has to be made first is made in the same transaction. */
  override async create(
    ctx: RequestContext,
    patientId: string,
    input: MeasurementInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    refuseWithoutValue(input);
    const content = contentColumns(input);
    const variable = variableOf(input);
    if (typeof variable === 'string') {
      return super.create(ctx, patientId, { variableId: variable, ...content }, idempotencyKey);
    }
    return this.database.as(ctx).transaction(async (tx) => {
      const variableId = await this.variables.findOrCreate(tx, patientId, variable);
      return this.createWithin(tx, patientId, { variableId, ...content }, idempotencyKey);
    });
  }

  override update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: MeasurementChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    return super.update(ctx, patientId, id, contentColumns(change), ifMatch);
  }
}
