import { rowsWhere } from '@carenode/module-kit';

/** The row names its caller as the one who changed it, so that nobody signs a change with another's name. */
export const signedByCaller = rowsWhere(
  'updated_by = (select carenode.subject())',
  'rows they sign as changed by themselves (updated_by)',
);
