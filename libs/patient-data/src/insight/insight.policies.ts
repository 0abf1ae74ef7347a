import {
  both,
  everyRow,
  inCareOf,
  mayRead,
  openRecord,
  own,
  rowsWhere,
  type TablePolicies,
} from '@carenode/module-kit';

import { CHANGEABLE } from './insight.rules.js';

const MADE = ['insight_type', 'insight_text', 'confidence_score', 'data_sources', 'generated_at'];
const ADDED = ['id', 'patient_id', ...MADE, 'idempotency_key', 'idempotency_fingerprint'];
const shown = rowsWhere('not is_hidden', 'not hidden by the patient');
const shownWhereOpen = both(openRecord('patient_id', 'patient_insights'), shown);
const shownInCare = both(inCareOf('patient_id'), shown);
const madeInCare = both(shownInCare, own('recorded_by'));

/** Providers and background work make insights; patients read theirs, and mark them seen or hidden. */
export const insightPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    update: { when: own('patient_id'), columns: CHANGEABLE.patient.columns },
  },
  provider: {
    ...mayRead(shownWhereOpen),
    insert: { when: inCareOf('patient_id'), columns: ADDED },
    update: { when: madeInCare, columns: CHANGEABLE.provider.columns },
    delete: { when: madeInCare },
  },
  admin: mayRead(shownWhereOpen),
  system: {
    insert: { when: everyRow, columns: ADDED },
  },
};
