import { Database, enqueueJob } from '@carenode/database';
import { AppError, invalidInput, isId, type RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, PatientId, type Reply, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import {
  insightCheckSchema,
  type InsightCheckView,
  InsightRefreshInput,
  insightRefreshSchema,
} from './insight-refresh.dto.js';
import { RowSets } from './row-sets.service.js';

@Controller('patients/:patientId/insights')
@Allow('patient')
export class InsightRefreshController {
  constructor(
    private readonly db: Database,
    private readonly rowSets: RowSets,
  ) {}

  @Post('refresh')
  @HttpCode(202)
  @About(
    'Looks anew, in the background, for what stands out in the patient’s days: what goes with what, and trends. One at a ' +
      'time. The job tells how many questions were tried, found, and cannot be told yet.',
  )
  @Returns(insightRefreshSchema)
  async refresh(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: InsightRefreshInput,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ jobId: string }> {
    if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    if (ctx.scopes !== null) throw patientDataErrors.insights_in_person();
    const outcomes = input?.outcomes ?? [];
    if (!outcomes.every(isId))
      throw invalidInput({
        field: 'outcomes',
        rule: 'id',
        message: 'each of outcomes is the id of a variable.',
      });
    const jobId = await enqueueJob(this.db.as(ctx), {
      kind: 'insights',
      exclusive: true,
      input: { outcomes },
    });
    reply.header('location', `/api/v1/jobs/${jobId}`);
    return { jobId };
  }

  @Get(':id/check')
  @About('Are the rows and the method that a computed insight rests on the same as when it was computed?')
  @Returns(insightCheckSchema)
  check(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<InsightCheckView> {
    return this.rowSets.check(ctx, patientId, id);
  }
}
