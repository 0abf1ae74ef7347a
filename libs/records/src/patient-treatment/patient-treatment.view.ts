import { RowView } from '@carenode/database';

import { PatientTreatment } from './patient-treatment.entity.js';

export const patientTreatmentView = new RowView(PatientTreatment);
