import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { JobsQuery } from './job.dto.js';
import { Jobs, jobView } from './jobs.service.js';

@Controller('jobs')
@Allow()
export class JobController {
  constructor(private readonly jobs: Jobs) {}

  @Get()
  @About('Background work that I asked for, newest first')
  @ReturnsPage(jobView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: JobsQuery): Promise<JsonText> {
    return this.jobs.list(ctx, query);
  }

  @Get(':id')
  @About('One of my jobs: how far it is and, when it is over, what came of it')
  @Returns(jobView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.jobs.get(ctx, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @About('Cancel one of my jobs that is not over')
  @Returns(jobView.schema)
  cancel(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.jobs.cancel(ctx, id);
  }
}
