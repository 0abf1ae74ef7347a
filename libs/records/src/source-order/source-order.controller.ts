import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, PatientId, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';

import { SOURCE_ORDER, SourceOrderInput, SourceOrderQuery } from './source-order.dto.js';
import { SourceOrders } from './source-orders.service.js';

@Controller('patients/:patientId/source-order')
@Allow('patient')
export class SourceOrderController {
  constructor(private readonly orders: SourceOrders) {}

  @Get()
  @About('Which source counts where several told of the same time, and what each told')
  @Returns(SOURCE_ORDER)
  find(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: SourceOrderQuery,
  ): Promise<JsonText> {
    return this.orders.find(ctx, patientId, query.variableId ?? null);
  }

  @Put()
  @About('Say which source counts; days are computed again by the new order')
  @Returns(SOURCE_ORDER)
  choose(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: SourceOrderInput,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.orders.choose(ctx, patientId, input, ifMatch);
  }
}
