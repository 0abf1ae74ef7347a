import {
  type CreatedRow,
  Database,
  type JsonText,
  type Page,
  RowStore,
  RowView,
  statement,
} from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { FollowingGoals } from './following-goals.service.js';
import { HealthGoal } from './health-goal.entity.js';

type Values = { readonly [K in keyof HealthGoal]?: unknown };

export const healthGoalView = new RowView(HealthGoal, { hide: ['sourceFingerprint'] });

const UNIT = statement('variables:unit', 'select unit_code as unit from public.variables where id = $1');
const DEFAULT_PERIOD_DAYS = 7;

/** A patient's goals; those that follow a variable are at what was measured whenever they are read. */
@Injectable()
export class HealthGoalStore extends RowStore<HealthGoal> {
  constructor(
    private readonly database: Database,
    private readonly following: FollowingGoals,
  ) {
    super(database, healthGoalView, {
      noun: 'health goal',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
  }

  override async list(
    ctx: RequestContext,
    owner: string | null,
    page: Page,
    filters: Readonly<Record<string, unknown>> = {},
  ): Promise<JsonText> {
    // Read first: who may not see the goals has nothing worked out for them.
    const seen = await super.list(ctx, owner, page, filters);
    return (await this.follow(ctx, owner)) ? super.list(ctx, owner, page, filters) : seen;
  }

  override async get(ctx: RequestContext, owner: string | null, id: string): Promise<JsonText> {
    const seen = await super.get(ctx, owner, id);
    return (await this.follow(ctx, owner)) ? super.get(ctx, owner, id) : seen;
  }

  override async create(
    ctx: RequestContext,
    owner: string | null,
    values: Values,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    const created = await super.create(
      ctx,
      owner,
      await this.completed(ctx, owner, values),
      idempotencyKey,
      values,
    );
    const followed = values.variableId ? await this.follow(ctx, owner) : false;
    return followed ? { ...created, json: await super.get(ctx, owner, created.id) } : created;
  }

  override async update(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    values: Values,
    ifMatch?: string,
  ): Promise<JsonText> {
    const updated = await super.update(ctx, owner, id, await this.completed(ctx, owner, values), ifMatch);
    return (await this.follow(ctx, owner)) ? super.get(ctx, owner, id) : updated;
  }

  private async follow(ctx: RequestContext, owner: string | null): Promise<boolean> {
    return owner === null ? false : this.following.follow(ctx, owner);
  }

  /** A goal that is to follow a variable has that variable's unit, and what is measured of it. */
  private async completed(ctx: RequestContext, owner: string | null, values: Values): Promise<Values> {
    const { variableId, unit } = values;
    if (typeof variableId !== 'string') return values;
    const read = { table: 'variables', patient: owner };
    const [variable] = await this.database.as(ctx).queryOf<{ unit: string | null }>(read, UNIT, [variableId]);
    if (!variable) throw refused('variableId', 'known', 'variableId is no variable that you may use.');
    if (unit != null && unit !== variable.unit)
      throw refused('unit', 'unitOfVariable', `unit is that of the variable: ${variable.unit ?? 'none'}.`);
    if (values.currentValue != null)
      throw refused(
        'currentValue',
        'follows',
        'currentValue of a goal with variableId follows what is measured.',
      );
    for (const field of ['targetValue', 'direction'] as const)
      if (values[field] == null) throw refused(field, 'required', `${field} goes with variableId.`);
    return {
      ...values,
      unit: variable.unit,
      measure: values.measure ?? 'latest',
      periodDays: values.periodDays ?? DEFAULT_PERIOD_DAYS,
    };
  }
}

function refused(field: string, rule: string, message: string): Error {
  return invalidInput({ field, rule, message });
}
