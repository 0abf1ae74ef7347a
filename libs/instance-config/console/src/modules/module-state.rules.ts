import { ApiError, momentText, plural, USER_TYPE_LABELS } from '@carenode/ui';

import type { Module } from './modules.queries.js';

export type State = 'on' | 'limited' | 'off' | 'not-installed' | 'not-loaded';

/** How a module that can be switched stands, in one word. */
export function stateOf({ loaded, installed, activation }: Module): State {
  if (!loaded) return 'not-loaded';
  if (!installed) return 'not-installed';
  if (!activation?.isActive) return 'off';
  return isLimited(activation) ? 'limited' : 'on';
}

function isLimited({ activationDate, expirationDate, audience }: NonNullable<Module['activation']>): boolean {
  return activationDate !== null || expirationDate !== null || audience !== null;
}

/** When and for whom a module is on, beyond being switched on. */
export function conditionsOf({ activation }: Module): { readonly label: string; readonly text: string }[] {
  if (!activation) return [];
  const { activationDate, expirationDate, audience } = activation;
  const conditions: { label: string; text: string }[] = [];
  if (activationDate !== null) conditions.push({ label: 'From', text: momentText(activationDate) });
  if (expirationDate !== null) conditions.push({ label: 'Until', text: momentText(expirationDate) });
  const who: string[] = [];
  if (audience?.userTypes) who.push(audience.userTypes.map((type) => USER_TYPE_LABELS[type]).join(', '));
  if (audience?.profiles) who.push(plural(audience.profiles.length, 'named person', 'named people'));
  if (audience?.percentage !== undefined) who.push(`${audience.percentage} % of them`);
  if (who.length > 0) conditions.push({ label: 'For', text: who.join('; ') });
  return conditions;
}

/** The modules that have to be switched along, when that is why a switch was refused; null for any other error. */
export function alongOf(error: unknown): readonly string[] | null {
  if (!(error instanceof ApiError) || !['requires_inactive', 'still_required'].includes(error.code))
    return null;
  const { modules } = error.problem;
  return Array.isArray(modules) ? modules.map(String) : null;
}
