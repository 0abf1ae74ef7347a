/** Changes of rights that nothing can notice: name of the mutant → why. Every other one has to be noticed. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  'trial_data_needs.admin_select for every row':
    'Admins see every trial, so that the rows of trials they see are every row.',
  'carenode.in_trial_teams() for everybody':
    'A shortcut past the longer question, which leaves nothing out for providers who are in no team.',
};
