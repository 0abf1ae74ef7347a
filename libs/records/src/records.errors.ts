import { defineErrors } from '@carenode/module-kit';

/** What this module refuses beyond what input checks, row security and its SQL functions say. */
export const errors = defineErrors({
  unknown_variable: [
    'unprocessable',
    'No variable has this code; give variableName too, and it becomes one of the patient’s own.',
  ],
  unknown_provider: ['unprocessable', 'No provider of this instance signs in with this address.'],
  file_not_found: ['invalid', 'The file {path} cannot be read ({reason}).'],
  wrong_file: ['invalid', 'This is not {kind}: {reason}'],
});
