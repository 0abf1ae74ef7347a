import { patientRowsController } from '@carenode/module-kit/http';

import {
  PatientConditionChange,
  PatientConditionInput,
  PatientConditionQuery,
} from './patient-condition.dto.js';
import { PatientConditionService } from './patient-condition.service.js';
import { patientConditionView } from './patient-condition.view.js';

export const PatientConditionController = patientRowsController({
  path: 'conditions',
  name: 'PatientCondition',
  words: ['condition of the patient', 'conditions'],
  store: PatientConditionService,
  schema: patientConditionView.schema,
  query: PatientConditionQuery,
  input: PatientConditionInput,
  change: PatientConditionChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
