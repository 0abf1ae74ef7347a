import { both, everyRow, inCareOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

import { CHANGEABLE } from './insight.rules.js';

const MADE = ['insight_type', 'insight_text', 'confidence_score', 'data_sources', 'generated_at'];
const ADDED = ['id', 'patient_id', ...MADE, 'idempotency_key', 'idempotency_fingerprint'];
const shownInCare = both(inCareOf('patient_id'), rowsWhere('not is_hidden', 'not hidden by the patient'));
const madeInCare = both(shownInCare, own('recorded_by'));

/** Providers and background work make insights; patients read theirs, and mark them seen or hidden. */
export const insightPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    update: { when: own('patient_id'), columns: CHANGEABLE.patient.columns },
  },
  provider: {
    select: { when: shownInCare },
    insert: { when: inCareOf('patient_id'), columns: ADDED },
    update: { when: madeInCare, columns: CHANGEABLE.provider.columns },
    delete: { when: madeInCare },
  },
  system: {
    insert: { when: everyRow, columns: ADDED },
  },
};
