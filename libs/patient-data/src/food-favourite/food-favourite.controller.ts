import { type CreatedRow, Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import {
  ListField,
  PageQuery,
  partialInput,
  patientRowsController,
  TextField,
} from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { EatenFood } from '../food-log/food-log.dto.js';
import { FoodFavourite } from './food-favourite.entity.js';

const view = new RowView(FoodFavourite);

export class FoodFavouriteInput {
  @TextField({ about: 'What it is called: porridge as always', max: 200 })
  name!: string;

  @ListField({ about: 'What it is made of: one food, or those of a meal', of: EatenFood, min: 1, max: 50 })
  items!: EatenFood[];
}

export class FoodFavouriteChange extends partialInput(FoodFavouriteInput) {}

@Injectable()
export class FoodFavouriteStore extends RowStore<FoodFavourite> {
  constructor(db: Database) {
    super(db, view, { noun: 'favourite', owner: 'patientId', order: 'createdAt', idempotent: true });
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: FoodFavouriteInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    refuseNameless(input.items);
    return super.create(ctx, patientId, { ...input }, idempotencyKey);
  }

  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: FoodFavouriteChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    refuseNameless(change.items ?? []);
    return super.update(ctx, patientId, id, { ...change }, ifMatch);
  }
}

function refuseNameless(items: readonly EatenFood[]): void {
  if (items.some(({ foodId, foodName }) => foodId == null && foodName === undefined)) {
    const message = 'Each of items has a foodId or a foodName.';
    throw invalidInput({ field: 'items', rule: 'required', message });
  }
}

export const FoodFavouriteController = patientRowsController({
  path: 'food-favourites',
  name: 'FoodFavourite',
  words: ['favourite food or meal', 'favourite foods and meals'],
  store: FoodFavouriteStore,
  schema: view.schema,
  query: PageQuery,
  input: FoodFavouriteInput,
  change: FoodFavouriteChange,
  mayRead: ['patient'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
