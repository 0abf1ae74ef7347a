import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { momentText, plural, valueText } from '../format/format.js';

export interface TimePoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

export interface TimeSeriesChartProps {
  /** What was measured. */
  readonly name: string;
  readonly unit: string | null;
  /** Oldest first. */
  readonly points: readonly TimePoint[];
  readonly height?: number;
}

const Plot = lazy(() => import('./time-series-plot.js'));

/** Values over time, with a summary in words for those who cannot see them. Its code is fetched when first shown. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { height = 300 } = props;
  return (
    <figure style={{ margin: 0 }} aria-label={summaryOf(props)} data-chart={props.name}>
      <Suspense fallback={<Skeleton height={height} aria-hidden="true" />}>
        <Plot {...props} height={height} />
      </Suspense>
    </figure>
  );
}

function summaryOf({ name, unit, points }: TimeSeriesChartProps): string {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return `${name}: no values.`;
  const values = points.map(({ value }) => value);
  const text = (value: number) => (unit === null ? valueText(value) : `${valueText(value)} ${unit}`);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (
    `${name}: ${plural(points.length, 'value')} from ${momentText(new Date(first.at).toISOString())} ` +
    `to ${momentText(new Date(last.at).toISOString())}, between ${text(least)} and ${text(most)}; ` +
    `the latest is ${text(last.value)}.`
  );
}
