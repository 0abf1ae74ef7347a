import { Database, enqueueJob, refuseUnseenOwner, statement } from '@carenode/database';
import { AppError, invalidInput, type RequestContext } from '@carenode/module-kit';
import type { DailyValue, DailyValues } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { dayAfter } from '../time-zone/patient-clock.rules.js';
import { PatientTimeZones } from '../time-zone/patient-time-zones.service.js';
import type { DailyValuesQuery, DailyValuesView, DailyValueView } from './daily-value.dto.js';
import { DayComputation } from './day-computation.service.js';

export const DAILY_VALUES_JOB = 'daily-values';
/** Three years with their leap days. */
const DAYS_MOST = 1098;
const VARIABLES_MOST = 100;
/** How long a request may compute; what is left is done in the background. */
const REQUEST_MS = 2000;

const OF_ONE = statement(
  'daily-values:of-one',
  `select d.day::text, d.value::float8, d.median::float8, d.min_value::float8 as min, d.max_value::float8 as max, d.count,
          d.left_out, d.unit, d.sources, d.ends_at <= now() as complete, d.computed_at
     from public.daily_values d
    where d.patient_id = $1 and d.variable_id = $2 and d.day between $3::date and $4::date order by d.day`,
);

const OF_SEVERAL = statement(
  'daily-values:of-several',
  `select d.variable_id, d.day::text, d.value::float8, d.min_value::float8 as min, d.max_value::float8 as max, d.count
     from public.daily_values d
    where d.patient_id = $1 and d.variable_id = any ($2::uuid[]) and d.day between $3::date and $4::date and d.value is not null
    order by d.variable_id, d.day`,
);

interface Row extends Omit<DailyValueView, 'leftOut' | 'computedAt'> {
  readonly left_out: number;
  readonly unit: string | null;
  readonly computed_at: Date;
}

/** What variables were day by day. What is not as measurements say any more is computed before it is read. */
@Injectable()
export class DailyValuesService implements DailyValues {
  constructor(
    private readonly db: Database,
    private readonly computation: DayComputation,
    private readonly zones: PatientTimeZones,
  ) {}

  async read(
    ctx: RequestContext,
    patientId: string,
    variableIds: readonly string[],
    from: string,
    to: string,
  ): Promise<ReadonlyMap<string, readonly DailyValue[]>> {
    refuseLongTime(from, to);
    if (variableIds.length > VARIABLES_MOST)
      throw invalidInput({
        field: 'variableIds',
        rule: 'max',
        message: `At most ${VARIABLES_MOST} variables are read at once.`,
      });
    await refuseUnseenOwner(this.db, ctx, patientId, 'measurements');
    await this.bringUpToDate(ctx, patientId, variableIds, from, to);
    const rows = await this.db
      .as(ctx)
      .queryOf<DailyValue & { variable_id: string }>(
        { table: 'measurements', patient: patientId },
        OF_SEVERAL,
        [patientId, variableIds, from, to],
      );
    const found = new Map<string, DailyValue[]>(variableIds.map((id) => [id, []]));
    for (const { variable_id, ...day } of rows) found.get(variable_id)?.push(day);
    return found;
  }

  /** Of one variable, with all that is known of each day; computes for at most 2 seconds, and says when days are left. */
  async list(
    ctx: RequestContext,
    patientId: string,
    { variableId, from, to }: DailyValuesQuery,
  ): Promise<DailyValuesView> {
    refuseLongTime(from, to);
    await refuseUnseenOwner(this.db, ctx, patientId, 'measurements');
    const deadline = Date.now() + REQUEST_MS;
    const done = await this.bringUpToDate(
      ctx,
      patientId,
      [variableId],
      from,
      to,
      () => Date.now() < deadline,
    );
    if (!done) await this.refresh(ctx, patientId);
    const rows = await this.db
      .as(ctx)
      .queryOf<Row>({ table: 'measurements', patient: patientId }, OF_ONE, [patientId, variableId, from, to]);
    return {
      variableId,
      unit: rows[rows.length - 1]?.unit ?? null,
      computing: !done,
      days: rows.map(({ left_out, unit: _, computed_at, ...day }) => ({
        ...day,
        leftOut: left_out,
        computedAt: computed_at.toISOString(),
      })),
    };
  }

  async today(ctx: RequestContext, patientId: string): Promise<string> {
    const own = this.computation.inTheNameOf(ctx, patientId);
    const clock = await this.db
      .as(own)
      .transaction((tx) => this.zones.clockOf(tx, patientId), { readOnly: true });
    return clock.at(Date.now()).dayAt(Date.now());
  }

  async refresh(ctx: RequestContext, patientId: string): Promise<void> {
    const own = this.computation.inTheNameOf(ctx, patientId);
    try {
      await enqueueJob(this.db.as(own), { kind: DAILY_VALUES_JOB, about: patientId, exclusive: true });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'job_under_way') throw error;
    }
  }

  private async bringUpToDate(
    ctx: RequestContext,
    patientId: string,
    variableIds: readonly string[],
    from: string,
    to: string,
    goOn?: () => boolean,
  ): Promise<boolean> {
    const own = this.computation.inTheNameOf(ctx, patientId);
    for (const days of await this.computation.stale(own, variableIds, from, to))
      if (!(await this.computation.compute(own, days, goOn))) return false;
    return true;
  }
}

/** Throws `validation_failed` for an end before the beginning, and for more than three years. */
export function refuseLongTime(from: string, to: string): void {
  if (to < from) throw invalidInput({ field: 'to', rule: 'order', message: 'to is not before from.' });
  if (dayAfter(from, DAYS_MOST) <= to)
    throw invalidInput({ field: 'to', rule: 'max', message: 'From from to to are at most three years.' });
}
