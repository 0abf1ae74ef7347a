import { VARIABLES, ownVariable } from '../../format/variables.js';
import type { ReadMeasurement } from '../../format/read-rows.js';
import { cellOf, textFor } from '../csv/cells.js';
import { sureDecimal } from '../csv/decimals.js';
import type { ClarityColumns } from './clarity-layout.js';

type Unit = 'mg/dL' | 'mmol/L';

/**
 * What Dexcom's sensors can tell, as the user guides of G5, G6 and G7 state it: 40 to 400 mg/dL, 2.2 to 22.2 mmol/L. The
 * export writes Low and High for what is outside.
 */
const RANGE: Readonly<Record<Unit, { readonly low: string; readonly high: string }>> = {
  'mg/dL': { low: '40', high: '400' },
  'mmol/L': { low: '2.2', high: '22.2' },
};

/** A row's measurement without its series and time, or what is wrong with it. */
export type Told =
  | {
      readonly variable: ReadMeasurement['series']['variable'];
      readonly unit: string | null;
      readonly value: string | null;
      readonly comparator?: '<' | '>';
      readonly valueText?: string;
    }
  | { readonly field: string; readonly reason: string };

/** What an event row other than exercise tells; undefined for kinds that Carenode has no place for. */
export function toldBy(cells: readonly string[], columns: ClarityColumns, unit: Unit): Told | undefined {
  const subtype = cellOf(cells, columns.subtype);
  switch (cellOf(cells, columns.event)) {
    case 'EGV':
      return glucose(cellOf(cells, columns.glucose), VARIABLES.interstitialGlucose, unit);
    case 'Calibration':
      return glucose(cellOf(cells, columns.glucose), VARIABLES.bloodGlucose, unit);
    case 'Carbs':
      return amount(cellOf(cells, columns.carbs), 'Carb Value', VARIABLES.carbohydrateIntake, 'g');
    case 'Insulin':
      return amount(cellOf(cells, columns.insulin), 'Insulin Value', insulinOf(subtype), '[iU]');
    case 'Health':
    case 'Health Event':
      return inWords('Health event', subtype, 'Event Subtype');
    case 'Note':
    case 'Notes':
      return inWords('Note', subtype, 'Event Subtype');
    default:
      return undefined;
  }
}

function glucose(cell: string, variable: ReadMeasurement['series']['variable'], unit: Unit): Told {
  if (/^(low|high)$/i.test(cell)) {
    const low = cell.toLowerCase() === 'low';
    return { variable, unit, value: RANGE[unit][low ? 'low' : 'high'], comparator: low ? '<' : '>' };
  }
  return amount(cell, 'Glucose Value', variable, unit);
}

function amount(
  cell: string,
  field: string,
  variable: ReadMeasurement['series']['variable'],
  unit: string,
): Told {
  if (cell === '') return { field, reason: 'is empty' };
  const value = sureDecimal(cell);
  return value === undefined || value.startsWith('-')
    ? { field, reason: 'is no amount' }
    : { variable, unit, value };
}

function insulinOf(subtype: string) {
  if (/^fast/i.test(subtype)) return VARIABLES.rapidInsulin;
  if (/^long/i.test(subtype)) return VARIABLES.longInsulin;
  return ownVariable('Insulin of a kind not told', '[iU]', 'sum');
}

function inWords(name: string, text: string, field: string): Told {
  const valueText = textFor(text, 500);
  if (valueText === undefined) return { field, reason: 'is empty' };
  return { variable: ownVariable(name, null), unit: null, value: null, valueText };
}

/** Minutes of `h:mm:ss`; undefined when it is no duration. */
export function minutesOf(duration: string): number | undefined {
  const parts = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(duration);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) + Number(parts[3]) / 60 : undefined;
}
