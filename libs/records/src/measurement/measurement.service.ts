import { type CreatedRow, Database, type JsonText, RowStore, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { byHand } from '../record-version/by-hand.js';
import { type ComparedVariable, conversion, normalised } from '../unit/normalise.rules.js';
import { VariableService } from '../variable/variable.service.js';
import type { MeasurementChange, MeasurementInput } from './measurement.dto.js';
import type { Measurement } from './measurement.entity.js';
import { contentColumns, refuseWithoutValue, variableOf } from './measurement.rules.js';
import { measurementView } from './measurement.view.js';

const COMPARED = statement(
  'measurements:compared',
  `select v.unit_code as "unitCode", v.code, v.code_system as "codeSystem" from public.variables v where v.id = $1`,
);

const CURRENT = `
  select m.value::text, m.unit, m.version, v.unit_code as "unitCode", v.code, v.code_system as "codeSystem"
    from public.measurements m join public.variables v on v.id = m.variable_id
   where m.patient_id = $1 and m.id = $2`;

/** How often a change is tried whose row somebody else changes at the same time. */
const TRIES = 3;

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
      const values = { variableId: variable, ...content };
      const [compared] =
        input.value == null ? [] : await this.database.as(ctx).query<ComparedVariable>(COMPARED, [variable]);
      const all = { ...values, ...normalisedColumns(input.value, input.unit, compared) };
      return super.create(ctx, patientId, all, idempotencyKey, values);
    }
    return this.database.as(ctx).transaction(async (tx) => {
      const variableId = await this.variables.findOrCreate(tx, patientId, variable);
      const values = { variableId, ...content };
      const [compared] = input.value == null ? [] : await tx.query<ComparedVariable>(COMPARED, [variableId]);
      const all = { ...values, ...normalisedColumns(input.value, input.unit, compared) };
      return this.createWithin(tx, patientId, all, idempotencyKey, values);
    });
  }

  /** What somebody corrects by hand is no import's any more. */
  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: MeasurementChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    const content = byHand(contentColumns(change));
    if (change.value === undefined && change.unit === undefined)
      return super.update(ctx, patientId, id, content, ifMatch);
    for (let attempt = 1; ; attempt++) {
      const [current] = await this.database
        .as(ctx)
        .transaction((tx) => tx.query<CurrentRow>(CURRENT, [patientId, id]));
      if (!current) return super.update(ctx, patientId, id, content, ifMatch);
      const value = change.value === undefined ? current.value : change.value;
      const unit = change.unit === undefined ? current.unit : change.unit;
      const all = {
        ...content,
        ...(change.unit === undefined ? {} : { unitText: null }),
        ...normalisedColumns(value, unit, current),
      };
      try {
        // The value that stays and the one that comes belong together: nobody changes the row in between.
        return await super.update(ctx, patientId, id, all, ifMatch ?? `"${current.version}"`);
      } catch (error) {
        const raced = error instanceof AppError && error.code === 'stale' && ifMatch === undefined;
        if (!raced || attempt === TRIES) throw error;
      }
    }
  }
}

interface CurrentRow extends ComparedVariable {
  readonly value: string | null;
  readonly unit: string | null;
  readonly version: number;
}

/** The value in the unit of the variable, as far as it can be told. */
function normalisedColumns(
  value: number | string | null | undefined,
  unit: string | null | undefined,
  variable: ComparedVariable | undefined,
): { readonly normalizedValue: string | null; readonly normalizedUnit: string | null } {
  const found = value == null || !variable ? null : conversion(unit ?? null, variable);
  const normal = found === null ? null : normalised(String(value), found);
  return { normalizedValue: normal, normalizedUnit: normal === null ? null : (found?.unit ?? null) };
}
