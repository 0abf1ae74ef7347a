import { everyRow, inCareOf, mayRead, own, type TablePolicies } from '@carenode/module-kit';

/**
 * Nobody writes a consent: carenode.give_consent and carenode.withdraw_consent do, for the patient alone (or a guardian who
 * acts for the patient), and carenode.note_care_consent when the patient takes a provider into the care team.
 */
export const patientConsentPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  provider: mayRead(inCareOf('patient_id')),
  system: mayRead(everyRow),
};

const BY_CALL = 'set once by carenode.give_consent, or by the trigger that notes a care team’s consent';

export const patientConsentGuards: Readonly<Record<string, string>> = {
  patient_id: BY_CALL,
  purpose: BY_CALL,
  text_version: BY_CALL,
  text_language: BY_CALL,
  method: BY_CALL,
  given_at: BY_CALL,
  given_by: BY_CALL,
  withdrawn_at: 'set once by carenode.withdraw_consent, or when a newer text is agreed to',
  withdrawn_by: 'set once by carenode.withdraw_consent, or when a newer text is agreed to',
};
