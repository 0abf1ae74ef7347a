import '@mantine/charts/styles.css';

import { ChartTooltip } from '@mantine/charts';
import { useElementSize } from '@mantine/hooks';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { dayText, valueText } from '../format/format.js';
import type { DailyChartProps } from './daily-chart.js';
import { dayAfter, dayAt, startOfDay } from './day.rules.js';
import { timeTicks } from './time-ticks.rules.js';

const TICK_WIDTH = 90;
const COLOR = 'var(--mantine-color-care-filled)';
const FAINT = { stroke: 'var(--mantine-color-default-border)' };
const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };
/** Above so many days dots would cover the line. */
const MOST_DOTS = 120;

interface Row {
  readonly at: number;
  readonly value: number;
  readonly range?: readonly [number, number];
}

export default function DailyPlot(props: DailyChartProps) {
  const { name, unit, kind, from, to, points, height = 280, onDay } = props;
  const { ref, width } = useElementSize();
  const [begin, end] = [startOfDay(from), startOfDay(dayAfter(to))];
  const { ticks, label } = timeTicks(begin, end, Math.max(2, Math.floor(width / TICK_WIDTH)));
  const rows: Row[] = points.map(({ day, value, range }) => ({ at: startOfDay(day), value, range }));
  const days = Math.max(1, Math.round((end - begin) / 86_400_000));
  const withUnit = (value: number) => (unit === null ? valueText(value) : `${valueText(value)} ${unit}`);
  return (
    <div ref={ref} style={{ height }}>
      <ResponsiveContainer width="100%" height={height}>
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          onClick={({ activeLabel }) => {
            if (typeof activeLabel === 'number') onDay?.(dayAt(activeLabel));
          }}
          style={onDay ? { cursor: 'pointer' } : undefined}
        >
          <CartesianGrid vertical={false} {...FAINT} strokeDasharray="4 4" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[begin, end]}
            ticks={[...ticks]}
            tickFormatter={label}
            tick={TICK}
            tickLine={false}
            axisLine={FAINT}
            padding={{ left: 8, right: 8 }}
          />
          <YAxis
            width="auto"
            tick={TICK}
            tickLine={false}
            axisLine={false}
            tickFormatter={valueText}
            domain={kind === 'sum' ? [0, 'auto'] : ['auto', 'auto']}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--mantine-color-default-hover)', ...FAINT }}
            content={({ payload }) => (
              <Told row={payload[0]?.payload as Row | undefined} name={name} of={withUnit} />
            )}
          />
          {kind === 'sum' ? (
            <Bar
              dataKey="value"
              fill={COLOR}
              isAnimationActive={false}
              barSize={Math.max(1, Math.min(18, (width / days) * 0.7))}
            />
          ) : (
            <>
              <Area dataKey="range" stroke="none" fill={COLOR} fillOpacity={0.22} isAnimationActive={false} />
              <Line
                dataKey="value"
                stroke={COLOR}
                strokeWidth={2}
                dot={rows.length <= MOST_DOTS ? { r: 2.5, fill: COLOR, strokeWidth: 0 } : false}
                isAnimationActive={false}
              />
            </>
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface ToldProps {
  readonly row: Row | undefined;
  readonly name: string;
  readonly of: (value: number) => string;
}

function Told({ row, name, of }: ToldProps) {
  if (!row) return null;
  const series = [
    { name: 'value', label: name, color: COLOR },
    ...(row.range
      ? [
          { name: 'least', color: COLOR },
          { name: 'greatest', color: COLOR },
        ]
      : []),
  ];
  const values = { value: row.value, ...(row.range ? { least: row.range[0], greatest: row.range[1] } : {}) };
  return (
    <ChartTooltip
      label={dayText(dayAt(row.at))}
      payload={Object.entries(values).map(([key, value]) => ({
        name: key,
        dataKey: key,
        value,
        color: COLOR,
        payload: values,
      }))}
      series={series}
      valueFormatter={of}
    />
  );
}
