import { createHash } from 'node:crypto';

import type { RequestContext } from '@carenode/module-kit';
import type { Audience } from '@carenode/instance-config-contract';

/** A row of `instance_module_activations` as the decision needs it. Instants are milliseconds since 1970. */
export interface Activation {
  readonly module: string;
  readonly isActive: boolean;
  readonly from: number | null;
  readonly until: number | null;
  readonly audience: Audience | null;
  readonly requires: readonly string[];
}

export type Activations = ReadonlyMap<string, Activation>;

/** Whom the decision is about. */
export type Who = Pick<RequestContext, 'userType' | 'subject'>;

/**
 * Is the module, with all it requires, on for this caller at this moment? The twin of SQL's
 * `carenode.module_active_for`; a spec walks both through the same cases.
 */
export function isModuleActive(activations: Activations, module: string, who: Who, now: number): boolean {
  const activation = activations.get(module);
  if (!activation || !holds(activation, who, now)) return false;
  return activation.requires.length === 0 || everyRequired(activations, activation, who, now);
}

function everyRequired(activations: Activations, activation: Activation, who: Who, now: number): boolean {
  const seen = new Set(activation.requires);
  for (const name of seen) {
    const required = activations.get(name);
    if (!required || !holds(required, who, now)) return false;
    // A Set that grows while it is walked is walked to its new end.
    for (const further of required.requires) seen.add(further);
  }
  return true;
}

function holds(activation: Activation, who: Who, now: number): boolean {
  return (
    activation.isActive &&
    (activation.from === null || activation.from <= now) &&
    (activation.until === null || activation.until > now) &&
    (who.userType === 'system' || includes(activation.audience, activation.module, who))
  );
}

/**
 * Background work belongs to nobody, so no audience keeps it out; a visitor without a name is in no share
 * short of all.
 */
function includes(audience: Audience | null, module: string, { userType, subject }: Who): boolean {
  if (!audience) return true;
  const { userTypes, profiles, percentage } = audience;
  if (userTypes && !userTypes.some((type) => type === userType)) return false;
  if (profiles === undefined && percentage === undefined) return true;
  if (percentage === 100) return true;
  if (subject === null) return false;
  if (profiles?.includes(subject)) return true;
  return percentage !== undefined && bucketOf(module, subject) < Math.round(percentage * 100);
}

/**
 * Where a profile stands in the rollout of a module: 0 to 9,999, evenly spread, always the same, and
 * unrelated between modules. A share of p percent takes the buckets below 100 p, so raising p only ever adds
 * people.
 */
export function bucketOf(module: string, subject: string): number {
  return createHash('md5').update(`${module}:${subject}`).digest().readUInt32BE(0) % 10_000;
}
