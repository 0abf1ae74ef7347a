import type { PageOf } from '@carenode/identity-contract';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { AccessLogQuery, accessLogEntrySchema, AuditEventQuery, auditEventSchema } from './audit.dto.js';
import { AuditReading } from './audit-reading.service.js';

@Controller()
export class AuditController {
  constructor(private readonly trail: AuditReading) {}

  @Get('patients/:patientId/access-log')
  @Allow('patient')
  @About('Who read or changed something about me, when and why they could, newest first')
  @ReturnsPage(accessLogEntrySchema)
  accessLog(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: AccessLogQuery,
  ): Promise<PageOf<object>> {
    return this.trail.accessLog(ctx, patientId, query);
  }

  @Get('audit-events')
  @Allow('admin')
  @About('Who did what with whose data, newest first')
  @ReturnsPage(auditEventSchema)
  events(@Ctx() ctx: RequestContext, @Query() query: AuditEventQuery): Promise<PageOf<object>> {
    return this.trail.events(ctx, query);
  }
}
