import type { ReadFood, ReadMeasurement } from '../../format/read-rows.js';
import type { Problem } from '../../format/record-sink.js';
import type { AppleDates } from './apple-date.js';
import type { AppleNames } from './apple-names.js';
import { appleUnit, decimalOf, kcalOf } from './apple-units.js';
import { cleanText, wordsOf, afterPrefix } from './apple-words.js';
import { QUANTITY_TYPES } from './quantity-types.js';
import type { AppleZones, Attributes } from './record-metadata.js';

const FOOD = 'HKCorrelationTypeIdentifierFood';
const MOST_NUTRIENTS = 200;
const IN_GRAMS: Readonly<Record<string, 'protein' | 'carbs' | 'fat'>> = {
  HKQuantityTypeIdentifierDietaryProtein: 'protein',
  HKQuantityTypeIdentifierDietaryCarbohydrates: 'carbs',
  HKQuantityTypeIdentifierDietaryFatTotal: 'fat',
};

/**
 * Collects one Correlation element. A food gives a row of the food log, made of its name and its parts; of every other one
 * (blood pressure) the parts are all there is, and they are records of their own.
 */
export class CorrelationReader {
  /** Its type: the kind of the record. */
  readonly kind: string;
  private readonly about = new Map<string, string>();
  private readonly amounts: { type: string; amount: string; unit: string }[] = [];

  constructor(
    private readonly attributes: Attributes,
    private readonly dates: AppleDates,
    private readonly names: AppleNames,
    private readonly zones: AppleZones,
  ) {
    this.kind = cleanText(attributes.type ?? '', 100) || 'Correlation';
  }

  get isFood(): boolean {
    return this.kind === FOOD;
  }

  /** False when this entry is not kept. */
  metadata(key: string, value: string): boolean {
    if (!this.isFood || !['HKFoodType', 'HKFoodMeal', 'HKTimeZone'].includes(key)) return false;
    if (!this.about.has(key)) this.about.set(key, value);
    return true;
  }

  part({ type = '', value = '', unit }: Attributes): void {
    const amount = decimalOf(value);
    if (!this.isFood || amount === null || unit === undefined || this.amounts.length >= MOST_NUTRIENTS)
      return;
    this.amounts.push({ type, amount, unit: appleUnit(unit) });
  }

  /** The food's row, or why there is none. */
  food(): ReadFood | Problem {
    const { startDate } = this.attributes;
    if (startDate === undefined) return { field: 'startDate', reason: 'is missing' };
    const at = this.dates.instantOf(startDate);
    if (Number.isNaN(at)) return { field: 'startDate', reason: 'is no time with its offset from UTC' };
    const zone = this.about.get('HKTimeZone');
    const clock = zone === undefined ? undefined : this.zones.clockOf(zone);
    const meal = cleanText(this.about.get('HKFoodMeal') ?? '', 100);
    return {
      type: 'food',
      source: this.names.source(this.attributes.sourceName),
      start: { at, offsetMinutes: clock ? clock.offsetAt(at) : null, timeZone: clock ? clock.zone : null },
      name: cleanText(this.about.get('HKFoodType') ?? '', 200) || 'Food without a name',
      ...(meal === '' ? {} : { meal }),
      ...this.nutrients(),
    };
  }

  private nutrients(): Pick<ReadFood, 'calories' | 'protein' | 'carbs' | 'fat' | 'nutrients'> {
    const columns: { calories?: string; protein?: string; carbs?: string; fat?: string } = {};
    const nutrients: { name: string; amount: string; unit: string }[] = [];
    for (const { type, amount, unit } of this.amounts) {
      const kcal =
        type === 'HKQuantityTypeIdentifierDietaryEnergyConsumed' ? kcalOf(amount, unit) : undefined;
      const column = Object.hasOwn(IN_GRAMS, type) ? IN_GRAMS[type] : undefined;
      if (kcal !== undefined && columns.calories === undefined) columns.calories = kcal;
      else if (column && unit === 'g' && columns[column] === undefined) columns[column] = amount;
      else {
        const name = QUANTITY_TYPES.get(type)?.variable.name.replace(/ intake$/, '');
        nutrients.push({ name: name ?? wordsOf(afterPrefix(cleanText(type, 100))), amount, unit });
      }
    }
    return { ...columns, nutrients };
  }
}

const MOST_KNOWN = 200_000;
/** Types that correlations are made of; others never are. */
const PARTS = /^HKQuantityTypeIdentifier(?:BloodPressure|Dietary)/;

/**
 * Tells whether a record that is part of a correlation is also there by itself, as Apple's DTD promises: known by type,
 * period, value, unit and source. Told once, whichever comes first; a part that nothing else tells is a record like any other.
 */
export class CorrelatedRecords {
  private readonly alone = new Set<string>();
  private readonly inCorrelation = new Set<string>();

  /** True when this record is to be told. Of a file with very many, the later ones all are: the same again is a duplicate. */
  isNew(kind: string, rows: ReadMeasurement, isPart: boolean): boolean {
    if (!isPart && !PARTS.test(kind)) return true;
    const { series, start, end, value } = rows;
    const key = `${kind} ${start} ${end} ${value} ${series.unit} ${series.source}`;
    const [own, other] = isPart ? [this.inCorrelation, this.alone] : [this.alone, this.inCorrelation];
    if (other.has(key)) return false;
    if (own.size < MOST_KNOWN) own.add(key);
    return true;
  }
}
