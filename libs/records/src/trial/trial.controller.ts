import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';

import {
  EnrollmentChange,
  EnrollmentInput,
  EnrollmentQuery,
  TrialChange,
  TrialInput,
  TrialQuery,
} from './trial.dto.js';
import { TrialService } from './trial.service.js';
import { trialEnrollmentView, trialView } from './trial.view.js';

@Controller('trials')
export class TrialController {
  constructor(private readonly trials: TrialService) {}

  @Get()
  @Allow('research-partner', 'admin', 'provider', 'patient')
  @About(
    'Trials, newest first: their own for research partners, approved ones for providers, open ones for patients',
  )
  @ReturnsPage(trialView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: TrialQuery): Promise<JsonText> {
    return this.trials.list(ctx, query);
  }

  @Get(':id')
  @Allow('research-partner', 'admin', 'provider', 'patient')
  @About('A trial')
  @Returns(trialView.schema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.trials.get(ctx, id);
  }

  @Post()
  @Allow('research-partner')
  @About('Propose a trial; an admin reviews it')
  @Returns(trialView.schema)
  create(
    @Ctx() ctx: RequestContext,
    @Body() input: TrialInput,
    @HeaderValue('Idempotency-Key') idempotencyKey?: string,
  ): Promise<JsonText> {
    return this.trials.create(ctx, input, idempotencyKey);
  }

  @Patch(':id')
  @Allow('research-partner', 'admin')
  @About('Change a trial (as who runs it), or its status (as an admin too)')
  @Returns(trialView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() change: TrialChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.trials.update(ctx, id, change, ifMatch);
  }

  @Get(':trialId/enrollments')
  @Allow('provider', 'patient')
  @About('Enrolments of a trial: of patients in the caller’s care, or the caller’s own')
  @ReturnsPage(trialEnrollmentView.schema)
  listEnrollments(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @Query() query: EnrollmentQuery,
  ): Promise<JsonText> {
    return this.trials.listEnrollments(ctx, trialId, query);
  }

  @Post(':trialId/enrollments')
  @Allow('provider')
  @About('Invite a patient in one’s care to a trial that takes participants')
  @Returns(trialEnrollmentView.schema)
  enroll(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @Body() input: EnrollmentInput,
  ): Promise<JsonText> {
    return this.trials.enroll(ctx, trialId, input);
  }

  @Patch(':trialId/enrollments/:id')
  @Allow('provider', 'patient')
  @About('Change the status of an enrolment: only the patient can agree to it')
  @Returns(trialEnrollmentView.schema)
  updateEnrollment(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @IdParam('id') id: string,
    @Body() change: EnrollmentChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.trials.updateEnrollment(ctx, trialId, id, change, ifMatch);
  }
}
