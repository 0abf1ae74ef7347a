import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { TIMELINE_ITEM, TimelineQuery } from './timeline.dto.js';
import { TimelineService } from './timeline.service.js';

@Controller('patients/:patientId/timeline')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  @Get()
  @Allow('patient', 'provider', 'admin')
  @About(
    'What happened to the patient, newest first: symptoms and other events, treatments, food, activities, insights, imports',
  )
  @ReturnsPage(TIMELINE_ITEM)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: TimelineQuery,
  ): Promise<JsonText> {
    return this.timeline.list(ctx, patientId, query);
  }
}
