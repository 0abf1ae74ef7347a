import ucum from '@lhncbc/ucum-lhc';

/** A text for a unit: the UCUM code that it stands for, or why that cannot be told. */
export type UnitReading = { readonly code: string } | { readonly unclear: 'unknown unit' | 'ambiguous unit' };

/** How people and devices write units that are no UCUM codes; in lower case, without spaces around signs. */
const WRITTEN = new Map<string, string>([
  ...same('[lb_av]', 'lb', 'lbs', 'pound', 'pounds'),
  ...same('[oz_av]', 'oz', 'ounce', 'ounces'),
  ...same('[foz_us]', 'fl oz', 'fl. oz', 'fl. oz.', 'fluid ounce', 'fluid ounces'),
  ...same('[in_i]', 'in', 'inch', 'inches'),
  ...same('[ft_i]', 'foot', 'feet'),
  ...same('[yd_i]', 'yard', 'yards'),
  ...same('[stone_av]', 'stone', 'stones'),
  ...same('[mi_i]', 'mi', 'mile', 'miles'),
  ...same('kg', 'kg', 'kgs', 'kilogram', 'kilograms', 'kilo', 'kilos'),
  ...same('g', 'gr', 'gm', 'gram', 'grams'),
  ...same('mg', 'milligram', 'milligrams'),
  ...same('ug', 'mcg', 'µg', 'μg', 'microgram', 'micrograms'),
  ...same('ng/mL', 'ng/ml'),
  ...same('mL', 'ml', 'milliliter', 'milliliters', 'millilitre', 'millilitres', 'cc'),
  ...same('L', 'liter', 'liters', 'litre', 'litres'),
  ...same('cm', 'centimeter', 'centimeters', 'centimetre', 'centimetres'),
  ...same('m', 'meter', 'meters', 'metre', 'metres'),
  ...same('km', 'kilometer', 'kilometers', 'kilometre', 'kilometres'),
  ...same('mm[Hg]', 'mmhg', 'mm hg', 'millimeters of mercury', 'millimetres of mercury'),
  ...same(
    '/min',
    'bpm',
    'beats/min',
    'beats/minute',
    'beats per minute',
    'breaths/min',
    'breaths per minute',
    '1/min',
  ),
  ...same('Cel', '°c', 'deg c', 'degc', 'celsius', 'degrees celsius', '℃'),
  ...same('[degF]', '°f', 'deg f', 'degf', 'fahrenheit', 'degrees fahrenheit', '℉'),
  ...same('%', 'percent', 'pct', 'per cent'),
  ...same('mg/dL', 'mg/dl', 'mg per dl'),
  ...same('g/dL', 'g/dl', 'gm/dl'),
  ...same('ug/dL', 'mcg/dl', 'µg/dl', 'μg/dl'),
  ...same('mmol/L', 'mmol/l', 'mmol per l'),
  ...same('umol/L', 'umol/l', 'µmol/l', 'μmol/l', 'micromol/l'),
  ...same('mL/min/{1.73_m2}', 'ml/min/1.73m2', 'ml/min/1.73 m2', 'ml/min/1.73m²'),
  ...same('[iU]', 'iu', 'international unit', 'international units'),
  ...same('[iU]/L', 'iu/l'),
  ...same('m[iU]/L', 'miu/l'),
  ...same('mm/h', 'mm/hr'),
  ...same('10*3/uL', 'k/ul', 'k/µl', 'k/μl', 'thousand/ul', 'x10^3/ul', '10^3/ul'),
  ...same('10*6/uL', 'm/ul', 'm/µl', 'm/μl', 'million/ul', 'x10^6/ul', '10^6/ul'),
  ...same('kcal', 'kilocalorie', 'kilocalories'),
  ...same('kg/m2', 'kg/m²', 'kg/m^2'),
  ...same('ms', 'msec', 'millisecond', 'milliseconds'),
  ...same('s', 'sec', 'secs', 'second', 'seconds'),
  ...same('min', 'mins', 'minute', 'minutes'),
  ...same('h', 'hr', 'hrs', 'hour', 'hours'),
  ...same('d', 'day', 'days'),
  ...same('wk', 'week', 'weeks'),
  ...same('mo', 'month', 'months'),
  ...same('a', 'yr', 'yrs', 'year', 'years'),
  ...same('{steps}', 'step', 'steps'),
  ...same('{count}', 'count', 'counts', 'times'),
  ...same('{score}', 'score', 'point', 'points'),
]);

