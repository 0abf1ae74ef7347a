import { Database } from '@carenode/database';
import {
  checkSetting,
  LoadedModules,
  type ModuleManifest,
  type RequestContext,
  type Setting,
  subjectOf,
  type Transaction,
} from '@carenode/module-kit';
import type { SettingState } from '@carenode/instance-config-contract';
import { Injectable } from '@nestjs/common';

import { errors } from '../instance-config.errors.js';
import { oneAtATime, refuseStale, writeRow } from '../row-change.js';
import { refuseWithoutScopes } from '../scopes.js';
import { valueInForce } from './setting.rules.js';
import { SettingSnapshot } from './setting.snapshot.js';

interface Row {
  readonly id: string;
  readonly setting_key: string;
  readonly setting_value: unknown;
  readonly updated_at: Date | null;
  readonly updated_by: string | null;
  readonly version: number;
}

/** The settings modules declare, for the admin who changes them. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
    private readonly snapshot: SettingSnapshot,
  ) {}

  /** Every declared setting of the loaded modules, in the order of their declarations. */
  async list(ctx: RequestContext): Promise<SettingState[]> {
    return this.db
      .as(ctx)
      .transaction((tx) => this.statesOf(tx, ctx, this.loaded.manifests), { readOnly: true });
  }

  /** The settings of some modules, inside a transaction that is open already. */
  async statesOf(
    tx: Transaction,
    ctx: RequestContext,
    modules: readonly ModuleManifest[],
  ): Promise<SettingState[]> {
    await refuseWithoutScopes(tx, ctx, { instance_settings: 'r' });
    const rows = await tx.query<Row>(
      'select id, setting_key, setting_value, updated_at, updated_by, version from public.instance_settings',
    );
    const byKey = new Map(rows.map((row) => [row.setting_key, row]));
    return modules.flatMap(({ name: module, settings }) =>
      Object.entries(settings).map(([name, declared]) =>
        stateOf(module, name, declared, byKey.get(`${module}.${name}`)),
      ),
    );
  }

  /** Sets a value. Throws `setting_unknown`, `validation_failed` naming the broken limit, `stale`. */
  async set(
    ctx: RequestContext,
    module: string,
    name: string,
    value: unknown,
    ifMatch?: string,
  ): Promise<SettingState> {
    const declared = this.declared(module, name);
    const checked = checkSetting('value', declared, value);
    return this.write(ctx, { module, name, declared, value: JSON.stringify(checked) }, ifMatch);
  }

  /** Goes back to the declared default. Throws `setting_unknown`, `stale`. */
  async reset(ctx: RequestContext, module: string, name: string, ifMatch?: string): Promise<SettingState> {
    return this.write(ctx, { module, name, declared: this.declared(module, name), value: null }, ifMatch);
  }

  private async write(
    ctx: RequestContext,
    change: { module: string; name: string; declared: Setting; value: string | null },
    ifMatch: string | undefined,
  ): Promise<SettingState> {
    const { module, name, declared, value } = change;
    const key = `${module}.${name}`;
    const state = await this.db.as(ctx).transaction(async (tx) => {
      await refuseWithoutScopes(tx, ctx, { instance_settings: 'rcu' });
      await oneAtATime(tx);
      const before = await readRow(tx, key);
      refuseStale(ifMatch, before?.version ?? 0);
      if (!before && value === null) return stateOf(module, name, declared, undefined);
      await writeRow(tx, 'instance_settings', before?.id, {
        ...(before ? {} : { setting_key: key, category: module }),
        setting_value: value,
        updated_by: subjectOf(ctx),
      });
      return stateOf(module, name, declared, await readRow(tx, key));
    });
    await this.snapshot.refresh();
    return state;
  }

  private declared(module: string, name: string): Setting {
    const settings = this.loaded.manifests.find((manifest) => manifest.name === module)?.settings ?? {};
    const declared = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (declared) return declared;
    const known = this.loaded.manifests.flatMap((manifest) =>
      Object.keys(manifest.settings).map((key) => `${manifest.name}.${key}`),
    );
    throw errors.setting_unknown({
      module: module.slice(0, 100),
      name: name.slice(0, 100),
      known: known.join(', ') || 'none',
    });
  }
}

async function readRow(tx: Transaction, key: string): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    'select id, setting_key, setting_value, updated_at, updated_by, version from public.instance_settings where setting_key = $1',
    [key],
  );
  return row;
}

function stateOf(module: string, name: string, declared: Setting, row: Row | undefined): SettingState {
  const stored = row?.setting_value ?? null;
  return {
    module,
    name,
    type: declared.type,
    help: declared.help,
    default: declared.default,
    value: valueInForce(declared, stored),
    isDefault: stored === null,
    min: declared.min ?? null,
    max: declared.max ?? null,
    choices: declared.choices ?? null,
    version: row?.version ?? 0,
    updatedAt: row?.updated_at?.toISOString() ?? null,
    updatedBy: row?.updated_by ?? null,
  };
}
