import { StockBook, type StockCheck } from '@carenode/ecommerce-contract';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdField, IntegerField, Returns } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

const MOST_LOTS = 1000;

export class StockCheckQuery {
  @IntegerField({
    about: 'How many lots to look at; 1000 if absent',
    min: 1,
    max: MOST_LOTS,
    optional: true,
  })
  limit?: number;

  @IdField({ about: 'The nextCursor of the answer before', optional: true })
  cursor?: string;
}

const id = { type: 'string', format: 'uuid' };
const units = (description: string) => ({ type: 'integer', description });
const difference = {
  lotId: id,
  productId: id,
  productName: { type: 'string' },
  lotCode: { type: 'string' },
  quantity: units('What the lot has'),
  expected: units('What it should have: moved - allocated'),
  moved: units('Sum of the stock book: received, counted, written off, returned'),
  allocated: units('What orders have of it'),
};

const checkSchema = {
  type: 'object',
  title: 'StockCheck',
  properties: {
    items: {
      type: 'array',
      description: 'Lots that differ',
      items: { type: 'object', properties: difference, required: Object.keys(difference) },
    },
    checked: { type: 'integer', description: 'How many lots were looked at' },
    nextCursor: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'Where to go on; null when all lots were looked at',
    },
  },
  required: ['items', 'checked', 'nextCursor'],
};

@Controller('stock-check')
@Allow('admin')
export class StockCheckController {
  constructor(private readonly book: StockBook) {}

  @Get()
  @About(
    'Lots whose quantity is not what the stock book and the orders say. There are none, unless something went wrong.',
  )
  @Returns(checkSchema)
  check(
    @Ctx() ctx: RequestContext,
    @Query() { limit = MOST_LOTS, cursor }: StockCheckQuery,
  ): Promise<StockCheck> {
    return this.book.check(ctx, cursor, limit);
  }
}
