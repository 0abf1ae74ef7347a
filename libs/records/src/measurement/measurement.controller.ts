import { patientRowsController } from '@carenode/module-kit/http';

import { MeasurementChange, MeasurementInput, MeasurementQuery } from './measurement.dto.js';
import { MeasurementService } from './measurement.service.js';
import { measurementView } from './measurement.view.js';

export const MeasurementController = patientRowsController({
  path: 'measurements',
  name: 'Measurement',
  words: ['measurement', 'measurements'],
  store: MeasurementService,
  schema: measurementView.schema,
  query: MeasurementQuery,
  input: MeasurementInput,
  change: MeasurementChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
