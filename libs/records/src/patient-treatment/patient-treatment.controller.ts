import { patientRowsController } from '@carenode/module-kit/http';

import {
  PatientTreatmentChange,
  PatientTreatmentInput,
  PatientTreatmentQuery,
} from './patient-treatment.dto.js';
import { PatientTreatmentService } from './patient-treatment.service.js';
import { patientTreatmentView } from './patient-treatment.view.js';

export const PatientTreatmentController = patientRowsController({
  path: 'treatments',
  name: 'PatientTreatment',
  words: ['treatment of the patient', 'treatments'],
  store: PatientTreatmentService,
  schema: patientTreatmentView.schema,
  query: PatientTreatmentQuery,
  input: PatientTreatmentInput,
  change: PatientTreatmentChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
