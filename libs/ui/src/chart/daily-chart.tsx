import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { dayText, plural, valueText } from '../format/format.js';

export interface DailyPoint {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly value: number;
  /** Least and greatest of the day, of what is sampled. */
  readonly range?: readonly [least: number, greatest: number];
}

export interface DailyChartProps {
  /** What was measured. */
  readonly name: string;
  readonly unit: string | null;
  /** `sum`: bars of totals; `sample`: a line of means in a band from the least to the greatest. */
  readonly kind: 'sum' | 'sample';
  /** First and last day of the axis. */
  readonly from: string;
  readonly to: string;
  /** Days with a value, oldest first. */
  readonly points: readonly DailyPoint[];
  readonly height?: number;
  readonly onDay?: (day: string) => void;
}

const Plot = lazy(() => import('./daily-plot.js'));

/** Values day by day, with a summary in words for those who cannot see them. Its code is fetched when first shown. */
export function DailyChart(props: DailyChartProps) {
  const { height = 280 } = props;
  return (
    <figure style={{ margin: 0 }} aria-label={summaryOf(props)} data-daily={props.name}>
      <Suspense fallback={<Skeleton height={height} aria-hidden="true" />}>
        <Plot {...props} height={height} />
      </Suspense>
    </figure>
  );
}

function summaryOf({ name, unit, kind, points }: DailyChartProps): string {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return `${name}: no values.`;
  const values = points.map(({ value }) => value);
  const text = (value: number) => (unit === null ? valueText(value) : `${valueText(value)} ${unit}`);
  return (
    `${name}, daily ${kind === 'sum' ? 'totals' : 'means'}: ${plural(points.length, 'day')} from ${dayText(first.day)} ` +
    `to ${dayText(last.day)}, between ${text(Math.min(...values))} and ${text(Math.max(...values))}; ` +
    `the last is ${text(last.value)}.`
  );
}
