import { unitText, valueText, type Schemas } from '@carenode/ui';

import { type NamedVariable, variableName } from '../shared/variable-name.rules.js';
import type { Goal } from './goal.rules.js';

type GoalInput = Schemas['HealthGoalInput'];
export type Measure = NonNullable<GoalInput['measure']>;
export type Direction = NonNullable<GoalInput['direction']>;

/** A variable that a goal can follow. */
export interface Followed extends NamedVariable {
  readonly id: string;
  readonly unitCode: string | null;
  readonly kind: string;
}

/** What stands in the form of a goal. */
export interface GoalDraft {
  readonly follows: boolean;
  readonly variable: Followed | null;
  readonly measure: Measure;
  readonly periodDays: number | '';
  readonly direction: Direction;
  readonly title: string;
  readonly description: string;
  readonly target: number | '';
  readonly current: number | '';
  readonly unit: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly by: string;
  readonly status: GoalInput['status'];
}

export const NEW_GOAL: GoalDraft = {
  follows: true,
  variable: null,
  measure: 'latest',
  periodDays: 7,
  direction: 'at-least',
  title: '',
  description: '',
  target: '',
  current: '',
  unit: '',
  by: '',
  status: 'active',
};

export function draftOf(goal: Goal, variable: Followed | null): GoalDraft {
  return {
    follows: goal.variableId !== null,
    variable,
    measure: (goal.measure ?? 'latest') as Measure,
    periodDays: goal.periodDays ?? 7,
    direction: (goal.direction ?? 'at-least') as Direction,
    title: goal.title,
    description: goal.description ?? '',
    target: goal.targetValue ?? '',
    current: goal.currentValue ?? '',
    unit: goal.unit ?? '',
    by: goal.targetDate?.slice(0, 10) ?? '',
    status: goal.status as GoalInput['status'],
  };
}

/** Steps are wanted per day on average, a weight as it was last: what is usually meant by a goal about a variable. */
export function usualMeasure({ kind }: Followed): Measure {
  return kind === 'sum' ? 'average' : 'latest';
}

/** `Weight at most 70 kg`: what a goal is called when no other title is given; empty while too little is known. */
export function suggestedTitle({
  follows,
  variable,
  direction,
  target,
  measure,
  periodDays,
}: GoalDraft): string {
  if (!follows || variable === null || target === '') return '';
  const bound = direction === 'at-least' ? 'at least' : 'at most';
  const amount = [valueText(target), unitText(variable.unitCode)].filter(Boolean).join(' ');
  const span =
    measure === 'average' && variable.kind === 'sum'
      ? ' a day'
      : measure === 'total'
        ? ` in ${periodDays === '' ? 7 : periodDays} days`
        : '';
  return `${variableName(variable)} ${bound} ${amount}${span}`;
}

/** What is missing, in the order of the form; empty when the goal can be saved. */
export function missingIn(draft: GoalDraft): Partial<Record<'variable' | 'target' | 'title', string>> {
  if (!draft.follows) return draft.title.trim() === '' ? { title: 'Say what the goal is' } : {};
  return {
    ...(draft.variable === null ? { variable: 'Choose what is measured' } : {}),
    ...(draft.target === '' ? { target: 'Say what is to be reached' } : {}),
  };
}

/** What is sent. A day is sent as its noon (UTC), which is the same day nearly everywhere. */
export function inputOf(draft: GoalDraft): GoalInput {
  const orNull = <T>(value: T | '') => (value === '' ? null : value);
  const shared = {
    title: draft.title.trim() || suggestedTitle(draft),
    description: orNull(draft.description.trim()),
    targetValue: orNull(draft.target),
    targetDate: draft.by === '' ? null : `${draft.by}T12:00:00Z`,
    direction: draft.follows || draft.target !== '' ? draft.direction : null,
    status: draft.status,
  };
  if (!draft.follows)
    return {
      ...shared,
      variableId: null,
      measure: null,
      periodDays: null,
      currentValue: orNull(draft.current),
      unit: orNull(draft.unit.trim()),
    };
  return {
    ...shared,
    variableId: draft.variable?.id ?? null,
    measure: draft.measure,
    periodDays: draft.measure === 'latest' ? 7 : draft.periodDays === '' ? 7 : draft.periodDays,
  };
}
