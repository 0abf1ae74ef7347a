import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, PatientId, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Inject, type Type } from '@nestjs/common';

import { RECORD_VERSION, type RecordVersionView } from './record-version.view.js';
import { RecordVersions } from './record-versions.service.js';

/** The history of one noun's rows, below `/patients/:patientId/{path}/:id/versions`. */
function versionsController(path: string, name: string, noun: string, table: string): Type {
  @Controller(`patients/:patientId/${path}/:id/versions`)
  @Allow('patient', 'provider', 'admin')
  class RecordVersionsController {
    constructor(@Inject(RecordVersions) private readonly versions: RecordVersions) {}

    @Get()
    @About(`What a ${noun} was before it was corrected or deleted, newest first; always one page`)
    @ReturnsPage(RECORD_VERSION)
    list(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
    ): Promise<{ items: RecordVersionView[]; nextCursor: null }> {
      return this.versions.list(ctx, patientId, table, id);
    }
  }
  Object.defineProperty(RecordVersionsController, 'name', { value: `${name}VersionsController` });
  return RecordVersionsController;
}

export const MeasurementVersionsController = versionsController(
  'measurements',
  'Measurement',
  'measurement',
  'measurements',
);
export const PatientConditionVersionsController = versionsController(
  'conditions',
  'PatientCondition',
  'condition',
  'patient_conditions',
);
export const PatientTreatmentVersionsController = versionsController(
  'treatments',
  'PatientTreatment',
  'treatment',
  'patient_treatments',
);
