import { Database, statement } from '@carenode/database';
import { inTheNameOf, type RequestContext } from '@carenode/module-kit';
import { type DailyValue, DailyValues } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { type FollowedGoal, progressOf } from './goal-progress.rules.js';

const MOST_DAYS = 3 * 365;

const FOLLOWING = statement(
  'health-goals:following',
  `select id, variable_id as "variableId", measure, direction, period_days as "periodDays", target_value::float8 as target,
          to_char(coalesce(start_date, created_at), 'YYYY-MM-DD') as "startDay", to_char(target_date, 'YYYY-MM-DD') as "targetDay"
     from public.patient_health_goals
    where patient_id = $1 and variable_id is not null and status in ('accepted', 'active', 'completed')
    order by created_at desc limit 200`,
);

const UPDATE = statement(
  'health-goals:follow',
  `update public.patient_health_goals g
      set current_value = n.current, start_value = n.start, progress = n.progress, pace_per_week = n."pacePerWeek",
          projected_on = n."projectedDay", on_track = n."onTrack", measured_on = n."measuredOn",
          achievement_status = n.achievement
     from jsonb_to_recordset($2::jsonb) as n (id uuid, current numeric, start numeric, progress numeric,
            "pacePerWeek" numeric, "projectedDay" date, "onTrack" boolean, "measuredOn" date, achievement text)
    where g.id = n.id and g.patient_id = $1
      and (g.current_value, g.start_value, g.progress, g.pace_per_week, g.projected_on, g.on_track, g.measured_on, g.achievement_status)
        is distinct from (n.current, n.start, n.progress, n."pacePerWeek", n."projectedDay", n."onTrack", n."measuredOn", n.achievement)
   returning g.id`,
);

interface Following extends FollowedGoal {
  readonly id: string;
  readonly variableId: string;
}

/** Keeps goals that follow a variable at what was measured. */
@Injectable()
export class FollowingGoals {
  constructor(
    private readonly db: Database,
    private readonly daily: DailyValues,
  ) {}

  /** True when the goals of a patient were changed. Works in the patient's name: who asks need not be allowed to write. */
  async follow(asker: RequestContext, patientId: string): Promise<boolean> {
    const ctx = inTheNameOf(patientId, asker, { kind: 'system', id: 'keep goals at what was measured' });
    const access = this.db.as(ctx);
    const goals = await access.query<Following>(FOLLOWING, [patientId]);
    if (goals.length === 0) return false;
    const today = await this.daily.today(ctx, patientId);
    const values = await this.valuesOf(ctx, patientId, goals, today);
    const told = goals.map((goal) => {
      const progress = progressOf(goal, values.get(goal.variableId) ?? [], today);
      return { id: goal.id, ...rounded(progress) };
    });
    return (await access.execute(UPDATE, [patientId, JSON.stringify(told)])).length > 0;
  }

  private async valuesOf(
    ctx: RequestContext,
    patientId: string,
    goals: readonly Following[],
    today: string,
  ): Promise<ReadonlyMap<string, readonly DailyValue[]>> {
    const earliest = goals.map(({ startDay, periodDays }) => before(startDay, periodDays)).sort()[0] ?? today;
    const least = before(today, MOST_DAYS);
    const variables = [...new Set(goals.map(({ variableId }) => variableId))].slice(0, 100);
    // The pace is of four weeks, whenever the goal began.
    const from = [earliest, before(today, 28)].sort()[0] ?? today;
    return this.daily.read(ctx, patientId, variables, from < least ? least : from, today);
  }
}

const before = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Numbers as they are kept: what is beyond six decimals is noise of floating point, and no change. */
function rounded<T extends object>(progress: T): T {
  const entries = Object.entries(progress).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' ? Number(value.toFixed(6)) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
