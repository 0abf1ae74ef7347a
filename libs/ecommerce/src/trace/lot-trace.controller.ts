import { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, ChoiceField, Ctx, IdParam, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';

import { HoldInput } from '../lot/lot.dto.js';
import { holdView, Lots } from '../lot/lots.service.js';
import { holdersSchema, traceSchema } from './lot-trace.schema.js';
import { LotTrace, TRACE_DAYS } from './lot-trace.service.js';

export class TraceQuery {
  @ChoiceField({
    about: 'How many days before and after first use are looked at; 90 if absent',
    choices: TRACE_DAYS,
    optional: true,
  })
  days?: (typeof TRACE_DAYS)[number];
}

@Controller('lots/:id')
export class LotTraceController {
  constructor(
    private readonly traces: LotTrace,
    private readonly lots: Lots,
  ) {}

  @Get('trace')
  @Allow('admin', 'provider')
  @About(
    'Where a lot is from, what of it is left, which orders are to be stopped, who has it, and what was measured and happened after they first used it: over everybody in numbers that tell of nobody, and row by row of patients whose record is open to me. At most 200 rows each, the newest.',
  )
  @Returns(traceSchema)
  trace(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Query() { days = '90' }: TraceQuery,
  ): Promise<JsonText> {
    return this.traces.trace(ctx, id, Number(days));
  }

  @Post('holds')
  @Allow('admin')
  @About('From now on nothing of the lot is sold or sent. Answers with who has it.')
  @Returns({
    ...holdersSchema,
    title: 'PlacedHold',
    properties: { hold: holdView.schema, ...holdersSchema.properties },
  })
  async hold(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() input: HoldInput,
  ): Promise<JsonText> {
    const holdId = await this.lots.hold(ctx, id, input);
    const [hold, holders] = await Promise.all([
      this.lots.getHold(ctx, id, holdId),
      this.traces.holders(ctx, id),
    ]);
    return new JsonText(`{"hold":${hold.text},${holders.slice(1)}`);
  }
}
