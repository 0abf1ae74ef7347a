import { Database } from '@carenode/database';
import { type RequestContext, setting, SettingsReader } from '@carenode/module-kit';
import { type DailyValue, DailyValues } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { type DailyRecord, dayAfter } from '../analysis/daily-series.js';
import { METHOD } from '../analysis/method.js';
import {
  type ActivityRow,
  activitySeries,
  type EventRow,
  severitySeries,
  type TreatmentRow,
  treatmentSeries,
} from './diary-series.js';
import { type FoodRow, foodSeries } from './food-series.js';
import { Span, type ZoneChange } from './span.js';
import { type VariableRow, variableSeries } from './variable-series.js';

export interface ReadRecord {
  readonly record: DailyRecord;
  readonly span: Span;
}

/** As many as one read of daily values takes. */
const VARIABLES_AT_ONCE = 100;

const ZONES = `
  select extract(epoch from valid_from)::float8 * 1000 as "from", time_zone as zone
    from public.patient_time_zones where patient_id = $1`;

const VARIABLES = `
  select v.id, coalesce(v.display_name, v.name) as name, v.code_system, v.code, v.unit_code, v.category
    from (select distinct m.variable_id from public.measurements m where m.patient_id = $1) m
    join public.variables v on v.id = m.variable_id
   order by v.id`;

/** The instance's zone, which is a setting of records. */
const ZONE_SETTING = { timeZone: setting.text({ default: 'UTC', max: 64, help: 'See records.' }) } as const;

const FOOD = `
  select f."timestamp", f.utc_offset_minutes, f.time_zone, f.food_name, f.calories, f.protein::float8 as protein,
         f.carbs::float8 as carbs, f.fat::float8 as fat, n.nutrients
    from public.patient_food_log f
    left join (
      select food_log_id, jsonb_object_agg(nutrient, jsonb_build_object('amount', amount::float8, 'unit', unit)) as nutrients
        from public.patient_food_nutrients where patient_id = $1 group by food_log_id) n on n.food_log_id = f.id
   where f.patient_id = $1 and f."timestamp" >= $2 and f."timestamp" < $3
   order by f."timestamp", f.id`;

const ACTIVITIES = `
  select "timestamp", utc_offset_minutes, time_zone, activity_type, duration, calories_burned
    from public.patient_activity_log
   where patient_id = $1 and "timestamp" >= $2 and "timestamp" < $3
   order by "timestamp", id`;

const EVENTS = `
  select e."timestamp", null::smallint as utc_offset_minutes, null::text as time_zone, e.condition_id,
         c.name as condition_name, e.severity
    from public.patient_condition_events e
    left join public.conditions c on c.id = e.condition_id
   where e.patient_id = $1 and e."timestamp" >= $2 and e."timestamp" < $3 and e.severity is not null
   order by e."timestamp", e.id`;

const TREATMENTS = `
  select id, name, status, started_at, ended_at from public.patient_treatments
   where patient_id = $1 and started_at is not null and started_at < $2
     and status in ('active', 'on-hold', 'completed', 'stopped')
   order by started_at, id`;

/** Reads a patient's days with the rights of the patient, or of who acts for them. */
@Injectable()
export class InsightRecords {
  constructor(
    private readonly db: Database,
    private readonly daily: DailyValues,
    private readonly settings: SettingsReader,
  ) {}

  /**
   * The last three years up to yesterday: today is not over. `chosen` are ids of variables that are looked at as outcomes
   * beside the usual ones.
   */
  async read(ctx: RequestContext, patientId: string, chosen: readonly string[]): Promise<ReadRecord> {
    const access = this.db.as(ctx);
    const today = await this.daily.today(ctx, patientId);
    const zones = await access.query<ZoneChange>(ZONES, [patientId]);
    const { timeZone } = this.settings.read('records', ZONE_SETTING);
    const span = new Span(dayAfter(today, -METHOD.mostDays), dayAfter(today, -1), zones, timeZone);
    const range = [patientId, span.from, span.to];
    const food = await access.query<FoodRow>(FOOD, range);
    const activities = await access.query<ActivityRow>(ACTIVITIES, range);
    const events = await access.query<EventRow>(EVENTS, range);
    const treatments = await access.query<TreatmentRow>(TREATMENTS, [patientId, span.to]);
    const series = [
      ...foodSeries(food, span),
      ...activitySeries(activities, span),
      ...severitySeries(events, span),
      ...treatmentSeries(treatments, span),
      ...(await this.measured(ctx, patientId, chosen, span)),
    ];
    return { record: { firstDay: span.firstDay, days: span.days, series }, span };
  }

  private async measured(ctx: RequestContext, patientId: string, chosen: readonly string[], span: Span) {
    const variables = await this.db.as(ctx).query<VariableRow>(VARIABLES, [patientId]);
    const daily = new Map<string, readonly DailyValue[]>();
    for (let from = 0; from < variables.length; from += VARIABLES_AT_ONCE) {
      const ids = variables.slice(from, from + VARIABLES_AT_ONCE).map(({ id }) => id);
      const read = await this.daily.read(ctx, patientId, ids, span.firstDay, span.lastDay);
      for (const [id, days] of read) daily.set(id, days);
    }
    return variableSeries(variables, daily, chosen, span);
  }
}
