import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';

import { SharedVariableInput, VariableChange, VariableQuery } from './variable.dto.js';
import { VariableService } from './variable.service.js';
import { variableView } from './variable.view.js';

@Controller('variables')
export class VariableController {
  constructor(private readonly variables: VariableService) {}

  @Get()
  @Allow()
  @About('Variables that can be measured: the shared ones, and those of patients the caller may see')
  @ReturnsPage(variableView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: VariableQuery): Promise<JsonText> {
    return this.variables.list(ctx, query);
  }

  @Get(':id')
  @Allow()
  @About('A variable')
  @Returns(variableView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.variables.get(ctx, id);
  }

  @Post()
  @Allow('admin')
  @About('Add a variable that everybody shares')
  @Returns(variableView.schema)
  create(@Ctx() ctx: RequestContext, @Body() input: SharedVariableInput): Promise<JsonText> {
    return this.variables.createShared(ctx, input);
  }

  @Patch(':id')
  @Allow('admin')
  @About('Change a variable that everybody shares')
  @Returns(variableView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: VariableChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.variables.updateShared(ctx, id, change, ifMatch);
  }
}
