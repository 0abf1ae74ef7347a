import { AppError, type RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get } from '@nestjs/common';

import { PatientLearning } from './patient-learning.service.js';
import { PatientLearningView } from './patient-learning.view.js';

@Controller('patients/:patientId/learning')
@Allow('patient')
export class PatientLearningController {
  constructor(private readonly learning: PatientLearning) {}

  @Get()
  @About(
    'What the patient can learn from: resources about their own conditions and treatments, those for everybody, and those ' +
      'they have begun, each with their progress; unfinished first; always one page, without the texts',
  )
  @ReturnsPage(PatientLearningView)
  async list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
  ): Promise<{ items: PatientLearningView[]; nextCursor: null }> {
    if (patientId !== ctx.subject) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    return { items: await this.learning.list(ctx, patientId), nextCursor: null };
  }
}
