import { defineErrors } from '@carenode/module-kit';

export const errors = defineErrors({
  module_unknown: [
    'not_found',
    'There is no module "{name}" here; there are {known}. A module that exists elsewhere is loaded by naming it in CARENODE_MODULES.',
  ],
  module_required: [
    'conflict',
    '{name} is a required module: it is always active, and has no activation to change.',
  ],
  module_not_loaded: [
    'conflict',
    'The code of {name} is not loaded in this host; add {name} to CARENODE_MODULES and start the host again.',
  ],
  module_not_installed: [
    'conflict',
    '{name} is not installed: its migrations {steps} are not applied. Run: carenode migrate up --module {name}',
  ],
  requires_inactive: [
    'conflict',
    '{name} requires {modules}, not active now. Activate what it requires first, or send withDependencies: true.',
  ],
  requires_over: [
    'conflict',
    '{name} requires {modules}, whose window has ended. Give it a later expirationDate, or null, first.',
  ],
  still_required: [
    'conflict',
    '{name} is required by {modules}, active now. Deactivate what requires it first, or send withDependents: true.',
  ],
  activation_over: [
    'conflict',
    'The window of {name} ended at {until}, so it would not become active. Send a later expirationDate, or null.',
  ],
  setting_unknown: ['not_found', 'There is no setting "{name}" of module "{module}"; there are {known}.'],
  insufficient_scope: ['forbidden', 'The key may not do this; it needs the scopes {scopes}.'],
});
