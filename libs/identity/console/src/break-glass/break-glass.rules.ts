import { momentText, plural } from '@carenode/ui';

import type { BreakGlassGrant } from './break-glass.queries.js';

export const REASON_LENGTH = { min: 10, max: 500 } as const;
export const MOST_MINUTES = 60;

type Told = Pick<
  BreakGlassGrant,
  'state' | 'grantedAt' | 'expiresAt' | 'endedAt' | 'verdict' | 'reviewDueAt'
>;

/** A grant's state as a badge; what an admin has to do comes in strong colours. */
export function badgeOf({ state, verdict }: Pick<Told, 'state' | 'verdict'>): {
  readonly label: string;
  readonly color: string;
} {
  if (state === 'open') return { label: 'Open now', color: 'red' };
  if (state === 'overdue') return { label: 'Review overdue', color: 'red' };
  if (state === 'unreviewed') return { label: 'Not reviewed yet', color: 'yellow' };
  if (verdict === 'justified') return { label: 'Justified', color: 'green' };
  if (verdict === 'unjustified') return { label: 'Not justified', color: 'red' };
  return { label: state, color: 'gray' };
}

/** From when to when a record is or was open. */
export function openText({ state, grantedAt, expiresAt, endedAt }: Told): string {
  const until = endedAt ?? expiresAt;
  return `${momentText(grantedAt)} – ${momentText(until)}${state === 'open' ? ' at the latest' : ''}`;
}

/** Until when a review is due, or that it is late; null once it was made. */
export function dueText({ verdict, reviewDueAt }: Told, now: Date): string | null {
  if (verdict !== null) return null;
  const late = new Date(reviewDueAt) <= now;
  return late ? `was due by ${momentText(reviewDueAt)}` : `due by ${momentText(reviewDueAt)}`;
}

/** Whole minutes for which it still is open; 0 when it is not. */
export function minutesLeft({ state, expiresAt }: Told, now: Date): number {
  if (state !== 'open') return 0;
  return Math.max(0, Math.ceil((new Date(expiresAt).getTime() - now.getTime()) / 60_000));
}

export function leftText(minutes: number): string {
  return minutes === 0 ? 'closing' : `${plural(minutes, 'minute')} left`;
}

/** The id of a patient in what was typed or pasted: the id itself, or the address of the patient's page. */
export function patientIdIn(text: string): string | null {
  const found = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(text);
  return found ? found[0].toLowerCase() : null;
}

const URGENT = ['overdue', 'unreviewed', 'open'];

/** What has to be done first: overdue, then not reviewed, then open now, then the rest, each as they came. */
export function byUrgency<T extends Pick<Told, 'state'>>(grants: readonly T[]): T[] {
  const rank = ({ state }: T) => (URGENT.includes(state) ? URGENT.indexOf(state) : URGENT.length);
  return [...grants].sort((one, other) => rank(one) - rank(other));
}
