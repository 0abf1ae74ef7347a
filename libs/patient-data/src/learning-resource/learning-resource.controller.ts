import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { invalidInput, type RequestContext, subjectOf } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Injectable, Patch, Post, Query, Res } from '@nestjs/common';

import { answerCreated, type Reply } from '@carenode/module-kit/http';
import {
  LearningResourceChange,
  LearningResourceInput,
  LearningResourceQuery,
} from './learning-resource.dto.js';
import { LearningResource } from './learning-resource.entity.js';
import { contentErrors } from './safe-content.rules.js';

type Values = { readonly [K in keyof LearningResource]?: unknown };

const view = new RowView(LearningResource);

/** Refuses content that a reader's browser must not be given, whichever way it comes. */
@Injectable()
export class LearningResourceStore extends RowStore<LearningResource> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'learning resource',
      owner: 'createdBy',
      order: 'createdAt',
      filters: {
        q: `strpos(lower(concat_ws(' ', t.title, t.description)), lower(?)) > 0`,
        resourceType: 't.resource_type = ?',
        relatedConditionId: 't.related_condition_id = ?',
        relatedTreatmentId: 't.related_treatment_id = ?',
      },
      idempotent: true,
    });
  }

  override async create(ctx: RequestContext, owner: string | null, values: Values, idempotencyKey?: string) {
    refuseUnsafe(values);
    return super.create(ctx, owner, values, idempotencyKey);
  }

  override async update(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    values: Values,
    ifMatch?: string,
  ): Promise<JsonText> {
    refuseUnsafe(values);
    return super.update(ctx, owner, id, values, ifMatch);
  }
}

function refuseUnsafe(values: Values): void {
  const [first, ...others] = contentErrors(values);
  if (first) throw invalidInput(first, ...others);
}

@Controller('learning-resources')
export class LearningResourceController {
  constructor(private readonly resources: LearningResourceStore) {}

  @Get()
  @Allow()
  @About('Learning resources, newest first.')
  @ReturnsPage(view.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: LearningResourceQuery): Promise<JsonText> {
    const { limit, cursor, ...filters } = query;
    return this.resources.list(ctx, null, { limit, cursor }, filters);
  }

  @Get(':id')
  @Allow()
  @About('One learning resource.')
  @Returns(view.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.resources.get(ctx, null, id);
  }

  @Post()
  @Allow('admin', 'provider')
  @About('Offers a learning resource. The same Idempotency-Key again answers with the row it made.')
  @Returns(view.schema)
  async create(
    @Ctx() ctx: RequestContext,
    @Body() input: LearningResourceInput,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const created = await this.resources.create(ctx, subjectOf(ctx), input, idempotencyKey);
    return answerCreated(reply, 'learning-resources', created);
  }

  @Patch(':id')
  @Allow('admin', 'provider')
  @About('Changes a learning resource of your own.')
  @Returns(view.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: LearningResourceChange,
    @HeaderValue('If-Match') ifMatch: string | undefined,
  ): Promise<JsonText> {
    return this.resources.update(ctx, null, id, change, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('admin', 'provider')
  @About('Deletes a learning resource of your own, and everybody’s progress with it.')
  @Returns(null)
  remove(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<void> {
    return this.resources.remove(ctx, null, id);
  }
}
