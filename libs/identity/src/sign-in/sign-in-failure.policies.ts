import { everyRow, mayEverything, type TablePolicies } from '@carenode/module-kit';

export const signInFailurePolicies: TablePolicies = { system: mayEverything(everyRow) };
