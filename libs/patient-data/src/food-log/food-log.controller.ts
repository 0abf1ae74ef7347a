import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  PatientId,
  patientRowsController,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';

import { FoodLogChange, FoodLogInput, FoodLogQuery } from './food-log.dto.js';
import { FoodLogStore } from './food-log.store.js';
import { foodLogSchema, wholeFoodLogView } from './food-log-view.js';
import { RecentFoods, RECENT_FOOD, RecentFoodsQuery } from './recent-foods.service.js';
import { RepeatInput } from './repeat.dto.js';
import { RepeatedMeals } from './repeated-meals.service.js';

@Controller('patients/:patientId/food-log')
@Allow('patient')
export class FoodLogMealController {
  constructor(
    private readonly meals: RepeatedMeals,
    private readonly foods: RecentFoods,
  ) {}

  @Get('recent')
  @About('The foods that the patient noted most often in the last 90 days, as they noted them last')
  @ReturnsPage(RECENT_FOOD)
  recent(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { limit }: RecentFoodsQuery,
  ): Promise<JsonText> {
    return this.foods.list(ctx, patientId, limit);
  }

  @Post('repeat')
  @About(
    'Notes the entries of a day, single entries or a favourite once more. All or none are added; the same Idempotency-Key again answers with those it added.',
  )
  @Returns(
    {
      type: 'object',
      title: 'RepeatedMeal',
      properties: { items: { type: 'array', items: wholeFoodLogView.schema } },
      required: ['items'],
    },
    'The entries that were added',
  )
  async repeat(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: RepeatInput,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const { json, created } = await this.meals.repeat(ctx, patientId, input, idempotencyKey);
    reply.status(created ? 201 : 200);
    return json;
  }
}

export const FoodLogController = patientRowsController({
  path: 'food-log',
  name: 'FoodLog',
  words: ['food log entry', 'food log entries'],
  store: FoodLogStore,
  schema: foodLogSchema,
  query: FoodLogQuery,
  input: FoodLogInput,
  change: FoodLogChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
