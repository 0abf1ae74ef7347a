import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, Returns } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { DAILY_VALUES, DailyValuesQuery, type DailyValuesView } from './daily-value.dto.js';
import { DailyValuesService } from './daily-values.service.js';
import { DAY_CHART, DayChartQuery, type DayChartView } from './day-chart.dto.js';
import { DayCharts } from './day-charts.service.js';

@Controller('patients/:patientId')
@Allow('patient', 'provider', 'admin')
export class DailyValuesController {
  constructor(
    private readonly values: DailyValuesService,
    private readonly charts: DayCharts,
  ) {}

  @Get('daily-values')
  @About('What a variable was day by day, merged over its sources, in the patient’s own days')
  @Returns(DAILY_VALUES)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: DailyValuesQuery,
  ): Promise<DailyValuesView> {
    return this.values.list(ctx, patientId, query);
  }

  @Get('measurements/day')
  @About('One day of a variable, merged over its sources, by quarters of an hour')
  @Returns(DAY_CHART)
  day(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: DayChartQuery,
  ): Promise<DayChartView> {
    return this.charts.find(ctx, patientId, query);
  }
}
