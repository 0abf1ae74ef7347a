import { copyOf } from './apple-words.js';

/**
 * Apple's words for units that are no UCUM code, or are one of another unit by accident (in UCUM `st` is the stere, `ft`
 * the femtotonne, `yd` the yoctoday), as UCUM writes the same unit. Words as HKUnit's documentation lists them, and as
 * exports and other apps write them.
 */
const UCUM: Readonly<Record<string, string>> = {
  Cal: 'kcal',
  'count/min': '/min',
  'count/s': '/s',
  'count/hr': '/h',
  'mL/min·kg': 'mL/(min.kg)',
  'ml/min·kg': 'mL/(min.kg)',
  'mL/kg·min': 'mL/(min.kg)',
  'ml/kg·min': 'mL/(min.kg)',
  'mL/kg/min': 'mL/(min.kg)',
  'ml/kg/min': 'mL/(min.kg)',
  'mL/(kg*min)': 'mL/(min.kg)',
  'mL/min/kg': 'mL/(min.kg)',
  'kcal/hr·kg': 'kcal/(h.kg)',
  'kcal/kg·hr': 'kcal/(h.kg)',
  'kcal/(kg*hr)': 'kcal/(h.kg)',
  'Cal/hr·kg': 'kcal/(h.kg)',
  'kJ/hr·kg': 'kJ/(h.kg)',
  MET: '[MET]',
  'mi/hr': '[mi_i]/h',
  mph: '[mi_i]/h',
  'km/hr': 'km/h',
  'ft/s': '[ft_i]/s',
  'ft/min': '[ft_i]/min',
  'yd/s': '[yd_i]/s',
  ft: '[ft_i]',
  yd: '[yd_i]',
  st: '[stone_av]',
  fl_oz_us: '[foz_us]',
  fl_oz_imp: '[foz_br]',
  cup_us: '[cup_us]',
  pt_us: '[pt_us]',
  pt_imp: '[pt_br]',
  dBASPL: 'dB[SPL]',
  mcS: 'uS',
  µS: 'uS',
  μS: 'uS',
  inHg: "[in_i'Hg]",
  cmAq: 'cm[H2O]',
  appleEffortScore: '{score}',
  D: '[diop]',
};

const MOLES = /mol<[\d.]+>/;
const remembered = new Map<string, string>();

/** The unit as the file wrote it, or as UCUM writes the same unit; `mmol<180.15…>/L` names its molar mass, and is mmol/L. */
export function appleUnit(raw: string): string {
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  const copy = copyOf(raw);
  const word = copy
    .slice(0, 100)
    .normalize('NFC')
    .trim()
    .replace(/\u22C5/g, '·');
  const unit = (Object.hasOwn(UCUM, word) ? UCUM[word] : undefined) ?? word.replace(MOLES, 'mol');
  if (remembered.size >= 1000) remembered.clear();
  remembered.set(copy, unit);
  return unit;
}

const JOULES_A_CALORIE = 4.184;
const KCAL: Readonly<Record<string, number>> = {
  kJ: 1 / JOULES_A_CALORIE,
  J: 1 / JOULES_A_CALORIE / 1000,
  cal: 1 / 1000,
};

/** An energy in kcal, for the columns that hold kcal: HealthKit's calorie is 4.184 J. */
export function kcalOf(value: string, unit: string | null): string | undefined {
  if (unit === 'kcal') return value;
  const factor = unit !== null && Object.hasOwn(KCAL, unit) ? KCAL[unit] : undefined;
  return factor === undefined ? undefined : String(Number((Number(value) * factor).toFixed(3)));
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;

/** A number as plain decimal text, digit by digit as it was written; null for what is none, or none that can be kept. */
export function decimalOf(raw: string): string | null {
  const text = raw.length > 60 ? raw.slice(0, 1000).trim() : raw.trim();
  const found = DECIMAL.exec(text);
  if (!found || text.length > 60) return null;
  const exponent = found[1];
  if (exponent === undefined) {
    const first = text.charCodeAt(0);
    return first >= 48 && first <= 57 && text.charCodeAt(text.length - 1) !== 46 ? text : tidy(text);
  }
  return Math.abs(Number(exponent)) > 30 ? null : tidy(plain(text, Number(exponent)));
}

/** Moves the point: `5.02e-05` is `0.0000502`. */
function plain(text: string, exponent: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d*)\.?(\d*)/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function tidy(text: string): string {
  return text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/\.$/, '');
}
