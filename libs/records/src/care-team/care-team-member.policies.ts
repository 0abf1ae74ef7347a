import { either, everyRow, inCareOf, mayRead, own, type TablePolicies } from '@carenode/module-kit';

const invitation = ['id', 'patient_id', 'provider_id', 'starts_at', 'ends_at'];

/**
 * Patients and admins invite; status, awaiting and invited_by are the columns' defaults. Nobody but background work
 * updates a membership: carenode.accept_care_team_invitation and carenode.end_care_team_membership do.
 */
export const careTeamMemberPolicies: TablePolicies = {
  patient: { ...mayRead(own('patient_id')), insert: { when: own('patient_id'), columns: invitation } },
  provider: mayRead(either(own('provider_id'), inCareOf('patient_id'))),
  admin: { ...mayRead(everyRow), insert: { when: everyRow, columns: invitation } },
  system: {
    ...mayRead(everyRow),
    insert: { when: everyRow, columns: [...invitation, 'status'] },
    update: { when: everyRow, columns: ['status'] },
  },
};

/** `status` is granted to background work alone; carenode.guard_care_team_member keeps its order. */
export const careTeamMemberGuards: Readonly<Record<string, string>> = {
  patient_id: 'set when the row is made, and never changed',
  provider_id: 'set when the row is made, and never changed',
  awaiting: 'by carenode.accept_care_team_invitation and carenode.end_care_team_membership alone',
  invited_by: 'the caller who made the row, by default; granted to nobody',
  starts_at: 'after the row is made by carenode.accept_care_team_invitation alone',
  ends_at: 'after the row is made by carenode.end_care_team_membership alone',
  answered_at: 'by carenode.accept_care_team_invitation and carenode.end_care_team_membership alone',
};
