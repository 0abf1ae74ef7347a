import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  IdParam,
  PageQuery,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
  StreamBody,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';

import { AcknowledgementInput, RecallDecisionInput, RecallMatchesQuery, RecallsQuery } from './recall.dto.js';
import {
  completionSchema,
  matchView,
  noticeView,
  recallImportSchema,
  recallView,
  wholeMatchSchema,
  wholeRecallSchema,
} from './recall.view.js';
import { Recalls } from './recalls.service.js';

@Controller('recalls')
export class RecallController {
  constructor(private readonly recalls: Recalls) {}

  @Post('import')
  @HttpCode(202)
  @Allow('admin')
  @About(
    'Imports recall reports in the background: openFDA’s drug enforcement JSON (sent as application/octet-stream), NDJSON, a ' +
      'zip with one JSON file, or the enforcement report in XML. One at a time.',
  )
  @StreamBody(
    'application/octet-stream',
    'application/x-ndjson',
    'application/zip',
    'application/xml',
    'text/xml',
  )
  @Returns(recallImportSchema)
  async import(
    @Ctx() ctx: RequestContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ jobId: string }> {
    const jobId = await this.recalls.receive(ctx, body);
    reply.header('location', `/api/v1/jobs/${jobId}`);
    return { jobId };
  }

  @Get()
  @Allow('admin', 'provider')
  @About('Recalls, those imported last first')
  @ReturnsPage(recallView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: RecallsQuery): Promise<JsonText> {
    return this.recalls.list(ctx, query);
  }

  @Get(':id')
  @Allow('admin', 'provider')
  @About('A recall, with the lots that were read in it')
  @Returns(wholeRecallSchema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.recalls.get(ctx, id);
  }

  @Get(':id/completion')
  @Allow('admin')
  @About('Who was told of a recall, and who answered what: counts, and lot by lot')
  @Returns(completionSchema)
  completion(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.recalls.completion(ctx, id);
  }
}

@Controller('recall-matches')
@Allow('admin')
export class RecallMatchController {
  constructor(private readonly recalls: Recalls) {}

  @Get()
  @About('Lots that a recall may mean, newest first')
  @ReturnsPage(matchView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: RecallMatchesQuery): Promise<JsonText> {
    return this.recalls.listMatches(ctx, query);
  }

  @Get(':id')
  @About('A match, with what speaks for it and against it, and how many are concerned')
  @Returns(wholeMatchSchema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.recalls.getMatch(ctx, id);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @About('Decides that the recall means the lot: it stays held, and everybody who bought of it is told')
  @Returns(wholeMatchSchema)
  confirm(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { note }: RecallDecisionInput,
  ): Promise<JsonText> {
    return this.recalls.decide(ctx, id, 'confirm', note);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @About('Decides that the recall does not mean the lot: it is sold again when nothing else holds it')
  @Returns(wholeMatchSchema)
  reject(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { note }: RecallDecisionInput,
  ): Promise<JsonText> {
    return this.recalls.decide(ctx, id, 'reject', note);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @About('Takes back that a match was rejected: the lot is held again, and somebody decides anew')
  @Returns(wholeMatchSchema)
  reopen(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { note }: RecallDecisionInput,
  ): Promise<JsonText> {
    return this.recalls.decide(ctx, id, 'reopen', note);
  }
}

@Controller('patients/:patientId/recall-notices')
@Allow('patient')
export class RecallNoticeController {
  constructor(private readonly recalls: Recalls) {}

  @Get()
  @About('What the patient was told of recalls of what they bought, newest first')
  @ReturnsPage(noticeView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() page: PageQuery,
  ): Promise<JsonText> {
    return this.recalls.listNotices(ctx, patientId, page);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @About('The patient answers that they know of the recall, and what became of the units; once')
  @Returns(noticeView.schema)
  acknowledge(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Body() input: AcknowledgementInput,
  ): Promise<JsonText> {
    return this.recalls.acknowledge(ctx, patientId, id, input);
  }
}
