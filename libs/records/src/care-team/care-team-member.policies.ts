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
