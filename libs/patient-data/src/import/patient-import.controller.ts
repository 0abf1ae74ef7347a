import type { JsonText } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PatientId,
  Returns,
  ReturnsPage,
  StreamBody,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';

import type { Reply } from '@carenode/module-kit/http';
import { ImportListQuery, ImportQuery } from './patient-import.dto.js';
import { importListSchema, importSchema } from './patient-import.view.js';
import { PatientImports } from './patient-imports.service.js';
import { readBody } from './read-body.js';

@Controller('patients/:patientId/imports')
@Allow('patient')
export class PatientImportController {
  constructor(private readonly imports: PatientImports) {}

  @Post()
  @About(
    'Imports a FHIR R4 bundle: Patient, Condition, Observation, MedicationRequest and Goal become rows; all of them or ' +
      'none. Answers 201 when done; with "Prefer: respond-async" 202 at once, and the import at Location tells its progress.',
  )
  @StreamBody(
    'application/fhir+json',
    'application/octet-stream',
    'application/fhir+xml',
    'application/xml',
    'text/xml',
  )
  @Returns(importSchema)
  async create(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { fileName, sourceId }: ImportQuery,
    @Body() body: unknown,
    @HeaderValue('Prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    if (patientId !== ctx.subject) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    const release = this.imports.slots.hold();
    let waiting = true;
    try {
      const bytes = await readBody(body, this.imports.limit);
      const { id, done } = await this.imports.start(ctx, patientId, { bytes, name: fileName, sourceId });
      const async = wantsAsync(prefer);
      if (async) {
        waiting = false;
        done.catch(() => undefined).finally(release);
      } else await done;
      reply.status(async ? 202 : 201).header('location', `/api/v1/patients/${patientId}/imports/${id}`);
      return await this.imports.rows.get(ctx, patientId, id);
    } finally {
      if (waiting) release();
    }
  }

  @Get()
  @About('The patient’s imports, newest first, without their reports.')
  @ReturnsPage(importListSchema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: ImportListQuery,
  ): Promise<JsonText> {
    const { limit, cursor, status } = query;
    return this.imports.summaries.list(ctx, patientId, { limit, cursor }, { status });
  }

  @Get(':id')
  @About('One import: its progress, and when it is over its report or problem.')
  @Returns(importSchema)
  get(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.imports.rows.get(ctx, patientId, id);
  }
}

/** RFC 7240: a list of preferences, each with optional parameters. */
function wantsAsync(prefer: string | undefined): boolean {
  return (prefer ?? '').split(',').some((preference) => /^\s*respond-async\s*(;|$)/i.test(preference));
}
