import type { ReadMeasurement } from '../../format/read-rows.js';
import type { Problem } from '../../format/record-sink.js';
import { VARIABLES, ownVariable } from '../../format/variables.js';
import { cellOf, textFor } from '../csv/cells.js';
import { sureDecimal } from '../csv/decimals.js';
import type { LibreColumn, LibreColumns } from './libreview-layout.js';

type Variable = ReadMeasurement['series']['variable'];
type GlucoseUnit = 'mg/dL' | 'mmol/L';

/** One value of a row, without its series and time. */
export interface ToldValue {
  readonly variable: Variable;
  readonly unit: string | null;
  readonly value: string | null;
  readonly comparator?: '<' | '>';
  readonly valueText?: string;
}

export interface ToldByRow {
  readonly values: readonly ToldValue[];
  readonly notes: string | undefined;
  /** Cells that hold something and cannot be read. */
  readonly problems: readonly Problem[];
}

/**
 * Below and above what a sensor can tell. Libre sensors end at 40 mg/dL (2.2 mmol/L), and at 400 or 500 mg/dL by country; of
 * a reading that is told as HI only the lower of these is sure.
 */
const RANGE: Readonly<Record<GlucoseUnit, { readonly low: string; readonly high: string }>> = {
  'mg/dL': { low: '40', high: '400' },
  'mmol/L': { low: '2.2', high: '22.2' },
};

const AMOUNTS: readonly { column: LibreColumn; name: string; variable: Variable; unit: string }[] = [
  { column: 'rapid', name: 'Rapid-Acting Insulin', variable: VARIABLES.rapidInsulin, unit: '[iU]' },
  { column: 'long', name: 'Long-Acting Insulin', variable: VARIABLES.longInsulin, unit: '[iU]' },
  { column: 'carbs', name: 'Carbohydrates (grams)', variable: VARIABLES.carbohydrateIntake, unit: 'g' },
  {
    column: 'servings',
    name: 'Carbohydrates (servings)',
    variable: ownVariable('Carbohydrate servings', '{servings}', 'sum'),
    unit: '{servings}',
  },
  // Parts that the pen's or pump's calculator tells; they are not added to the rapid-acting insulin, which may hold them.
  {
    column: 'meal',
    name: 'Meal Insulin',
    variable: ownVariable('Meal insulin (part)', '[iU]', 'sum'),
    unit: '[iU]',
  },
  {
    column: 'correction',
    name: 'Correction Insulin',
    variable: ownVariable('Correction insulin (part)', '[iU]', 'sum'),
    unit: '[iU]',
  },
  {
    column: 'change',
    name: 'User Change Insulin',
    variable: ownVariable('Insulin changed by the user (part)', '[iU]', 'sum'),
    unit: '[iU]',
  },
];

/** Cells that only say that there was something. */
const TAKEN: readonly { column: LibreColumn; amount: LibreColumn; variable: Variable; words: string }[] = [
  {
    column: 'rapidTaken',
    amount: 'rapid',
    variable: VARIABLES.rapidInsulin,
    words: 'Taken, amount not told',
  },
  { column: 'longTaken', amount: 'long', variable: VARIABLES.longInsulin, words: 'Taken, amount not told' },
  {
    column: 'foodTaken',
    amount: 'carbs',
    variable: VARIABLES.carbohydrateIntake,
    words: 'Eaten, amount not told',
  },
];

/** Everything a row tells, whatever its type: a note can come with carbohydrates and insulin. */
export function toldByRow(
  cells: readonly string[],
  columns: LibreColumns,
  askedUnit: GlucoseUnit | undefined,
): ToldByRow {
  const values: ToldValue[] = [];
  const problems: Problem[] = [];
  const cell = (column: LibreColumn) => cellOf(cells, columns.at[column]);
  const glucose = (column: LibreColumn, field: string, variable: Variable) => {
    const text = cell(column);
    const unit = columns.unitOf(column) ?? askedUnit;
    if (text === '' || unit === undefined) return;
    const outside = /^(lo|low|hi|high)$/i.exec(text)?.[0].toLowerCase();
    if (outside !== undefined) {
      const low = outside.startsWith('l');
      const value = RANGE[unit][low ? 'low' : 'high'];
      values.push({ variable, unit, value, comparator: low ? '<' : '>' });
    } else amount(text, field, variable, unit);
  };
  const amount = (text: string, field: string, variable: Variable, unit: string) => {
    const value = sureDecimal(text);
    if (value === undefined || (value.startsWith('-') && field !== 'User Change Insulin')) {
      problems.push({ field, reason: 'is no amount' });
    } else values.push({ variable, unit, value });
  };
  glucose('historic', 'Historic Glucose', VARIABLES.interstitialGlucose);
  glucose('scan', 'Scan Glucose', VARIABLES.interstitialGlucose);
  glucose('strip', 'Strip Glucose', VARIABLES.bloodGlucose);
  if (cell('ketone') !== '') {
    amount(cell('ketone'), 'Ketone', VARIABLES.ketones, columns.unitOf('ketone') ?? 'mmol/L');
  }
  for (const { column, name, variable, unit } of AMOUNTS) {
    if (cell(column) !== '') amount(cell(column), name, variable, unit);
  }
  for (const { column, amount: told, variable, words } of TAKEN) {
    if (!/^(|0|false)$/i.test(cell(column)) && cell(told) === '') {
      values.push({ variable, unit: null, value: null, valueText: words });
    }
  }
  return { values, notes: textFor(cell('notes'), 10_000), problems };
}
