import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  IdParam,
  type JsonSchema,
  PageQuery,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';

import { ApiKeyInput } from './api-key.dto.js';
import { ApiKeyService, apiKeyView } from './api-keys.service.js';

const madeKeySchema: JsonSchema = {
  ...apiKeyView.schema,
  title: 'NewApiKey',
  properties: {
    ...(apiKeyView.schema['properties'] as object),
    key: { type: 'string', description: 'The key itself, shown this once: cn_…' },
  },
  required: [...(apiKeyView.schema['required'] as string[]), 'key'],
};

@Controller('api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Post()
  @Allow('admin', 'developer')
  @About('Make an API key that acts for me')
  @Returns(madeKeySchema, 'The key, shown this once')
  create(@Ctx() ctx: RequestContext, @Body() body: ApiKeyInput): Promise<object> {
    return this.keys.create(ctx, body);
  }

  @Get()
  @Allow('admin', 'developer')
  @About('API keys, newest first: an admin sees all, a developer their own')
  @ReturnsPage(apiKeyView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: PageQuery): Promise<JsonText> {
    return this.keys.page(ctx, query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('admin', 'developer')
  @About('Revoke an API key, at once and on every host')
  @Returns(null, 'Revoked')
  async revoke(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<void> {
    await this.keys.revoke(ctx, id);
  }
}
