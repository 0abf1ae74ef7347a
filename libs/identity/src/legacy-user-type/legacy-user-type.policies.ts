import { everyRow, mayRead, type TablePolicies } from '@carenode/module-kit';

/** Written by carenode.approve_legacy_user_type only. */
export const legacyUserTypePolicies: TablePolicies = { admin: mayRead(everyRow) };
