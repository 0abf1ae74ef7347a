import type { ActivationState, Audience } from '@carenode/instance-config-contract';
import type { Transaction } from '@carenode/module-kit';

import type { Activation } from './activation.rules.js';

/** A row of `instance_module_activations` as an admin may read it. */
export interface ActivationRow {
  readonly id: string;
  readonly module_name: string;
  readonly is_active: boolean | null;
  readonly activation_date: Date | null;
  readonly expiration_date: Date | null;
  readonly settings: { readonly audience?: Audience } | null;
  readonly requires: string[];
  readonly has_activation_key: boolean;
  readonly updated_reason: string | null;
  readonly updated_at: Date | null;
  readonly updated_by: string | null;
  readonly version: number;
}

/** All rows by module name. */
export async function readActivationRows(tx: Transaction): Promise<Map<string, ActivationRow>> {
  const rows = await tx.query<ActivationRow>(
    `select id, module_name, is_active, activation_date, expiration_date, settings, requires, has_activation_key,
            updated_reason, updated_at, updated_by, version
       from public.instance_module_activations order by module_name`,
  );
  return new Map(rows.map((row) => [row.module_name, row]));
}

/** The row as the decision reads it. */
export function activationOf(row: ActivationRow): Activation {
  return {
    module: row.module_name,
    isActive: row.is_active ?? false,
    from: row.activation_date?.getTime() ?? null,
    until: row.expiration_date?.getTime() ?? null,
    audience: row.settings?.audience ?? null,
    requires: row.requires,
  };
}

/** The row as it is shown. */
export function activationStateOf(row: ActivationRow): ActivationState {
  return {
    isActive: row.is_active ?? false,
    activationDate: row.activation_date?.toISOString() ?? null,
    expirationDate: row.expiration_date?.toISOString() ?? null,
    audience: row.settings?.audience ?? null,
    hasActivationKey: row.has_activation_key,
    reason: row.updated_reason,
    version: row.version,
    updatedAt: (row.updated_at ?? new Date(0)).toISOString(),
    updatedBy: row.updated_by,
  };
}
