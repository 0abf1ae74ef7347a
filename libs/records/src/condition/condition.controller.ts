import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';

import { CatalogueQuery } from '../catalogue/catalogue.dto.js';
import { ConditionChange, ConditionInput } from './condition.dto.js';
import { ConditionService } from './condition.service.js';
import { conditionView } from './condition.view.js';

@Controller('conditions')
export class ConditionController {
  constructor(private readonly conditions: ConditionService) {}

  @Get()
  @Allow()
  @About('The catalogue of conditions, or those that match a search, by code')
  @ReturnsPage(conditionView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: CatalogueQuery): Promise<JsonText> {
    return this.conditions.list(ctx, query);
  }

  @Get(':id')
  @Allow()
  @About('A condition of the catalogue')
  @Returns(conditionView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.conditions.get(ctx, id);
  }

  @Post()
  @Allow('admin')
  @About('Add a condition to the catalogue')
  @Returns(conditionView.schema)
  create(@Ctx() ctx: RequestContext, @Body() input: ConditionInput): Promise<JsonText> {
    return this.conditions.create(ctx, input);
  }

  @Patch(':id')
  @Allow('admin')
  @About('Change a condition of the catalogue')
  @Returns(conditionView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: ConditionChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.conditions.update(ctx, id, change, ifMatch);
  }
}
