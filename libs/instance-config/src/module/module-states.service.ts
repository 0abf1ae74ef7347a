import { Database, pendingSteps } from '@carenode/database';
import type { ModuleState } from '@carenode/instance-config-contract';
import { LoadedModules, type ModuleManifest, type RequestContext, systemContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { activationStateOf, readActivationRows } from '../activation/activation.rows.js';
import { ActivationSnapshot } from '../activation/activation.snapshot.js';
import { errors } from '../instance-config.errors.js';
import { refuseWithoutScopes } from '../scopes.js';
import { SettingsService } from '../setting/settings.service.js';

/**
 * What is known of installed modules without asking an admin's rights: which steps of which module are
 * applied.
 */
export interface Installed {
  /** Loaded module → ids of its steps that are not applied. */
  readonly pending: ReadonlyMap<string, readonly string[]>;
  /** Modules of which any step is applied, loaded or not. */
  readonly applied: ReadonlySet<string>;
}

type CodeState = Pick<
  ModuleState,
  'title' | 'required' | 'loaded' | 'installed' | 'pendingSteps' | 'activeForMe'
>;

const SYSTEM = systemContext('see which modules are installed');

/** Modules as an admin sees them: code, migrations, activation and settings side by side. */
@Injectable()
export class ModuleStates {
  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
    private readonly activations: ActivationSnapshot,
    private readonly settings: SettingsService,
  ) {}

  /** The loaded modules, and those that are not loaded but have an activation; by name. */
  async list(ctx: RequestContext): Promise<ModuleState[]> {
    const installed = await this.installed();
    const { rows, settings } = await this.db.as(ctx).transaction(
      async (tx) => {
        await refuseWithoutScopes(tx, ctx, { instance_module_activations: 'r', instance_settings: 'r' });
        const activations = await readActivationRows(tx);
        return { rows: activations, settings: await this.settings.statesOf(tx, ctx, this.loaded.manifests) };
      },
      { readOnly: true },
    );
    const manifests = new Map(this.loaded.manifests.map((manifest) => [manifest.name, manifest]));
    const names = [...new Set([...manifests.keys(), ...rows.keys()])].sort();
    const requires = new Map(
      names.map((name) => [name, manifests.get(name)?.requires ?? rows.get(name)?.requires ?? []]),
    );
    return names.map((name) => {
      const manifest = manifests.get(name);
      const row = rows.get(name);
      return {
        name,
        ...(manifest ? this.codeState(ctx, manifest, installed) : this.codelessState(ctx, name, installed)),
        activation: row ? activationStateOf(row) : null,
        requires: [...(requires.get(name) ?? [])].sort(),
        requiredBy: names.filter((other) => requires.get(other)?.includes(name)),
        settings: settings.filter((setting) => setting.module === name),
      };
    });
  }

  /** One of them. Throws `module_unknown` with the names there are. */
  async get(ctx: RequestContext, name: string): Promise<ModuleState> {
    const all = await this.list(ctx);
    const found = all.find((state) => state.name === name);
    if (!found)
      throw unknownModule(
        name,
        all.map((state) => state.name),
      );
    return found;
  }

  async installed(): Promise<Installed> {
    const rows = await this.db
      .as(SYSTEM)
      .query<{ module: string }>(
        `select distinct module from carenode.migrations where module <> 'platform'`,
      );
    return {
      pending: await pendingSteps(this.db, this.loaded.manifests),
      applied: new Set(rows.map((row) => row.module)),
    };
  }

  private codeState(ctx: RequestContext, manifest: ModuleManifest, { pending }: Installed): CodeState {
    const pendingSteps = pending.get(manifest.name) ?? [];
    return {
      title: manifest.title,
      required: manifest.required,
      loaded: true,
      installed: pendingSteps.length === 0,
      pendingSteps,
      activeForMe: manifest.required || this.activations.isActive(manifest.name, ctx),
    };
  }

  /** Another host may run it; here it has a row and no code. */
  private codelessState(ctx: RequestContext, name: string, { applied }: Installed): CodeState {
    return {
      title: name,
      required: false,
      loaded: false,
      installed: applied.has(name),
      pendingSteps: [],
      activeForMe: this.activations.isActive(name, ctx),
    };
  }
}

export function unknownModule(name: string, known: readonly string[]): Error {
  return errors.module_unknown({ name: name.slice(0, 100), known: known.join(', ') });
}
