import type { JsonText } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
  StreamBody,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';

import { checkedAnswers } from './import-answers.rules.js';
import { ImportEvents } from './import-events.service.js';
import { ImportProblems } from './import-problems.service.js';
import { ImportSteps } from './import-steps.service.js';
import {
  ImportAnswersInput,
  ImportListQuery,
  ImportProblemQuery,
  ImportQuery,
} from './patient-import.dto.js';
import { importListSchema, importProblemSchema, importSchema } from './patient-import.view.js';
import { PatientImports } from './patient-imports.service.js';

@Controller('patients/:patientId/imports')
@Allow('patient')
export class PatientImportController {
  constructor(
    private readonly imports: PatientImports,
    private readonly steps: ImportSteps,
    private readonly problems: ImportProblems,
    private readonly events: ImportEvents,
  ) {}

  @Post()
  @About(
    'Imports a file or a zip of files, whatever it is called: what it is, is told by what is in it. Answers 201 when done ' +
      'within a minute, else 202; with "Prefer: respond-async" 202 at once. The import at Location tells its progress, and ' +
      'what it must be told before it can go on.',
  )
  @StreamBody(
    'application/octet-stream',
    'application/zip',
    'application/x-zip-compressed',
    'application/gzip',
    'application/fhir+json',
    'application/fhir+ndjson',
    'application/x-ndjson',
    'application/fhir+xml',
    'application/xml',
    'text/xml',
    'text/csv',
    'text/tab-separated-values',
    'application/vnd.ant.fit',
  )
  @Returns(importSchema)
  async create(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { fileName: name, sourceId, answers, timeZone }: ImportQuery,
    @Body() body: unknown,
    @HeaderValue('Prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    requirePatient(ctx, patientId);
    const told = {
      ...(answers === undefined ? {} : checkedAnswers(answers)),
      ...(timeZone === undefined ? {} : checkedAnswers({ 'time-zone': timeZone })),
    };
    const id = await this.imports.receive(ctx, patientId, body, {
      name,
      sourceId,
      ...(Object.keys(told).length > 0 ? { answers: told } : {}),
    });
    const status = wantsAsync(prefer) ? 'queued' : await this.imports.settled(ctx, id);
    reply.status(status === 'done' ? 201 : 202);
    reply.header('location', `/api/v1/patients/${patientId}/imports/${id}`);
    return this.imports.get(ctx, patientId, id);
  }

  @Get()
  @About('The patient’s imports, newest first, without their reports.')
  @ReturnsPage(importListSchema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { limit, cursor, status }: ImportListQuery,
  ): Promise<JsonText> {
    return this.imports.summaries.list(ctx, patientId, { limit, cursor }, { status });
  }

  @Get(':id')
  @About('One import: its progress, what it asks, and when it is over its report or problem.')
  @Returns(importSchema)
  get(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.imports.get(ctx, patientId, id);
  }

  @Get(':id/problems')
  @About(
    'Records that could not be stored, and notes, with file, line and reason, as they stand in the files.',
  )
  @ReturnsPage(importProblemSchema)
  async listProblems(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Query() query: ImportProblemQuery,
  ): Promise<JsonText> {
    await this.imports.get(ctx, patientId, id);
    return this.problems.list(ctx, id, query);
  }

  @Get(':id/events')
  @About(
    'The import as server-sent events: "progress" when something changed, and "end" with all of it when it is over.',
  )
  @Returns({ type: 'string', contentMediaType: 'text/event-stream' })
  async follow(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const stream = await this.events.follow(ctx, patientId, id);
    // For proxies that would keep events until there are many.
    reply.header('x-accel-buffering', 'no');
    // A host that stops waits for connections, and would wait for this one when its stream is over.
    reply.header('connection', 'close');
    return new StreamableFile(stream, { type: 'text/event-stream' });
  }

  @Post(':id/answers')
  @HttpCode(202)
  @About('Answers what a waiting import asks; it goes on then.')
  @Returns(importSchema)
  async answer(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Body() { answers }: ImportAnswersInput,
  ): Promise<JsonText> {
    requirePatient(ctx, patientId);
    await this.steps.answer(ctx, patientId, id, answers);
    return this.imports.get(ctx, patientId, id);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @About('Cancels an import that is not over; what it stored is taken back.')
  @Returns(importSchema)
  async cancel(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    requirePatient(ctx, patientId);
    await this.steps.cancel(ctx, patientId, id);
    return this.imports.get(ctx, patientId, id);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @About('Goes on with an import that failed or was interrupted; its file is kept for seven days.')
  @Returns(importSchema)
  async retry(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    requirePatient(ctx, patientId);
    await this.steps.retry(ctx, patientId, id);
    return this.imports.get(ctx, patientId, id);
  }

  @Post(':id/undo')
  @HttpCode(202)
  @About(
    'Takes back what an import stored: rows that it added go, rows that it changed are what they were before.',
  )
  @Returns(importSchema)
  async undo(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    requirePatient(ctx, patientId);
    await this.steps.undo(ctx, patientId, id);
    return this.imports.get(ctx, patientId, id);
  }
}

function requirePatient(ctx: RequestContext, patientId: string): void {
  if (patientId !== ctx.subject) throw new AppError('not_found', 'not_found', 'There is no such patient.');
}

/** RFC 7240: a list of preferences, each with optional parameters. */
function wantsAsync(prefer: string | undefined): boolean {
  return (prefer ?? '').split(',').some((preference) => /^\s*respond-async\s*(;|$)/i.test(preference));
}
