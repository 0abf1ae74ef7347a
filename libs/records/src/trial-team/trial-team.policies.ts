import { both, everyRow, mayRead, membersOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const ofTheirTrials = membersOf(
  'trial_id',
  'select t.id from public.trials t where t.created_by = (select carenode.subject())',
  'rows of trials they run (trial_id)',
);
const ofTrialsSeen = membersOf(
  'trial_id',
  'select t.id from public.trials t',
  'rows of trials they may see (trial_id)',
);
const ofTrialsJoined = membersOf(
  'trial_id',
  'select carenode.my_trials()',
  'rows of trials they take part in or are invited to (trial_id)',
);

/**
 * Research partners invite providers into the teams of their trials. Nobody updates a row: status and the rest change by
 * carenode.accept_trial_team_invitation and carenode.end_trial_team_membership.
 */
export const trialTeamMemberPolicies: TablePolicies = {
  'research-partner': {
    ...mayRead(ofTheirTrials),
    insert: { when: ofTheirTrials, columns: ['id', 'trial_id', 'provider_id'] },
  },
  provider: mayRead(own('provider_id')),
  admin: mayRead(everyRow),
  patient: mayRead(both(ofTrialsJoined, rowsWhere(`status = 'active'`, 'of active members'))),
};

const BY_CALL = 'by carenode.accept_trial_team_invitation and carenode.end_trial_team_membership alone';

export const trialTeamMemberGuards: Readonly<Record<string, string>> = {
  trial_id: 'set when the row is made, and never changed',
  provider_id: 'set when the row is made, and never changed',
  added_by: 'the caller who made the row, by default; granted to nobody',
  status: BY_CALL,
  answered_at: BY_CALL,
  removed_by: BY_CALL,
  removed_at: BY_CALL,
};

/**
 * Who runs a trial says what it needs; carenode.guard_trial_data_need lets that change only before the trial is approved.
 * Everybody who may see the trial may see this, patients before they join it.
 */
export const trialDataNeedPolicies: TablePolicies = {
  'research-partner': {
    ...mayRead(ofTheirTrials),
    insert: { when: ofTheirTrials, columns: ['id', 'trial_id', 'table_name', 'variable_id'] },
    delete: { when: ofTheirTrials },
  },
  provider: mayRead(ofTrialsSeen),
  admin: mayRead(ofTrialsSeen),
  patient: mayRead(ofTrialsSeen),
};
