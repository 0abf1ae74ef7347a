import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { EnrollmentQuery } from './trial.dto.js';
import { TrialService } from './trial.service.js';
import { trialEnrollmentView } from './trial.view.js';

@Controller('patients/:patientId/trial-enrollments')
@Allow('patient', 'provider', 'admin')
export class PatientTrialEnrollmentController {
  constructor(private readonly trials: TrialService) {}

  @Get()
  @About('Trials a patient takes part in or is invited to, newest first')
  @ReturnsPage(trialEnrollmentView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: EnrollmentQuery,
  ): Promise<JsonText> {
    return this.trials.listOfPatient(ctx, patientId, query);
  }
}
