import type { Erasure, ModuleManifest, TableDeclaration } from '@carenode/module-kit';

/** How PostgreSQL is to tell the audit trail of a table's rows, and what its registry says about the table. */
export interface TableAudit {
  /** Null: writes are not told. */
  readonly told: {
    readonly about: string | null;
    readonly plain: readonly string[];
    readonly quiet: readonly string[];
  } | null;
  /** The table's row in `carenode.tables`; null: it has none. */
  readonly entry: {
    readonly module: string;
    readonly holds: string;
    readonly about: string | null;
    readonly onErasure: Erasure;
    /** Columns that no export shows, in order of their names. */
    readonly secret: readonly string[];
  } | null;
}

/** What a table's module declares. */
export function auditOf(module: ModuleManifest, table: TableDeclaration): TableAudit {
  const { about = null, holds, onErasure = 'delete', audit = {}, secret = [] } = table;
  return {
    told: audit.off ? null : { about, plain: audit.plain ?? [], quiet: audit.quiet ?? [] },
    entry: { module: module.name, holds, about, onErasure, secret: [...secret].sort() },
  };
}

/** Nothing is told: what goes with having no rights. */
export const NOT_TOLD: TableAudit = { told: null, entry: null };
