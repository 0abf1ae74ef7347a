/** A food of the abbreviated file of USDA SR. Amounts per 100 g, as the file writes them; unknown ones are absent. */
export interface UsdaFood {
  /** NDB number. */
  readonly code: string;
  readonly name: string;
  readonly energyKcal?: string;
  readonly protein?: string;
  readonly carbs?: string;
  readonly fat?: string;
  readonly nutrients: readonly {
    readonly nutrient: string;
    readonly amount: string;
    readonly unit: string;
  }[];
}

/** A household measure of a food, from the weight file. */
export interface UsdaPortion {
  readonly code: string;
  /** The measure with its number: 1 cup, 3 oz */
  readonly name: string;
  readonly grams: string;
}

interface Wrong {
  readonly reason: string;
}

type Own = 'energyKcal' | 'protein' | 'carbs' | 'fat';

/**
 * The fields of ABBREV.txt after number and name, as the documentation of SR describes them. Names are those of apps that
 * exports are read of, so that one nutrient has one name in the log. Ash, and vitamin D a second time in IU, are left out.
 */
const FIELDS: readonly (Own | readonly [nutrient: string, unit: string] | null)[] = [
  ['Water', 'g'],
  'energyKcal',
  'protein',
  'fat',
  null,
  'carbs',
  ['Fiber', 'g'],
  ['Sugars', 'g'],
  ['Calcium', 'mg'],
  ['Iron', 'mg'],
  ['Magnesium', 'mg'],
  ['Phosphorus', 'mg'],
  ['Potassium', 'mg'],
  ['Sodium', 'mg'],
  ['Zinc', 'mg'],
  ['Copper', 'mg'],
  ['Manganese', 'mg'],
  ['Selenium', 'ug'],
  ['Vitamin C', 'mg'],
  ['B1 (Thiamine)', 'mg'],
  ['B2 (Riboflavin)', 'mg'],
  ['B3 (Niacin)', 'mg'],
  ['B5 (Pantothenic Acid)', 'mg'],
  ['B6 (Pyridoxine)', 'mg'],
  ['Folate', 'ug'],
  ['Folic acid', 'ug'],
  ['Food folate', 'ug'],
  ['Folate (DFE)', 'ug'],
  ['Choline', 'mg'],
  ['B12 (Cobalamin)', 'ug'],
  ['Vitamin A', '[iU]'],
  ['Vitamin A (RAE)', 'ug'],
  ['Retinol', 'ug'],
  ['Alpha-carotene', 'ug'],
  ['Beta-carotene', 'ug'],
  ['Beta-cryptoxanthin', 'ug'],
  ['Lycopene', 'ug'],
  ['Lutein and zeaxanthin', 'ug'],
  ['Vitamin E', 'mg'],
  ['Vitamin D', 'ug'],
  null,
  ['Vitamin K', 'ug'],
  ['Saturated', 'g'],
  ['Monounsaturated', 'g'],
  ['Polyunsaturated', 'g'],
  ['Cholesterol', 'mg'],
];
/** Number, name, the amounts, two household measures (which the weight file has in full), and refuse. */
const ABBREV_FIELDS = 2 + FIELDS.length + 5;
const WEIGHT_FIELDS = 7;
const NUMBER = /^(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})$/;

/** A line of ABBREV.txt, or what is wrong with it. Texts stand between tildes, fields between carets; an empty field is unknown. */
export function readAbbrevLine(line: string): UsdaFood | Wrong {
  const fields = line.split('^');
  if (fields.length !== ABBREV_FIELDS)
    return { reason: `it has ${fields.length} fields instead of ${ABBREV_FIELDS}` };
  const code = textOf(fields[0]);
  if (code === undefined || !/^\d{5}$/.test(code)) return { reason: 'field 1 is no NDB number' };
  const name = textOf(fields[1]);
  if (!name || name.length > 200) return { reason: 'field 2 is no name of 1 to 200 characters' };
  const own: Partial<Record<Own, string>> = {};
  const nutrients: UsdaFood['nutrients'][number][] = [];
  for (const [index, meaning] of FIELDS.entries()) {
    const amount = fields[index + 2] ?? '';
    if (amount === '' || meaning === null) continue;
    if (!NUMBER.test(amount)) return { reason: `field ${index + 3} is no amount` };
    if (typeof meaning === 'string') own[meaning] = decimal(amount);
    else nutrients.push({ nutrient: meaning[0], amount: decimal(amount), unit: meaning[1] });
  }
  return { code, name, ...own, nutrients };
}

/** A line of WEIGHT.txt, or what is wrong with it. */
export function readWeightLine(line: string): UsdaPortion | Wrong {
  const fields = line.split('^');
  if (fields.length !== WEIGHT_FIELDS)
    return { reason: `it has ${fields.length} fields instead of ${WEIGHT_FIELDS}` };
  const code = textOf(fields[0]);
  if (code === undefined || !/^\d{5}$/.test(code)) return { reason: 'field 1 is no NDB number' };
  const [count = '', grams = ''] = [fields[2], fields[4]];
  if (!NUMBER.test(count) || Number(count) === 0) return { reason: 'field 3 is no number of the measure' };
  const measure = textOf(fields[3]);
  if (!measure) return { reason: 'field 4 is no measure' };
  if (!NUMBER.test(grams) || Number(grams) === 0) return { reason: 'field 5 is no weight in grams' };
  const name = `${decimal(count)} ${measure}`;
  if (name.length > 120) return { reason: 'the measure has more than 120 characters' };
  return { code, name, grams: decimal(grams) };
}

function textOf(field: string | undefined): string | undefined {
  const text = /^~([^~]*)~$/.exec(field ?? '')?.[1];

  return text === undefined || /[\u0000-\u001f\u007f\ufffd]/.test(text)
    ? undefined
    : text.replace(/\s+/g, ' ').trim();
}

/** `.5` and `5.` as `0.5` and `5`. */
const decimal = (text: string): string => text.replace(/^\./, '0.').replace(/\.$/, '');