/** UCUM codes that people write for something else: the code of what is measured decides, where it has one of these. */
const MISTAKEN = new Map<string, Readonly<Record<string, string>>>([
  ['C', { Cel: 'Cel', '[degF]': 'Cel' }],
  ['F', { Cel: '[degF]', '[degF]': '[degF]' }],
  ['K/uL', { '10*3/uL': '10*3/uL', '10*9/L': '10*3/uL' }],
  ['M/uL', { '10*6/uL': '10*6/uL', '10*12/L': '10*6/uL' }],
  ['gr', { g: 'g', mg: 'g', kg: 'g' }],
  // The femtotonne, the yoctoday and the stere.
  ['ft', lengths('[ft_i]')],
  ['yd', lengths('[yd_i]')],
  ['st', { kg: '[stone_av]', g: '[stone_av]', '[lb_av]': '[stone_av]', '[stone_av]': '[stone_av]' }],
]);

/** Written for both of two units; nobody can tell which. */
const AMBIGUOUS = new Set([
  'cal',
  'cals',
  'calorie',
  'calories',
  'u',
  'unit',
  'units',
  'pt',
  'ton',
  'tons',
  'cup',
  'cups',
]);

/**
 * Reads a unit as somebody wrote it. `expected` is the UCUM code that the variable is usually measured in: it decides where
 * a text is a UCUM code by accident, such as C, the coulomb. Nothing is guessed: what has two readings is `ambiguous unit`.
 * Codes are those of UCUM (https://ucum.org/ucum), as @lhncbc/ucum-lhc knows them.
 */
export function readUnit(text: string, expected: string | null = null): UnitReading {
  const trimmed = text.trim();
  const mistaken = MISTAKEN.get(trimmed);
  if (mistaken) {
    const meant = expected === null ? undefined : mistaken[expected];
    return meant ? { code: meant } : { unclear: 'ambiguous unit' };
  }
  if (trimmed !== '' && isUcumCode(trimmed)) return { code: trimmed };
  const plain = trimmed
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([/^]) ?/g, '$1')
    .replace(/\.$/, '');
  if (AMBIGUOUS.has(plain)) return { unclear: 'ambiguous unit' };
  const code = WRITTEN.get(plain);
  return code ? { code } : { unclear: 'unknown unit' };
}

const KNOWN_MOST = 10_000;
const known = new Map<string, boolean>();

/** True for a valid UCUM code. Remembers what it was asked: millions of rows have a few units. */
export function isUcumCode(text: string): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_MOST) known.clear();
  const valid = isValid(text);
  known.set(text, valid);
  return valid;
}

function isValid(text: string): boolean {
  // The package finds the names of every JavaScript object among its units, and writes to the console of texts with blanks.
  if (!/^[\x21-\x7e]{1,200}$/.test(text) || (text.match(/[A-Za-z_]+/g) ?? []).some((name) => name in {}))
    return false;
  const { status, ucumCode } = ucum.UcumLhcUtils.getInstance().validateUnitString(text);
  return status === 'valid' && ucumCode === text;
}

/** What a length is read as, whichever length it is usually told in. */
function lengths(code: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['mm', 'cm', 'm', 'km', '[in_i]', '[ft_i]', '[yd_i]', '[mi_i]'].map((usual) => [usual, code]),
  );
}

function same(code: string, ...texts: readonly string[]): [string, string][] {
  return texts.map((text) => [text, code]);
}
