import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  answerCreated,
  Ctx,
  HeaderValue,
  IdParam,
  type Reply,
  Returns,
  ReturnsPage,
  StreamBody,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res, StreamableFile } from '@nestjs/common';

import { ProductFiles } from './catalogue/product-files.service.js';
import {
  ProductChange,
  ProductFilterQuery,
  ProductImportQuery,
  ProductInput,
  ProductQuery,
} from './product.dto.js';
import { ProductSearch } from './product-search.service.js';
import { ProductStore } from './product.store.js';
import { facetsSchema, productImportSchema, productView } from './product.view.js';

@Controller('products')
export class ProductController {
  constructor(
    private readonly products: ProductStore,
    private readonly search: ProductSearch,
    private readonly files: ProductFiles,
  ) {}

  @Get()
  @Allow()
  @About('What the shop sells, searched and filtered; admins see drafts and what is not sold any more, too')
  @ReturnsPage(productView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @Query() { q, sort, limit, cursor, ...filters }: ProductQuery,
  ): Promise<JsonText> {
    return this.search.list(ctx, q, filters, sort ?? 'relevance', { limit, cursor });
  }

  @Get('facets')
  @Allow()
  @About(
    'Of what the same search and filters find: how many products have which category, manufacturer, dosage form, need a prescription, and are in stock. Counted over 10,000 products when more match.',
  )
  @Returns(facetsSchema)
  facets(@Ctx() ctx: RequestContext, @Query() { q, ...filters }: ProductFilterQuery): Promise<object> {
    return this.search.facets(ctx, q, filters);
  }

  @Get('export')
  @Allow('admin')
  @About('Every product with a number that it is ordered by, as a CSV file that POST /products/import takes')
  @Returns({ type: 'string', contentMediaType: 'text/csv' })
  export(@Ctx() ctx: RequestContext): StreamableFile {
    return new StreamableFile(this.files.export(ctx), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="products.csv"',
    });
  }

  @Post('import')
  @HttpCode(202)
  @Allow('admin')
  @About(
    'Adds and changes products by a CSV file in the background, by the number that they are ordered by; the same file again changes nothing. One at a time. The columns are those of the export, and lotCode, lotExpiresOn, lotQuantity and lotSupplier for a lot that comes in.',
  )
  @StreamBody('text/csv', 'application/octet-stream')
  @Returns(productImportSchema)
  async import(
    @Ctx() ctx: RequestContext,
    @Query() { dryRun }: ProductImportQuery,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ jobId: string }> {
    const jobId = await this.files.receive(ctx, body, dryRun ?? false);
    reply.header('location', `/api/v1/jobs/${jobId}`);
    return { jobId };
  }

  @Get(':id')
  @Allow()
  @About('A product, and how many units of it can be ordered now')
  @Returns(productView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.products.get(ctx, id);
  }

  @Post()
  @Allow('admin')
  @About('Adds a product, as a draft unless it is said to be active')
  @Returns(productView.schema)
  async create(
    @Ctx() ctx: RequestContext,
    @Body() input: ProductInput,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    return answerCreated(reply, 'products', await this.products.create(ctx, input));
  }

  @Patch(':id')
  @Allow('admin')
  @About('Changes a product. Orders that have it keep what it was called and cost.')
  @Returns(productView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: ProductChange,
    @HeaderValue('If-Match') ifMatch: string | undefined,
  ): Promise<JsonText> {
    return this.products.update(ctx, id, change, ifMatch);
  }
}
