import { dayText } from '@carenode/ui';

import type { CareTeamMember } from './care-team.queries.js';

export type MembershipState = 'waits-for-me' | 'waits-for-other' | 'coming' | 'active' | 'over';

type Told = Pick<CareTeamMember, 'status' | 'awaiting' | 'startsAt' | 'endsAt'>;

/** How a place in a care team stands for one of its two sides. An active one counts only within its time. */
export function stateOf(
  { status, awaiting, startsAt, endsAt }: Told,
  side: 'patient' | 'provider',
  now: Date,
): MembershipState {
  if (status === 'invited') return awaiting === side ? 'waits-for-me' : 'waits-for-other';
  if (status !== 'active' || (endsAt !== null && new Date(endsAt) <= now)) return 'over';
  return new Date(startsAt) > now ? 'coming' : 'active';
}

const OVER: Readonly<Record<string, string>> = { declined: 'Declined', ended: 'Ended' };

export function badgeOf(
  member: Told,
  side: 'patient' | 'provider',
  now: Date,
): { readonly label: string; readonly color: string } {
  switch (stateOf(member, side, now)) {
    case 'waits-for-me':
      return { label: 'Waits for your answer', color: 'yellow' };
    case 'waits-for-other':
      return { label: 'Not answered yet', color: 'yellow' };
    case 'coming':
      return { label: 'Begins later', color: 'yellow' };
    case 'active':
      return { label: side === 'patient' ? 'Cares for you' : 'Active', color: 'green' };
    case 'over':
      return { label: OVER[member.status] ?? 'Over', color: 'gray' };
  }
}

/** Since or from when and until when it counts. */
export function timeText({ status, startsAt, endsAt }: Told): string {
  const end = endsAt === null ? '' : ` until ${dayText(endsAt)}`;
  return status === 'invited' ? `Invited${end}` : `From ${dayText(startsAt)}${end}`;
}
