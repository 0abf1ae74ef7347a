import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, PatientId, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, Put } from '@nestjs/common';

import { TIME_ZONES, TimeZonesInput } from './patient-time-zone.dto.js';
import { PatientTimeZones } from './patient-time-zones.service.js';

@Controller('patients/:patientId/time-zones')
@Allow('patient')
export class PatientTimeZonesController {
  constructor(private readonly zones: PatientTimeZones) {}

  @Get()
  @About('Where the patient was, as time zones: they decide which day a measurement without a zone is of')
  @Returns(TIME_ZONES)
  find(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.zones.find(ctx, patientId);
  }

  @Put()
  @About('Say where the patient was: the whole list takes the place of the one before')
  @Returns(TIME_ZONES)
  replace(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: TimeZonesInput,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.zones.replace(ctx, patientId, input, ifMatch);
  }
}
