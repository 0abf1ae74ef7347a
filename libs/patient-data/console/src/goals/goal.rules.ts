import { dayText, plural, type Schemas, unitText, valueText } from '@carenode/ui';

export type Goal = Schemas['HealthGoal'];

/** Where a goal stands, for people: in words, and with a colour that says the same. */
export interface Outlook {
  readonly text: string;
  readonly tone: 'good' | 'warning' | 'plain';
}

/** The goals that are still pursued; the others are over, refused or put away. */
export const isOpen = ({ status }: Pick<Goal, 'status'>) =>
  !['completed', 'cancelled', 'rejected'].includes(status);

/** Is there a number to reach or to keep? Many goals of care are told in words alone. */
export const isCounted = ({ variableId, targetValue, currentValue }: Goal) =>
  variableId !== null || targetValue !== null || currentValue !== null;

/** The goals to show first: those that are still pursued, and of them those whose progress is known. */
export function inFocus(goals: readonly Goal[], most: number): Goal[] {
  const open = goals.filter(isOpen);
  const known = (goal: Goal) => (shareOf(goal) === null ? 1 : 0);
  return open.toSorted((one, other) => known(one) - known(other)).slice(0, most);
}

export const STATUS_WORDS: Readonly<Record<string, string>> = {
  proposed: 'Proposed',
  planned: 'Planned',
  accepted: 'Accepted',
  active: 'Active',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
};

/** `71.5 kg`, `8,000`. */
export function amountText(value: number, unit: string | null): string {
  return [valueText(value), unitText(unit)].filter(Boolean).join(' ');
}

/** What is to be reached: `at most 70 kg`, `at least 8,000, on average over 7 days`. */
export function aimText(goal: Goal): string | null {
  const { targetValue, direction, unit } = goal;
  if (targetValue === null) return null;
  const bound = direction === 'at-least' ? 'at least ' : direction === 'at-most' ? 'at most ' : '';
  return [bound + amountText(targetValue, unit), spanText(goal)].filter(Boolean).join(', ');
}

function spanText({ variableId, measure, periodDays }: Goal): string | null {
  if (variableId === null || periodDays === null || measure === 'latest') return null;
  return `${measure === 'total' ? 'in total in' : 'on average over'} ${plural(periodDays, 'day')}`;
}

/** How fast it goes: `Going down 0.5 kg a week`; null while it is not known. */
export function paceText({ pacePerWeek, unit }: Pick<Goal, 'pacePerWeek' | 'unit'>): string | null {
  if (pacePerWeek === null) return null;
  const much = amountText(Math.abs(pacePerWeek), unit);
  if (valueText(Math.abs(pacePerWeek)) === '0') return 'Staying where it is';
  return `Going ${pacePerWeek > 0 ? 'up' : 'down'} ${much} a week`;
}

/**
 * Part of the way, 0 to 1: as the instance worked it out; of a goal kept by hand only where the way is known, which is
 * when more is to be reached. Null when it cannot be told.
 */
export function shareOf(goal: Goal): number | null {
  const { progress, variableId, direction, currentValue, targetValue } = goal;
  if (progress !== null) return progress;
  if (hasArrived(goal)) return 1;
  if (variableId !== null || direction !== 'at-least') return null;
  if (currentValue === null || targetValue === null || targetValue <= 0) return null;
  return Math.min(1, Math.max(0, currentValue / targetValue));
}

function hasArrived({ status, achievementStatus, direction, currentValue, targetValue }: Goal): boolean {
  if (status === 'completed' || ['achieved', 'sustaining'].includes(achievementStatus ?? '')) return true;
  if (currentValue === null || targetValue === null || direction === null) return false;
  return direction === 'at-least' ? currentValue >= targetValue : currentValue <= targetValue;
}

/** `today` is `YYYY-MM-DD`. */
export function outlookOf(goal: Goal, today: string): Outlook {
  const by = goal.targetDate?.slice(0, 10) ?? null;
  if (goal.achievementStatus === 'sustaining')
    return { text: 'Reached, and kept for four weeks', tone: 'good' };
  if (hasArrived(goal)) return { text: 'Reached', tone: 'good' };
  if (by !== null && by < today) return { text: `Not reached by ${dayText(by)}`, tone: 'warning' };
  if (goal.variableId === null)
    return { text: by === null ? 'Kept by hand' : `To be reached by ${dayText(by)}`, tone: 'plain' };
  if (goal.currentValue === null) return { text: 'Nothing was measured yet', tone: 'plain' };
  if (by !== null && goal.onTrack === true)
    return { text: `On track to be there by ${dayText(by)}`, tone: 'good' };
  const expected = goal.projectedOn === null ? null : dayText(goal.projectedOn);
  if (by !== null && goal.onTrack === false)
    return {
      text:
        expected === null
          ? `Not on track for ${dayText(by)}: it does not move towards the target`
          : `Not on track for ${dayText(by)}: as it goes now, about ${expected}`,
      tone: 'warning',
    };
  if (expected !== null) return { text: `As it goes now, there by about ${expected}`, tone: 'plain' };
  if (goal.measure === 'total')
    return {
      text: by === null ? 'Counted anew each day' : `To be reached by ${dayText(by)}`,
      tone: 'plain',
    };
  if (goal.pacePerWeek === null)
    return { text: 'Too early to say: fewer than five days were measured in four weeks', tone: 'plain' };
  return { text: 'It does not move towards the target at the moment', tone: 'warning' };
}
