import type { TimePoint } from '@carenode/ui';

import type { Series, Variable } from './measurements.queries.js';

/** What a chart draws of a series: the values of one unit, as values of different units cannot share an axis. */
export interface Drawing {
  readonly unit: string | null;
  readonly points: readonly TimePoint[];
  /** Measurements in other units, which are left out. */
  readonly leftOut: number;
}

/** Takes the unit that most measurements have. Spans of a variable whose values add up are drawn as sums. */
export function drawingOf({ points, spanSeconds }: Series, kind: Variable['kind']): Drawing {
  const counts = new Map<string | null, number>();
  for (const { unit, count = 1 } of points) counts.set(unit, (counts.get(unit) ?? 0) + count);
  const [[unit, drawn] = [null, 0]] = [...counts].sort(([, one], [, other]) => other - one);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    unit,
    leftOut: total - drawn,
    points: points
      .filter((point) => point.unit === unit)
      .map(({ at, value, sum }) => ({
        at: new Date(at).getTime(),
        value: kind === 'sum' && spanSeconds !== null && sum !== undefined ? sum : value,
      })),
  };
}

/** LOINC codes of what most readers look for first: systolic blood pressure, weight, heart rate, body mass index. */
const LOOKED_FOR = ['8480-6', '29463-7', '8867-4', '39156-5'];

/** The variable a reader probably wants to see first: one of those above, else a vital sign, else what has numbers. */
export function firstToShow(variables: readonly Variable[]): Variable | undefined {
  const numeric = variables.filter(({ newestValue }) => newestValue !== null);
  for (const code of LOOKED_FOR) {
    const found = numeric.find((variable) => variable.code === code);
    if (found) return found;
  }
  const vitalSigns = numeric.filter(({ category }) => category === 'vital-signs');
  const [candidates = []] = [vitalSigns, numeric, variables].filter(({ length }) => length > 0);
  return [...candidates].sort((one, other) => other.count - one.count)[0];
}

/** `1 day`, `6 hours`: how long each point of a shortened series stands for. */
export function spanText(seconds: number): string {
  for (const [length, word] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const) {
    if (seconds >= length) {
      const count = Math.round(seconds / length);
      return `${count} ${word}${count === 1 ? '' : 's'}`;
    }
  }
  return `${seconds} seconds`;
}
