import { valueText } from '@carenode/ui';
import { useElementSize } from '@mantine/hooks';

import { clockText, drawnOf, hoursOf, joined, type Lane, lanesOf, scaleOf } from './day-chart.rules.js';
import classes from './day-plot.module.css';
import type { DayChart, Measurement } from './measurements.queries.js';
import { withUnit } from './value-words.js';

const HEIGHT = 190;
const LEFT = 44;
const FOOT = 22;
const TOP = 8;
const COLORS = ['care', 'indigo', 'orange', 'grape', 'green', 'red'].map(
  (name) => `var(--mantine-color-${name}-filled)`,
);

interface DayPlotProps {
  readonly name: string;
  readonly chart: DayChart;
  /** All that was told of the day; null: too much to draw each. */
  readonly told: readonly Measurement[] | null;
}

/** One day: what counted by quarters of an hour above, and below for each source what it told and what of it counted. */
export function DayPlot({ name, chart, told }: DayPlotProps) {
  const lanes = lanesOf(chart, told ?? []);
  const colorOf = (source: string) =>
    COLORS[
      Math.max(
        0,
        lanes.findIndex((lane) => lane.source === source),
      ) % COLORS.length
    ];
  const value = chart.value === null ? 'no value' : withUnit(chart.value, chart.unit);
  return (
    <figure
      style={{ margin: 0 }}
      data-day-chart={name}
      aria-label={`${name}: ${chart.kind === 'sum' ? 'total' : 'mean'} of the day ${value}, from ${lanes.length} sources.`}
    >
      <Quarters chart={chart} colorOf={colorOf} />
      <div className={classes.lanes}>
        {lanes.map((lane) => (
          <LaneRow key={lane.source} lane={lane} color={colorOf(lane.source) ?? ''} isTold={told !== null} />
        ))}
      </div>
      <p className={classes.legend}>
        <span className={classes.toldKey} /> told {told === null && '(too much to draw)'}
        <span className={classes.takenKey} /> counted
      </p>
    </figure>
  );
}

interface QuartersProps {
  readonly chart: DayChart;
  readonly colorOf: (source: string) => string | undefined;
}

function Quarters({ chart, colorOf }: QuartersProps) {
  const { ref, width } = useElementSize();
  const columns = drawnOf(chart);
  const tops = columns.map(({ top }) => top);
  const bottoms = columns.map(({ bottom }) => bottom);
  const scale = scaleOf(
    chart.kind === 'sum' ? 0 : Math.min(...bottoms, Infinity),
    Math.max(...tops, -Infinity),
  );
  const [least = 0, most = 1] = columns.length === 0 ? [0, 1] : [scale[0], scale[scale.length - 1]];
  const inner = Math.max(0, width - LEFT - 8);
  const x = (share: number) => LEFT + share * inner;
  const y = (value: number) => TOP + (1 - (value - least) / (most - least || 1)) * (HEIGHT - TOP - FOOT);
  const { marks } = hoursOf(chart);
  return (
    <div ref={ref}>
      <svg width="100%" height={HEIGHT} aria-hidden="true" className={classes.plot}>
        {columns.length > 0 &&
          scale.map((mark) => (
            <g key={mark}>
              <line x1={LEFT} x2={width} y1={y(mark)} y2={y(mark)} className={classes.grid} />
              <text x={LEFT - 6} y={y(mark) + 4} textAnchor="end">
                {valueText(mark)}
              </text>
            </g>
          ))}
        {marks.map(({ at, label }) => (
          <text key={label} x={x(at)} y={HEIGHT - 5} textAnchor={at === 0 ? 'start' : 'middle'}>
            {label}
          </text>
        ))}
        {columns.map(({ source, from, to, bottom, top, value }) => {
          const wide = Math.max(1.5, (to - from) * inner - 0.5);
          const middle = x((from + to) / 2);
          return chart.kind === 'sum' ? (
            <rect
              key={`${from} ${source}`}
              x={x(from)}
              width={wide}
              y={y(top)}
              height={Math.max(1, y(bottom) - y(top))}
              fill={colorOf(source)}
            />
          ) : (
            <g key={`${from} ${source}`} stroke={colorOf(source)} fill={colorOf(source)}>
              <line
                x1={middle}
                x2={middle}
                y1={y(bottom)}
                y2={y(top)}
                strokeWidth={wide}
                strokeOpacity={0.3}
              />
              <circle cx={middle} cy={y(value)} r={2.5} stroke="none" />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly color: string;
  readonly isTold: boolean;
}

function LaneRow({ lane: { source, told, taken }, color, isTold }: LaneRowProps) {
  return (
    <div className={classes.lane} data-lane={source}>
      <span className={classes.source}>
        <span className={classes.swatch} style={{ background: color }} /> {source}
      </span>
      <svg width="100%" height={18} className={classes.track} aria-hidden="true">
        {isTold &&
          joined(told).map(({ from, to }) => (
            <rect
              key={from}
              x={`${from * 100}%`}
              width={`${Math.max(0.35, (to - from) * 100)}%`}
              y={2}
              height={14}
              fill={color}
              fillOpacity={0.28}
            />
          ))}
        {joined(taken).map(({ from, to }) => (
          <rect
            key={from}
            x={`${from * 100}%`}
            width={`${Math.max(0.35, (to - from) * 100)}%`}
            y={5}
            height={8}
            fill={color}
          />
        ))}
      </svg>
    </div>
  );
}

/** The time of a quarter, as the patient had it. */
export const quarterText = (chart: DayChart, { from, to }: DayChart['quarters'][number]) =>
  `${clockText(chart, from)}–${clockText(chart, to)}`;
