import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import {
  BreakGlassInput,
  BreakGlassQuery,
  BreakGlassRestoration,
  BreakGlassReview,
} from './break-glass.dto.js';
import { BreakGlass, breakGlassView } from './break-glass.service.js';

@Controller('break-glass')
export class BreakGlassController {
  constructor(private readonly breakGlass: BreakGlass) {}

  @Post()
  @Allow('provider', 'admin')
  @About('Open one patient’s record in an emergency, for at most an hour; the patient is told at once')
  @Returns(breakGlassView.schema)
  open(@Ctx() ctx: RequestContext, @Body() body: BreakGlassInput): Promise<JsonText> {
    return this.breakGlass.open(ctx, body);
  }

  @Get()
  @Allow()
  @About('Records opened in emergencies, newest first: mine and those of my record; all of them for an admin')
  @ReturnsPage(breakGlassView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: BreakGlassQuery): Promise<JsonText> {
    return this.breakGlass.list(ctx, query);
  }

  @Post(':id/end')
  @HttpCode(200)
  @Allow('provider', 'admin')
  @About('Close a record before its time')
  @Returns(breakGlassView.schema)
  end(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.breakGlass.end(ctx, id);
  }

  @Post(':id/review')
  @HttpCode(200)
  @Allow('admin')
  @About(
    'Say whether it was an emergency; another admin than the one who opened the record does, within 72 hours',
  )
  @Returns(breakGlassView.schema)
  review(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() body: BreakGlassReview,
  ): Promise<JsonText> {
    return this.breakGlass.review(ctx, id, body);
  }

  @Post('restorations')
  @HttpCode(204)
  @Allow('admin')
  @About('Give somebody the right to break glass back after an unjustified use')
  @Returns(null, 'Given back')
  async restore(@Ctx() ctx: RequestContext, @Body() body: BreakGlassRestoration): Promise<void> {
    await this.breakGlass.restore(ctx, body);
  }
}
