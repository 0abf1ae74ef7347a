import type { RequestContext, SettingValue, UserType } from '@carenode/module-kit';

/**
 * For whom an active module is on. What is absent does not restrict: `userTypes` says which user types at
 * all, and of those `profiles` and `percentage` take the named people and a stable share. Raising
 * `percentage` takes nobody out.
 */
export interface Audience {
  readonly userTypes?: readonly UserType[];
  /** Profile ids, at most 1,000. */
  readonly profiles?: readonly string[];
  /** 0 to 100, with at most two decimals. */
  readonly percentage?: number;
}

/** A row of `instance_module_activations`, without its secret. Instants are ISO 8601 in UTC. */
export interface ActivationState {
  readonly isActive: boolean;
  /** From when on; null: at once. */
  readonly activationDate: string | null;
  /** Until when; null: without end. */
  readonly expirationDate: string | null;
  /** Null: for everybody. */
  readonly audience: Audience | null;
  readonly hasActivationKey: boolean;
  /** Why it was last changed, as its admin said. */
  readonly reason: string | null;
  readonly version: number;
  readonly updatedAt: string;
  /** The profile of who changed it last; null when that profile is gone. */
  readonly updatedBy: string | null;
}

/** A declared setting and what it is set to. */
export interface SettingState {
  readonly module: string;
  readonly name: string;
  readonly type: 'integer' | 'number' | 'boolean' | 'text' | 'choice';
  readonly help: string;
  readonly default: SettingValue;
  /** What the module reads: what was set if it keeps the setting's limits, else the default. */
  readonly value: SettingValue;
  readonly isDefault: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[] | null;
  /** 0 while it was never set. */
  readonly version: number;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

/** A module as this process and its database know it. */
export interface ModuleState {
  readonly name: string;
  readonly title: string;
  /** Always active: the instance cannot run without it. */
  readonly required: boolean;
  /** Its code is in this process. */
  readonly loaded: boolean;
  /** All its migrations are applied. */
  readonly installed: boolean;
  /** Ids of the migrations that are not. */
  readonly pendingSteps: readonly string[];
  /** Null when it was never switched. */
  readonly activation: ActivationState | null;
  /** On for the caller, now. */
  readonly activeForMe: boolean;
  readonly requires: readonly string[];
  readonly requiredBy: readonly string[];
  readonly settings: readonly SettingState[];
}

export interface ActivateOptions {
  /** ISO 8601 with offset; null clears it, absent keeps it. The same for the next three. */
  readonly activationDate?: string | null;
  readonly expirationDate?: string | null;
  readonly audience?: Audience | null;
  /** The licence key, 8 to 500 characters; kept sealed and never shown again. */
  readonly activationKey?: string | null;
  readonly reason?: string;
  /** Activates what the module requires too, instead of refusing. */
  readonly withDependencies?: boolean;
}

export interface DeactivateOptions {
  readonly reason?: string;
  /** Deactivates what requires the module too, instead of refusing. */
  readonly withDependents?: boolean;
}

/** What a switch did. */
export interface Switched {
  readonly module: ModuleState;
  /** Names of the modules whose activation was changed: the module itself and those that came along. */
  readonly changed: readonly string[];
}

/**
 * Switches modules while the instance runs. Bound by instance-config; the API and the command line both stand
 * on it. The caller is an admin: everybody else gets `forbidden`. A change is kept whole or not at all, and
 * is in force for every running host within a second of its return (in the database at once).
 */
export abstract class ModuleSwitch {
  /** Every loaded module, and those that are not loaded but have an activation; by name. */
  abstract list(ctx: RequestContext): Promise<readonly ModuleState[]>;

  /** One of them; throws `module_unknown` (not_found). */
  abstract get(ctx: RequestContext, name: string): Promise<ModuleState>;

  /**
   * Switches a module on. Throws `module_unknown` (not_found), `module_required`, `module_not_loaded`,
   * `module_not_installed`, `activation_over` and `requires_inactive` (conflict), `validation_failed`
   * (invalid).
   */
  abstract activate(ctx: RequestContext, name: string, options?: ActivateOptions): Promise<Switched>;

  /**
   * Switches a module off; its window, audience and data stay. Throws `module_unknown`, `module_required`,
   * `still_required`.
   */
  abstract deactivate(ctx: RequestContext, name: string, options?: DeactivateOptions): Promise<Switched>;
}
