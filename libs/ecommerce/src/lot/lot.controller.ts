import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  answerCreated,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';

import { LotChange, LotInput, LotsQuery, MovementInput, ReleaseInput } from './lot.dto.js';
import { holdView, Lots, lotView, movementView } from './lots.service.js';

@Controller('lots')
export class LotController {
  constructor(private readonly lots: Lots) {}

  @Get()
  @Allow('admin', 'provider')
  @About('Lots, newest first')
  @ReturnsPage(lotView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: LotsQuery): Promise<JsonText> {
    return this.lots.list(ctx, query);
  }

  @Get(':id')
  @Allow('admin', 'provider')
  @About('A lot')
  @Returns(lotView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.lots.get(ctx, id);
  }

  @Post()
  @Allow('admin')
  @About('A lot came in')
  @Returns(lotView.schema)
  async receive(
    @Ctx() ctx: RequestContext,
    @Body() input: LotInput,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    return answerCreated(reply, 'lots', { ...(await this.lots.receive(ctx, input)), created: true });
  }

  @Patch(':id')
  @Allow('admin')
  @About('Corrects what is known of a lot. If-Match refuses the change of a row that has changed since.')
  @Returns(lotView.schema)
  change(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: LotChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.lots.change(ctx, id, change, ifMatch);
  }

  @Get(':id/movements')
  @Allow('admin')
  @About('The stock book of a lot: what came in and went other than by orders, newest first')
  @ReturnsPage(movementView.schema)
  listMovements(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Query() page: PageQuery,
  ): Promise<JsonText> {
    return this.lots.listMovements(ctx, id, page);
  }

  @Post(':id/movements')
  @Allow('admin')
  @About('Writes into the stock book; the lot has so many units more or fewer')
  @Returns(movementView.schema)
  move(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() input: MovementInput,
  ): Promise<JsonText> {
    return this.lots.move(ctx, id, input);
  }

  @Get(':id/holds')
  @Allow('admin', 'provider')
  @About('Why a lot is, or was, not to be sold, newest first')
  @ReturnsPage(holdView.schema)
  listHolds(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Query() page: PageQuery,
  ): Promise<JsonText> {
    return this.lots.listHolds(ctx, id, page);
  }

  @Post(':id/holds/:holdId/release')
  @HttpCode(200)
  @Allow('admin')
  @About('Releases a hold; the lot is sold again when it was the last one')
  @Returns(holdView.schema)
  release(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @IdParam('holdId') holdId: string,
    @Body() { reason }: ReleaseInput,
  ): Promise<JsonText> {
    return this.lots.release(ctx, id, holdId, reason);
  }
}
