import { Database, JsonText, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, IntegerField, PatientId, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, Injectable, Put } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { ownPatient } from '../own-patient.js';

export class CartQuantity {
  @IntegerField({ about: 'How many units', min: 1, max: 100_000 })
  quantity!: number;
}

const cartSchema = {
  type: 'object',
  title: 'Cart',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          productId: { type: 'string', format: 'uuid' },
          name: { type: 'string', description: 'What it is called now' },
          quantity: { type: 'integer', description: 'How many units' },
          price: { type: ['number', 'null'], description: 'Price of one unit now, in currency' },
          currency: { type: ['string', 'null'], description: 'ISO 4217 code' },
          needsPrescription: { type: 'boolean' },
          problem: {
            type: ['string', 'null'],
            enum: ['not-for-sale', 'out-of-stock', 'too-many', null],
            description: 'Why it cannot be ordered so',
          },
        },
        required: ['productId', 'name', 'quantity', 'price', 'currency', 'needsPrescription', 'problem'],
      },
    },
    total: {
      type: ['number', 'null'],
      description: 'What it costs together, in currency; null for prices in different currencies',
    },
    currency: { type: ['string', 'null'] },
  },
  required: ['items', 'total', 'currency'],
};

// A product that is not sold any more cannot be seen any more.
const CART = statement(
  'cart:read',
  `select json_build_object(
     'items', coalesce(json_agg(json_build_object(
       'productId', c.product_id, 'name', coalesce(p.name, 'Not sold any more'), 'quantity', c.quantity, 'price', p.price,
       'currency', p.currency, 'needsPrescription', coalesce(p.is_prescription_required, false),
       'problem', case when p.id is null then 'not-for-sale'
                       when coalesce(p.inventory_count, 0) < c.quantity then 'out-of-stock'
                       when p.max_per_order < c.quantity then 'too-many' end) order by c.added_at, c.id), '[]'),
     'total', case when count(distinct p.currency) <= 1 then coalesce(sum(p.price * c.quantity), 0) end,
     'currency', case when count(distinct p.currency) = 1 then min(p.currency) end)::text
   from public.cart_items c left join public.products p on p.id = c.product_id and p.status = 'active'
   where c.patient_id = $1`,
);
const PUT_IN = statement(
  'cart:put',
  `insert into public.cart_items (patient_id, product_id, quantity)
   select $1, p.id, $3 from public.products p where p.id = $2 and p.status = 'active'
   on conflict (patient_id, product_id) do update set quantity = excluded.quantity returning id`,
);
const TAKE_OUT = statement(
  'cart:take-out',
  'delete from public.cart_items where patient_id = $1 and ($2::uuid is null or product_id = $2)',
);

/** What a patient means to order. It reserves nothing: prices and stock are those of the moment. */
@Injectable()
export class Cart {
  constructor(private readonly db: Database) {}

  async read(ctx: RequestContext, patientId: string): Promise<JsonText> {
    const [row] = await this.db.as(ctx).queryText(CART, [ownPatient(ctx, patientId)]);
    return new JsonText(row?.[0] ?? '');
  }

  /** Sets how many units of the product are in the cart. Throws `not_for_sale`. */
  async put(ctx: RequestContext, patientId: string, productId: string, quantity: number): Promise<JsonText> {
    const values = [ownPatient(ctx, patientId), productId, quantity];
    const [put] = await this.db.as(ctx).execute(PUT_IN, values);
    if (!put) throw ecommerceErrors.not_for_sale({ product: 'This product' });
    return this.read(ctx, patientId);
  }

  /** Takes the product out, or everything. */
  async takeOut(ctx: RequestContext, patientId: string, productId: string | null): Promise<JsonText> {
    await this.db.as(ctx).execute(TAKE_OUT, [ownPatient(ctx, patientId), productId]);
    return this.read(ctx, patientId);
  }
}

@Controller('patients/:patientId/cart')
@Allow('patient')
export class CartController {
  constructor(private readonly cart: Cart) {}

  @Get()
  @About('My cart, with the prices of now and what stands in the way')
  @Returns(cartSchema)
  read(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.cart.read(ctx, patientId);
  }

  @Put(':productId')
  @About('How many units of a product are in my cart')
  @Returns(cartSchema)
  put(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('productId') productId: string,
    @Body() { quantity }: CartQuantity,
  ): Promise<JsonText> {
    return this.cart.put(ctx, patientId, productId, quantity);
  }

  @Delete(':productId')
  @About('Takes a product out of my cart')
  @Returns(cartSchema)
  takeOut(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('productId') productId: string,
  ): Promise<JsonText> {
    return this.cart.takeOut(ctx, patientId, productId);
  }

  @Delete()
  @About('Empties my cart')
  @Returns(cartSchema)
  empty(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.cart.takeOut(ctx, patientId, null);
  }
}
