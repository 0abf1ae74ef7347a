import { momentText } from '@carenode/ui';

import type { Delegation } from './delegations.queries.js';

export type DelegationState = 'proposed' | 'coming' | 'active' | 'over';

type Told = Pick<Delegation, 'status' | 'startsAt' | 'endsAt'>;

/** How a delegation stands now: an active one counts only within its time. */
export function stateOf({ status, startsAt, endsAt }: Told, now: Date): DelegationState {
  if (status === 'ended' || (endsAt !== null && new Date(endsAt) <= now)) return 'over';
  if (status === 'proposed') return 'proposed';
  return new Date(startsAt) > now ? 'coming' : 'active';
}

export const STATE_LABELS: Readonly<Record<DelegationState, string>> = {
  proposed: 'Not accepted yet',
  coming: 'Begins later',
  active: 'Active',
  over: 'Over',
};

export const STATE_COLORS: Readonly<Record<DelegationState, string>> = {
  proposed: 'yellow',
  coming: 'yellow',
  active: 'green',
  over: 'gray',
};

/** `from 1 Mar 2026, 08:30 until 4 May 2030`. */
export function timeText({ startsAt, endsAt }: Told): string {
  return `from ${momentText(startsAt)}${endsAt === null ? ', without an end' : ` until ${momentText(endsAt)}`}`;
}

/** For whom the person may act now. */
export function actableFor(delegations: readonly Delegation[], guardianId: string, now: Date) {
  return delegations
    .filter((one) => stateOf(one, now) === 'active' && one.guardianId === guardianId)
    .map(({ patientId, patientName }) => ({
      id: patientId,
      name: patientName ?? 'a patient without a name',
    }));
}

/** The first moment of a day where the browser is, as the API wants instants; undefined for no day. */
export function instantOfDay(day: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
