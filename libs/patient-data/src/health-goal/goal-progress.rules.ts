import type { DailyValue } from '@carenode/records-contract';

export const GOAL_MEASURES = ['latest', 'average', 'total'] as const;
export const GOAL_DIRECTIONS = ['at-least', 'at-most'] as const;

/** A goal that follows a variable. */
export interface FollowedGoal {
  /**
   * latest: the newest day's value; average: the mean of the days measured in the last `periodDays`; total: the sum of the
   * last `periodDays`, days without a value counting nothing.
   */
  readonly measure: (typeof GOAL_MEASURES)[number];
  /** Days up to and including today; 1 or more. */
  readonly periodDays: number;
  readonly direction: (typeof GOAL_DIRECTIONS)[number];
  /** In the variable's unit, as all values here. */
  readonly target: number;
  /** `YYYY-MM-DD` */
  readonly startDay: string;
  /** `YYYY-MM-DD`; null when there is no date by which. */
  readonly targetDay: string | null;
}

export interface GoalProgress {
  /** Null while nothing was measured. */
  readonly current: number | null;
  /** The measure on the first day on which it is known from the start on. */
  readonly start: number | null;
  /** 0 to 1; 1 when the target is met. Null while nothing was measured. */
  readonly progress: number | null;
  /** Change per week; null with fewer than five days of the last 28, and for totals. */
  readonly pacePerWeek: number | null;
  /** When the target is met if the pace stays; null when it is met, or goes another way, or takes more than five years. */
  readonly projectedDay: string | null;
  /** Will it be in time? Null without a target date, or while it cannot be told. */
  readonly onTrack: boolean | null;
  readonly measuredOn: string | null;
  /** FHIR R4 goal-achievement. */
  readonly achievement: Achievement;
}

export type Achievement =
  'in-progress' | 'improving' | 'worsening' | 'no-change' | 'achieved' | 'sustaining' | 'not-achieved';

const DAY_MS = 86_400_000;
const PACE_DAYS = 28;
const PACE_LEAST = 5;
const SUSTAINED_DAYS = 28;
const FARTHEST_DAYS = 5 * 365;
/** Less than this part of the way per week is no change. */
const STANDSTILL = 0.01;

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayText = (number: number) => new Date(Math.round(number) * DAY_MS).toISOString().slice(0, 10);

/** How far a goal is today, from the daily values since its period before the start, oldest first. */
export function progressOf(goal: FollowedGoal, values: readonly DailyValue[], today: string): GoalProgress {
  const now = dayNumber(today);
  const days = values.map(({ day, value }) => [dayNumber(day), value] as const).filter(([day]) => day <= now);
  const measured = days[days.length - 1];
  if (!measured) return NOTHING;
  const current = measureAt(goal, days, now);
  if (current === null) return { ...NOTHING, measuredOn: dayText(measured[0]) };
  const start = startOf(goal, days, now) ?? current;
  const met = meets(goal, current);
  const pacePerWeek = goal.measure === 'total' ? null : paceOf(days, now);
  const projected = met || pacePerWeek === null ? null : project(goal.target, current, pacePerWeek, now);
  const late = goal.targetDay !== null && now > dayNumber(goal.targetDay);
  return {
    current,
    start,
    progress: met ? 1 : partOfTheWay(goal, start, current),
    pacePerWeek,
    projectedDay: projected === null ? null : dayText(projected),
    onTrack: onTrack(goal, met, late, projected, pacePerWeek),
    measuredOn: dayText(measured[0]),
    achievement: met
      ? sustained(goal, days, now)
        ? 'sustaining'
        : 'achieved'
      : late
        ? 'not-achieved'
        : heading(goal, start, pacePerWeek),
  };
}

const NOTHING: GoalProgress = {
  current: null,
  start: null,
  progress: null,
  pacePerWeek: null,
  projectedDay: null,
  onTrack: null,
  measuredOn: null,
  achievement: 'in-progress',
};

type Days = readonly (readonly [day: number, value: number])[];

function measureAt({ measure, periodDays }: FollowedGoal, days: Days, at: number): number | null {
  if (measure === 'latest') return days.findLast(([day]) => day <= at)?.[1] ?? null;
  const window = days.filter(([day]) => day > at - periodDays && day <= at).map(([, value]) => value);
  const sum = window.reduce((total, value) => total + value, 0);
  if (measure === 'total') return sum;
  return window.length === 0 ? null : sum / window.length;
}

function startOf(goal: FollowedGoal, days: Days, now: number): number | null {
  for (let day = Math.min(dayNumber(goal.startDay), now); day <= now; day++) {
    const value = measureAt(goal, days, day);
    if (value !== null) return value;
  }
  return null;
}

const meets = ({ direction, target }: FollowedGoal, value: number) =>
  direction === 'at-least' ? value >= target : value <= target;

function partOfTheWay({ target, measure, direction }: FollowedGoal, start: number, current: number): number {
  const between = (part: number) => Math.min(1, Math.max(0, part));
  const startedBeyond = direction === 'at-least' ? start < target : start > target;
  if (measure !== 'total' && startedBeyond) return between((current - start) / (target - start));
  return between(direction === 'at-least' ? current / target : target / current);
}

/** Theil–Sen: the median of the slopes between all pairs of days, which single odd values do not move. */
function paceOf(days: Days, now: number): number | null {
  const recent = days.filter(([day]) => day > now - PACE_DAYS);
  if (recent.length < PACE_LEAST) return null;
  const slopes = recent
    .flatMap(([day, value], n) => recent.slice(n + 1).map(([later, then]) => (then - value) / (later - day)))
    .sort((a, b) => a - b);
  const middle = Math.floor(slopes.length / 2);
  const [low = 0, high = 0] = [slopes[middle - 1], slopes[middle]];
  return 7 * (slopes.length % 2 === 1 ? high : (low + high) / 2);
}

function project(target: number, current: number, pacePerWeek: number, now: number): number | null {
  const days = (7 * (target - current)) / pacePerWeek;
  return days > 0 && days <= FARTHEST_DAYS ? now + Math.ceil(days) : null;
}

function onTrack(
  { targetDay, measure }: FollowedGoal,
  met: boolean,
  late: boolean,
  projected: number | null,
  pacePerWeek: number | null,
): boolean | null {
  if (met) return true;
  if (targetDay === null) return null;
  if (late) return false;
  if (measure === 'total' || pacePerWeek === null) return null;
  return projected !== null && projected <= dayNumber(targetDay);
}

function sustained(goal: FollowedGoal, days: Days, now: number): boolean {
  const from = now - SUSTAINED_DAYS;
  if ((days[0]?.[0] ?? now) > from) return false;
  for (let day = from; day <= now; day++) {
    const value = measureAt(goal, days, day);
    if (value === null || !meets(goal, value)) return false;
  }
  return true;
}

function heading({ direction, target }: FollowedGoal, start: number, pace: number | null): Achievement {
  if (pace === null) return 'in-progress';
  const way = Math.abs(target - start) || Math.abs(target) || 1;
  if (Math.abs(pace) < STANDSTILL * way) return 'no-change';
  return pace > 0 === (direction === 'at-least') ? 'improving' : 'worsening';
}
