import { recordVersionsController } from '@carenode/module-kit/http';
import { RecordHistory } from '@carenode/records-contract';

const versionsOf = (path: string, name: string, noun: string, table: string) =>
  recordVersionsController({ path, name, noun, table, history: RecordHistory });

export const MeasurementVersionsController = versionsOf(
  'measurements',
  'Measurement',
  'measurement',
  'measurements',
);
export const PatientConditionVersionsController = versionsOf(
  'conditions',
  'PatientCondition',
  'condition',
  'patient_conditions',
);
export const PatientTreatmentVersionsController = versionsOf(
  'treatments',
  'PatientTreatment',
  'treatment',
  'patient_treatments',
);
