import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { UnitQuery } from './unit.dto.js';
import { UnitService } from './unit.service.js';
import { unitView } from './unit.view.js';

@Controller('units')
export class UnitController {
  constructor(private readonly units: UnitService) {}

  @Get()
  @Allow()
  @About('Units of measure (UCUM), or those that match a search; always one page')
  @ReturnsPage(unitView.schema)
  find(@Ctx() ctx: RequestContext, @Query() query: UnitQuery): Promise<JsonText> {
    return this.units.find(ctx, query.q);
  }
}
