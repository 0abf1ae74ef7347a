import { unitText } from '@carenode/ui';
import { Text } from '@mantine/core';

import { type InsightFacts, intervalDrawing, roundText } from './insight.rules.js';
import classes from './interval-plot.module.css';

/** How strong it is, and between which values it likely is: a dot in a bar, with nothing at all in the middle. */
export function IntervalPlot({ facts }: { readonly facts: InsightFacts }) {
  const drawing = intervalDrawing(facts);
  if (!drawing || facts.value === null || !facts.interval) return null;
  const [low, high] = facts.interval;
  const isChange = facts.measure === 'change-per-week';
  const unit = isChange ? [unitText(facts.unit), 'a week'].filter(Boolean).join(' ') : '';
  const text = (value: number) => [roundText(value), unit].filter(Boolean).join(' ');
  const what = isChange ? 'Change' : 'Rank correlation';
  const percent = (share: number) => `${share * 100}%`;
  return (
    <figure
      className={classes.figure}
      aria-label={`${what} ${text(facts.value)}, likely between ${text(low)} and ${text(high)}`}
    >
      <svg width="100%" height={26} aria-hidden="true" className={classes.plot}>
        <line x1="0" x2="100%" y1={13} y2={13} className={classes.axis} />
        <line x1={percent(drawing.zero)} x2={percent(drawing.zero)} y1={3} y2={23} className={classes.axis} />
        <rect
          x={percent(drawing.low)}
          width={percent(Math.max(0.005, drawing.high - drawing.low))}
          y={9}
          height={8}
          rx={4}
          className={classes.interval}
        />
        <circle cx={percent(drawing.value)} cy={13} r={5} className={classes.value} />
      </svg>
      <div className={classes.ends} aria-hidden="true">
        <span>{isChange ? 'going down' : '−1'}</span>
        <span>0</span>
        <span>{isChange ? 'going up' : '1'}</span>
      </div>
      <Text size="xs" c="dimmed">
        {what} <b>{text(facts.value)}</b>, likely between {roundText(low)} and {roundText(high)}
      </Text>
    </figure>
  );
}
