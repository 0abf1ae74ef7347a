import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';

import { CatalogueQuery } from '../catalogue/catalogue.dto.js';
import { TreatmentChange, TreatmentInput } from './treatment.dto.js';
import { TreatmentService } from './treatment.service.js';
import { treatmentView } from './treatment.view.js';

@Controller('treatments')
export class TreatmentController {
  constructor(private readonly treatments: TreatmentService) {}

  @Get()
  @Allow()
  @About('The catalogue of treatments, or those that match a search, by name')
  @ReturnsPage(treatmentView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: CatalogueQuery): Promise<JsonText> {
    return this.treatments.list(ctx, query);
  }

  @Get(':id')
  @Allow()
  @About('A treatment of the catalogue')
  @Returns(treatmentView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.treatments.get(ctx, id);
  }

  @Post()
  @Allow('admin')
  @About('Add a treatment to the catalogue')
  @Returns(treatmentView.schema)
  create(@Ctx() ctx: RequestContext, @Body() input: TreatmentInput): Promise<JsonText> {
    return this.treatments.create(ctx, input);
  }

  @Patch(':id')
  @Allow('admin')
  @About('Change a treatment of the catalogue')
  @Returns(treatmentView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: TreatmentChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.treatments.update(ctx, id, change, ifMatch);
  }
}
