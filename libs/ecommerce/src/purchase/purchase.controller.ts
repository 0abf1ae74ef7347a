import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  IdField,
  IdParam,
  InstantField,
  PatientId,
  Returns,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';

import { Purchases } from './purchases.service.js';

export class PurchasesQuery {
  @IdField({ about: 'First what is this treatment', optional: true })
  treatmentId?: string;

  @IdField({ about: 'First what goes with this variable, by code or name', optional: true })
  variableId?: string;

  @InstantField({ about: 'Only what was ordered by this instant', optional: true })
  at?: string;
}

export class PurchaseInput {
  @IdField({ about: 'The line of one of my orders; null for none', nullable: true })
  orderItemId!: string | null;
}

const id = { type: 'string', format: 'uuid' };
const nullableText = { type: ['string', 'null'] };

const offerSchema = {
  type: 'object',
  title: 'Purchases',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          orderItemId: id,
          orderId: id,
          number: { type: 'integer' },
          status: { type: 'string' },
          productId: id,
          name: { type: 'string', description: 'What the product was called' },
          quantity: { type: 'integer' },
          lots: { ...nullableText, description: 'The lots it was taken from' },
          orderDate: { type: 'string', format: 'date-time' },
          deliveredAt: { type: ['string', 'null'], format: 'date-time' },
          matches: { type: 'boolean', description: 'Whether it goes with what was asked for' },
          timesLogged: { type: 'integer', description: 'How many measurements name it' },
        },
        required: [
          'orderItemId',
          'orderId',
          'number',
          'status',
          'productId',
          'name',
          'quantity',
          'lots',
          'matches',
        ],
      },
    },
  },
  required: ['items'],
};
const linkedSchema = {
  type: 'object',
  title: 'MeasurementPurchase',
  properties: {
    measurementId: id,
    orderItemId: { type: ['string', 'null'], format: 'uuid' },
    name: nullableText,
    lots: nullableText,
  },
  required: ['measurementId', 'orderItemId', 'name', 'lots'],
};

@Controller('patients/:patientId')
@Allow('patient')
export class PurchaseController {
  constructor(private readonly purchases: Purchases) {}

  @Get('purchases')
  @About('What I bought and have, to say which of it I took: first what goes with a treatment or variable')
  @Returns(offerSchema)
  offer(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: PurchasesQuery,
  ): Promise<JsonText> {
    return this.purchases.offer(ctx, patientId, query);
  }

  @Get('measurements/:measurementId/purchase')
  @About('Which of my purchases a measurement is of')
  @Returns(linkedSchema)
  linked(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('measurementId') measurementId: string,
  ): Promise<JsonText> {
    return this.purchases.linked(ctx, patientId, measurementId);
  }

  @Put('measurements/:measurementId/purchase')
  @About('Says which of my purchases a measurement is of')
  @Returns(linkedSchema)
  link(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('measurementId') measurementId: string,
    @Body() { orderItemId }: PurchaseInput,
  ): Promise<JsonText> {
    return this.purchases.link(ctx, patientId, measurementId, orderItemId);
  }
}
