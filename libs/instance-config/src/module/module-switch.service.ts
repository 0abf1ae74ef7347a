import { Database } from '@carenode/database';
import {
  type ActivateOptions,
  type DeactivateOptions,
  type ModuleState,
  ModuleSwitch,
  type Switched,
} from '@carenode/instance-config-contract';
import {
  LoadedModules,
  type RequestContext,
  Sealer,
  subjectOf,
  type Transaction,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { activationOf, type ActivationRow, readActivationRows } from '../activation/activation.rows.js';
import type { Activations } from '../activation/activation.rules.js';
import { ActivationSnapshot } from '../activation/activation.snapshot.js';
import {
  dependentsOn,
  isOver,
  isSwitchedOn,
  missingFor,
  type Requirements,
} from '../activation/switch.rules.js';
import { errors } from '../instance-config.errors.js';
import { oneAtATime, refuseEmpty, refuseStale, writeRow } from '../row-change.js';
import { refuseWithoutScopes } from '../scopes.js';
import {
  type ActivationChange,
  checkChange,
  type CheckedChange,
  windowAfter,
} from './activation-change.rules.js';
import { requirementsOf } from './loaded-modules.rules.js';
import { type Installed, ModuleStates, unknownModule } from './module-states.service.js';

/** The instance as a change finds it, while nobody else may change it. */
interface Found {
  readonly rows: ReadonlyMap<string, ActivationRow>;
  readonly activations: Activations;
  readonly requirements: Requirements;
  readonly installed: Installed;
  readonly now: number;
}

const TABLE = 'instance_module_activations';

@Injectable()
export class ModuleSwitchService extends ModuleSwitch {
  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
    private readonly sealer: Sealer,
    private readonly states: ModuleStates,
    private readonly snapshot: ActivationSnapshot,
  ) {
    super();
  }

  override list(ctx: RequestContext): Promise<readonly ModuleState[]> {
    return this.states.list(ctx);
  }

  override get(ctx: RequestContext, name: string): Promise<ModuleState> {
    return this.states.get(ctx, name);
  }

  override activate(ctx: RequestContext, name: string, options: ActivateOptions = {}): Promise<Switched> {
    return this.change(ctx, name, { ...options, isActive: true });
  }

  override deactivate(ctx: RequestContext, name: string, options: DeactivateOptions = {}): Promise<Switched> {
    return this.change(ctx, name, { ...options, isActive: false });
  }

  /**
   * Any change of an activation. `ifMatch` is the ETag the caller last saw: `stale` when it was changed
   * since.
   */
  async change(
    ctx: RequestContext,
    name: string,
    asked: ActivationChange,
    ifMatch?: string,
  ): Promise<Switched> {
    const { withDependencies: _1, withDependents: _2, reason: _3, ...fields } = asked;
    refuseEmpty(fields);
    const change = checkChange(asked);
    const installed = await this.states.installed();
    const changed = await this.db.as(ctx).transaction(async (tx) => {
      await refuseWithoutScopes(tx, ctx, { [TABLE]: 'rcu' });
      await oneAtATime(tx);
      const found = await this.find(tx, installed);
      const row = found.rows.get(name);
      this.refuseUnswitchable(name, change, found);
      refuseStale(ifMatch, row?.version ?? 0);
      const { from, until } = windowAfter(change, {
        from: row?.activation_date ?? null,
        until: row?.expiration_date ?? null,
      });
      const isActive = change.isActive ?? row?.is_active ?? false;
      const others = isActive
        ? this.companionsOn(name, { ...change, until }, found)
        : this.companionsOff(name, change, found);
      for (const other of others)
        await this.write(tx, ctx, other, found, {
          is_active: isActive,
          updated_reason: change.reason ?? null,
        });
      await this.write(tx, ctx, name, found, {
        is_active: isActive,
        activation_date: from,
        expiration_date: until,
        updated_reason: change.reason ?? null,
        ...this.sealedKey(change),
        ...settingsAfter(change, row),
      });
      return [...others, name];
    });
    await this.snapshot.refresh();
    return { module: await this.states.get(ctx, name), changed };
  }

  private async find(tx: Transaction, installed: Installed): Promise<Found> {
    const rows = await readActivationRows(tx);
    const stored = [...rows.values()].map((row): [string, readonly string[]] => [
      row.module_name,
      row.requires,
    ]);
    return {
      rows,
      activations: new Map([...rows].map(([name, row]) => [name, activationOf(row)])),
      // What is loaded here knows best what it requires; a module that is not loaded has told its row.
      requirements: new Map([...stored, ...requirementsOf(this.loaded.manifests)]),
      installed,
      now: Date.now(),
    };
  }

  private refuseUnswitchable(name: string, change: CheckedChange, { rows, installed }: Found): void {
    const manifest = this.loaded.manifests.find((candidate) => candidate.name === name);
    if (manifest?.required) throw errors.module_required({ name });
    if (!manifest && !rows.has(name) && !installed.applied.has(name)) {
      throw unknownModule(
        name,
        [...new Set([...this.loaded.manifests.map((other) => other.name), ...rows.keys()])].sort(),
      );
    }
    // What is on without its code must still be possible to switch off.
    if (!manifest && !(change.isActive === false && rows.has(name))) throw errors.module_not_loaded({ name });
  }

  /**
   * The required modules to switch on along with this one. Refuses when there are some and nobody asked for
   * that.
   */
  private companionsOn(
    name: string,
    change: CheckedChange & { readonly until: Date | null },
    { requirements, activations, installed, now }: Found,
  ): string[] {
    const before = activations.get(name);
    const begins = change.isActive === true || change.expirationDate !== undefined;
    if (begins && change.until && isOver({ until: change.until.getTime() }, now)) {
      throw errors.activation_over({ name, until: change.until.toISOString() });
    }
    if (change.isActive !== true && isSwitchedOn(before, now)) return [];
    const { off, over } = missingFor(name, requirements, activations, now);
    for (const module of [name, ...off]) {
      const steps = installed.pending.get(module) ?? [];
      if (steps.length > 0) throw errors.module_not_installed({ name: module, steps: steps.join(', ') });
    }
    if (over.length > 0)
      throw errors.requires_over({ name, modules: over.join(', ') }, { extensions: { modules: over } });
    if (off.length > 0 && !change.withDependencies) {
      throw errors.requires_inactive({ name, modules: off.join(', ') }, { extensions: { modules: off } });
    }
    return off;
  }

  /** The modules to switch off along with this one, because they require it. Refuses likewise. */
  private companionsOff(
    name: string,
    change: CheckedChange,
    { requirements, activations, now }: Found,
  ): string[] {
    if (change.isActive !== false || !isSwitchedOn(activations.get(name), now)) return [];
    const dependents = dependentsOn(name, requirements, activations, now);
    if (dependents.length > 0 && !change.withDependents) {
      throw errors.still_required(
        { name, modules: dependents.join(', ') },
        { extensions: { modules: dependents } },
      );
    }
    return dependents;
  }

  private write(
    tx: Transaction,
    ctx: RequestContext,
    name: string,
    { rows, requirements }: Found,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const row = rows.get(name);
    return writeRow(tx, TABLE, row?.id, {
      ...(row ? {} : { module_name: name }),
      ...values,
      requires: requirements.get(name) ?? [],
      updated_by: subjectOf(ctx),
    });
  }

  private sealedKey({ activationKey }: CheckedChange): { activation_key?: string | null } {
    if (activationKey === undefined) return {};
    return { activation_key: activationKey === null ? null : this.sealer.seal(activationKey) };
  }
}

/** Everything in `settings` but the audience stays as it is. */
function settingsAfter(
  { audience }: CheckedChange,
  row: ActivationRow | undefined,
): { settings?: string | null } {
  if (audience === undefined) return {};
  const { audience: _before, ...others } = row?.settings ?? {};
  const settings = audience === null ? others : { ...others, audience };
  return { settings: Object.keys(settings).length === 0 ? null : JSON.stringify(settings) };
}
