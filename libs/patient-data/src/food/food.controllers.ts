import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  IdParam,
  PageQuery,
  patientRowsController,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { FoodChange, FoodInput, FoodQuery } from './food.dto.js';
import { FoodStore } from './food.store.js';
import { FoodSearch } from './food-search.service.js';
import { foodView, wholeFoodSchema } from './food-view.js';

@Controller('foods')
export class FoodController {
  constructor(private readonly foods: FoodSearch) {}

  @Get()
  @Allow()
  @About('Reference foods and the caller’s own: those that match a search, own ones first, or all by name')
  @ReturnsPage(foodView.schema)
  list(@Ctx() ctx: RequestContext, @Query() { q, ...page }: FoodQuery): Promise<JsonText> {
    return this.foods.list(ctx, q, page);
  }

  @Get(':id')
  @Allow()
  @About('A food, with its nutrients per 100 g and its portions')
  @Returns(wholeFoodSchema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.foods.get(ctx, id);
  }
}

export const PatientFoodController = patientRowsController({
  path: 'foods',
  name: 'PatientFood',
  words: ['food of their own', 'own foods'],
  store: FoodStore,
  schema: foodView.schema,
  query: PageQuery,
  input: FoodInput,
  change: FoodChange,
  mayRead: ['patient'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
