import { RowView } from '@carenode/database';

import { PatientCondition } from './patient-condition.entity.js';

export const patientConditionView = new RowView(PatientCondition);
