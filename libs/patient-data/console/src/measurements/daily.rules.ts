import { dayAfter, type DailyPoint, dayAt } from '@carenode/ui';

import type { DailyValue, Variable } from './measurements.queries.js';

export const SPANS = ['day', '90-days', 'year', 'all'] as const;
export type Span = (typeof SPANS)[number];

export const SPAN_LABELS: Readonly<Record<Span, string>> = {
  day: 'Day',
  '90-days': '90 days',
  year: 'Year',
  all: 'All values',
};

const LENGTHS: Readonly<Partial<Record<Span, number>>> = { '90-days': 90, year: 365 };
const FEW = 200;

/** What is shown of a variable at first: few values each, many by day. */
export function firstSpan({ count, kind }: Pick<Variable, 'count' | 'kind'>): Span {
  return count <= FEW && kind === 'sample' ? 'all' : '90-days';
}

/** The days of a span that ends with a day. */
export function daysOf(span: Span, to: string): { readonly from: string; readonly to: string } {
  return { from: dayAfter(to, 1 - (LENGTHS[span] ?? 90)), to };
}

/** The last day of the span before or after the one that ends with a day, never later than today. */
export function neighbour(span: Span, to: string, direction: -1 | 1, today = dayAt(Date.now())): string {
  const next = dayAfter(to, direction * (span === 'day' ? 1 : (LENGTHS[span] ?? 90)));
  return next > today ? today : next;
}

/** The days that have a value, for a chart. */
export function pointsOf(days: readonly DailyValue[], kind: Variable['kind']): DailyPoint[] {
  return days.flatMap(({ day, value, min, max }) => {
    if (value === null) return [];
    return kind === 'sample' && min !== null && max !== null
      ? [{ day, value, range: [min, max] as const }]
      : [{ day, value }];
  });
}

export interface Figures {
  /** Days with a value. */
  readonly days: number;
  /** Sum of the daily totals; null of what is sampled. */
  readonly total: number | null;
  /** Mean of the daily values; null without any. */
  readonly mean: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  /** Measurements that could not be counted. */
  readonly leftOut: number;
}

/** What the days come to. Least and greatest are single values of what is sampled, and days of what adds up. */
export function figuresOf(days: readonly DailyValue[], kind: Variable['kind']): Figures {
  const values = days.flatMap(({ value }) => (value === null ? [] : [value]));
  const total = values.reduce((sum, value) => sum + value, 0);
  const least = kind === 'sum' ? values : days.flatMap(({ min }) => (min === null ? [] : [min]));
  const greatest = kind === 'sum' ? values : days.flatMap(({ max }) => (max === null ? [] : [max]));
  return {
    days: values.length,
    total: kind === 'sum' && values.length > 0 ? total : null,
    mean: values.length === 0 ? null : total / values.length,
    least: least.length === 0 ? null : Math.min(...least),
    greatest: greatest.length === 0 ? null : Math.max(...greatest),
    leftOut: days.reduce((sum, day) => sum + day.leftOut, 0),
  };
}
