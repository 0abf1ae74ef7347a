import type { DailyValue } from '@carenode/records-contract';

import type { DailySeries } from '../analysis/daily-series.js';
import type { Span } from './span.js';

export interface VariableRow {
  readonly id: string;
  /** What patients read. */
  readonly name: string;
  readonly code_system: string | null;
  readonly code: string | null;
  readonly unit_code: string | null;
  readonly category: string | null;
}

/** Variables that people want to know about: what they feel, how they sleep, what is watched over. */
const OUTCOMES = new Set([
  '72514-3', // pain severity
  '93832-4', // sleep duration
  '29463-7', // body weight
  '8480-6', // systolic blood pressure
  '40443-4', // resting heart rate
  '80404-7', // heart rate variability
  '2339-0', // glucose in blood
  '99504-3', // glucose in interstitial fluid
  'stress-score',
]);

/** Parts and other measures of one thing: that these go together says nothing. */
const KIN: Readonly<Record<string, readonly string[]>> = {
  sleep: ['93832-4', '93831-6', '93830-8', '93829-0', 'in-bed', 'awake-in-bed'],
  body: ['29463-7', '39156-5', '41982-0', '8280-0', 'body-fat-mass', 'lean-body-mass', 'muscle-mass'],
  pressure: ['8480-6', '8462-4'],
  heart: ['8867-4', '40443-4', '80404-7', 'walking-heart-rate'],
  glucose: ['2339-0', '2345-7', '1558-6', '99504-3', '4548-4'],
  stress: ['stress-score', 'body-battery'],
  movement: [
    '41950-7',
    '55423-8',
    '55430-3',
    '41981-2',
    '55411-3',
    'active-energy',
    'light-activity-time',
    'moderate-activity-time',
    'vigorous-activity-time',
  ],
  food: ['carbohydrate-intake', 'energy-intake', 'protein-intake', 'fat-intake'],
};
const KIN_OF = new Map(
  Object.entries(KIN).flatMap(([kin, codes]) => codes.map((code) => [code, kin] as const)),
);

/**
 * What was measured, by day. Surveys, the outcomes above and those that the person chose are looked at as outcomes; every
 * variable as a factor and for its trend.
 */
export function variableSeries(
  variables: readonly VariableRow[],
  daily: ReadonlyMap<string, readonly DailyValue[]>,
  chosen: readonly string[],
  span: Span,
): DailySeries[] {
  return variables.map(({ id, name, code_system: system, code, unit_code: unit, category }) => {
    const values = span.empty();
    for (const { day, value } of daily.get(id) ?? []) {
      const index = span.indexOfDay(day);
      if (span.has(index)) values[index] = value;
    }
    const isOutcome = chosen.includes(id) || category === 'survey' || OUTCOMES.has(code ?? '');
    return {
      key: `variable:${id}`,
      name,
      ...(code === null ? {} : { coding: `${system ?? ''}|${code}` }),
      unit,
      kind: 'amount',
      kin: KIN_OF.get(code ?? '') ?? id,
      roles: isOutcome ? ['factor', 'outcome', 'trend'] : ['factor', 'trend'],
      values,
    };
  });
}
