import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, Returns } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { SeriesQuery } from './measurement.dto.js';
import { MeasurementSeries } from './measurement-series.service.js';
import { SERIES, type SeriesView } from './measurement-series.view.js';

@Controller('patients/:patientId/measurements/series')
@Allow('patient', 'provider', 'admin')
export class MeasurementSeriesController {
  constructor(private readonly series: MeasurementSeries) {}

  @Get()
  @About(
    'The values of one variable over time, for a chart: every point, or what happened in equal spans of time',
  )
  @Returns(SERIES)
  find(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: SeriesQuery,
  ): Promise<SeriesView> {
    return this.series.find(ctx, patientId, query);
  }
}
