import {
  type CreatedRow,
  Database,
  type JsonText,
  RowStore,
  RowView,
  statement,
  type Transaction,
} from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { byHand } from '../rows/by-hand.js';
import { clockOf } from '../rows/local-clock.js';
import { LOG_FILTERS } from '../rows/log-query.dto.js';
import {
  energyOf,
  type Intensity,
  isOurs,
  TOLD,
  typeOf,
  type TypeOfActivity,
} from './activity-energy.rules.js';
import type { ActivityLogChange, ActivityLogInput } from './activity-log.dto.js';
import { ActivityLogEntry } from './activity-log.entity.js';

export const activityLogView = new RowView(ActivityLogEntry);

const TYPES = statement(
  'activity-types:words',
  'select t.code, t.family, t.met::float8 as met, t.words from public.activity_types t order by t.code',
);
/** Newest first, of a series that is read by its index; in kg, as LOINC 29463-7 is compared in. */
const WEIGHT = statement(
  'activity-log:weight',
  `select m.normalized_value::float8 as kilograms from public.measurements m
    where m.patient_id = $1 and m.start_at <= $2 and m.normalized_unit = 'kg' and m.normalized_value > 0
      and m.variable_id = (select v.id from public.variables v
                            where v.patient_id is null and v.code_system = 'http://loinc.org' and v.code = '29463-7')
    order by m.start_at desc, m.id desc limit 1`,
);
const CURRENT = `
  select t.activity_type as "activityType", t.timestamp, t.duration, t.intensity, t.energy_source as "energySource"
    from public.patient_activity_log t where t.patient_id = $1 and t.id = $2 for no key update`;

interface Activity {
  readonly activityType: string;
  readonly timestamp: Date | string;
  readonly duration: number | null | undefined;
  readonly intensity: Intensity | null | undefined;
}

/** How a patient moves. Energy that is not told is worked out when the entry is written, and says how. */
@Injectable()
export class ActivityLogStore extends RowStore<ActivityLogEntry> {
  constructor(private readonly database: Database) {
    super(database, activityLogView, {
      noun: 'activity log entry',
      owner: 'patientId',
      about: 'patientId',
      order: 'timestamp',
      filters: LOG_FILTERS,
      idempotent: true,
    });
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: ActivityLogInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    const now = new Date();
    const row = { ...input, ...clockOf(input, now.getTime()) };
    if (input.caloriesBurned !== undefined)
      return super.create(
        ctx,
        patientId,
        { ...row, ...toldEnergy(input.caloriesBurned) },
        idempotencyKey,
        input,
      );
    return this.database.as(ctx).transaction(async (tx) => {
      const { activityType, timestamp = now, duration, intensity } = input;
      const told = { activityType, timestamp, duration, intensity: intensity as Intensity | null };
      const energy = await this.energyOf(tx, patientId, told);
      return this.createWithin(tx, patientId, { ...row, ...energy }, idempotencyKey, input);
    });
  }

  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: ActivityLogChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    const changed = byHand({ ...change, ...clockOf(change) });
    if (change.caloriesBurned !== undefined)
      return super.update(ctx, patientId, id, { ...changed, ...toldEnergy(change.caloriesBurned) }, ifMatch);
    const { activityType, timestamp, duration, intensity } = change;
    if ([activityType, timestamp, duration, intensity].every((value) => value === undefined))
      return super.update(ctx, patientId, id, changed, ifMatch);
    return this.database.as(ctx).transaction(async (tx) => {
      const [current] = await tx.query<Activity & { energySource: string | null }>(CURRENT, [patientId, id]);
      const energy =
        current && isOurs(current.energySource)
          ? await this.energyOf(tx, patientId, {
              activityType: activityType ?? current.activityType,
              timestamp: timestamp ?? current.timestamp,
              duration: duration === undefined ? current.duration : duration,
              intensity: intensity === undefined ? current.intensity : (intensity as Intensity | null),
            })
          : {};
      return this.updateWithin(tx, patientId, id, { ...changed, ...energy }, ifMatch);
    });
  }

  /** Of the body weight that was measured last before the activity. */
  private async energyOf(tx: Transaction, patientId: string, activity: Activity) {
    const type = typeOf(await tx.query<TypeOfActivity>(TYPES), activity.activityType, activity.intensity);
    const [weight] =
      type && activity.duration != null
        ? await tx.query<{ kilograms: number }>(WEIGHT, [patientId, activity.timestamp])
        : [];
    return energyOf(type, activity.duration, weight?.kilograms);
  }
}

const toldEnergy = (calories: number | null) => ({ energySource: calories === null ? null : TOLD });
