import { RowView } from '@carenode/database';

import { ConsentText } from './consent-text.entity.js';
import { PatientConsent } from './patient-consent.entity.js';

export const consentTextView = new RowView(ConsentText);
export const patientConsentView = new RowView(PatientConsent);
