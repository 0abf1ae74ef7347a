import '@mantine/charts/styles.css';

import { ChartTooltip, LineChart } from '@mantine/charts';
import { useElementSize } from '@mantine/hooks';

import { momentText, valueText } from '../format/format.js';
import type { TimeSeriesChartProps } from './time-series-chart.js';
import { timeTicks } from './time-ticks.rules.js';

/** So many points in a row that dots would cover the line. */
const MOST_DOTS = 120;
const TICK_WIDTH = 110;

export default function TimeSeriesPlot({ name, unit, points, height = 300 }: TimeSeriesChartProps) {
  const { ref, width } = useElementSize();
  const [from, to] = [points[0]?.at ?? 0, points[points.length - 1]?.at ?? 0];
  const { ticks, label } = timeTicks(from, to, Math.max(2, Math.floor(width / TICK_WIDTH)));
  const series = [{ name: 'value', label: name, color: 'var(--mantine-color-care-text)' }];
  const withUnit = (value: number) => (unit === null ? valueText(value) : `${valueText(value)} ${unit}`);
  return (
    <div ref={ref}>
      <LineChart
        h={height}
        data={points as { at: number; value: number }[]}
        dataKey="at"
        series={series}
        curveType="linear"
        strokeWidth={2}
        withDots={points.length <= MOST_DOTS}
        dotProps={{ r: 3, strokeWidth: 1 }}
        valueFormatter={valueText}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{
          type: 'number',
          scale: 'time',
          domain: from === to ? [from - 43_200_000, to + 43_200_000] : ['dataMin', 'dataMax'],
          ticks: [...ticks],
          tickFormatter: label,
          padding: { left: 12, right: 12 },
        }}
        yAxisProps={{ domain: ['auto', 'auto'], width: 'auto' }}
        tooltipProps={{
          content: ({ label: instant, payload }) => (
            <ChartTooltip
              label={typeof instant === 'number' ? momentText(new Date(instant).toISOString()) : ''}
              payload={[...payload]}
              series={series}
              valueFormatter={withUnit}
            />
          ),
        }}
      />
    </div>
  );
}
