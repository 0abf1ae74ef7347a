/** Changes of rights that nothing can notice: name of the mutant → why. Every other one has to be noticed. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  'trial_data_needs.admin_select for every row':
    'Admins see every trial, so that the rows of trials they see are every row.',
  ...Object.fromEntries(
    ['food_composition', 'food_portions'].flatMap((table) =>
      ['for every row', 'for every row and any new one'].map((how) => [
        `${table}.system_update ${how}`,
        'Background work sees reference foods alone, and an update reaches only what is seen.',
      ]),
    ),
  ),
  ...Object.fromEntries(
    [
      'patient_food_nutrients',
      'patient_data_import_batches',
      'patient_data_import_problems',
      'patient_data_import_changes',
    ].map((table) => [
      `${table}.gate_insert whether or not the module is active`,
      'A row hangs on one of another table of the module, which is not seen while the module is off.',
    ]),
  ),
  'lot_holds.admin_update with any new row':
    'Of a hold, nothing but the reason of its release may be written, and the check asks about its kind.',
  'carenode.in_trial_teams() for everybody':
    'A shortcut past the longer question, which leaves nothing out for providers who are in no team.',
};
