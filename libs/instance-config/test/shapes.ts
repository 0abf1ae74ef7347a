import type { ModuleState, SettingState } from '@carenode/instance-config-contract';

/** An RFC 9457 problem, as the host answers it. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly field: string; readonly rule: string }[];
  /** The modules a refused switch is about. */
  readonly modules: readonly string[];
}

export interface Items<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** What the routes of modules answer: a module, or why not. */
export type ModuleAnswer = ModuleState & Problem;

/** What the routes of settings answer. */
export type SettingAnswer = SettingState & Problem;

/** What the routes of the network configuration answer. */
export interface NetworkAnswer extends Problem {
  readonly version: number;
}

/** True for a refusal that says what is wrong. */
export function isRefusal(status: number, body: Partial<Problem>): boolean {
  return status >= 400 && status < 500 && typeof body.code === 'string' && typeof body.detail === 'string';
}
