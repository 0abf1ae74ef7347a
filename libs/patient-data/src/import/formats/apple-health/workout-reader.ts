import type { ReadActivity } from '../../format/read-rows.js';
import type { Problem } from '../../format/record-sink.js';
import type { AppleDates } from './apple-date.js';
import type { AppleNames } from './apple-names.js';
import { appleUnit, decimalOf, kcalOf } from './apple-units.js';
import { afterPrefix, cleanText, wordsOf } from './apple-words.js';
import { QUANTITY_TYPES } from './quantity-types.js';
import { isTrue, type AppleZones, type Attributes } from './record-metadata.js';

type Statistic = ReadActivity['statistics'][number];

/** Statistics of one workout that are kept: five times what the longest seen has. */
const MOST_STATISTICS = 1000;
const MINUTES: Readonly<Record<string, number>> = { min: 1, s: 1 / 60, sec: 1 / 60, hr: 60, h: 60 };
/** Exports before iOS 15 tell totals as attributes, later ones as WorkoutStatistics. */
const TOTALS = [
  ['Total distance', 'totalDistance', 'totalDistanceUnit'],
  ['Total energy burned', 'totalEnergyBurned', 'totalEnergyBurnedUnit'],
  ['Total flights climbed', 'totalFlightsClimbed', 'totalFlightsClimbedUnit'],
  ['Total swimming strokes', 'totalSwimmingStrokeCount', 'totalSwimmingStrokeCountUnit'],
] as const;
const ACTIVE_ENERGY = 'HKQuantityTypeIdentifierActiveEnergyBurned';

/**
 * Collects one Workout element and what is in it. Parts (WorkoutActivity, of multisport and interval workouts) stay parts:
 * their statistics are told under `Part n`, behind those of the whole, so that no sum counts them beside it.
 */
export class WorkoutReader {
  private readonly statistics: Statistic[] = [];
  private readonly statisticsOfParts: Statistic[] = [];
  private readonly events = new Map<string, number>();
  private readonly notes: string[] = [];
  private calories: string | undefined;
  private zone: string | undefined;
  private parts = 0;
  private insidePart = false;
  /** Statistics beyond those that are kept. */
  left = 0;

  constructor(
    private readonly attributes: Attributes,
    private readonly dates: AppleDates,
    private readonly names: AppleNames,
    private readonly zones: AppleZones,
  ) {
    for (const [name, value, unit] of TOTALS) this.add(name, attributes[value], attributes[unit]);
  }

  /** How deep its own metadata is, or that of the part that is open; deeper is that of events and routes. */
  get depth(): number {
    return this.insidePart ? 2 : 1;
  }

  openPart(attributes: Attributes): void {
    this.parts += 1;
    this.insidePart = true;
    this.add('Duration', attributes.duration, attributes.durationUnit ?? 'min');
    const [start, from] = [attributes.startDate, this.attributes.startDate].map((text) =>
      text === undefined ? NaN : this.dates.instantOf(text),
    );
    if (start !== undefined && from !== undefined && start >= from) {
      this.add('Begins after', String(Number(((start - from) / 60_000).toFixed(3))), 'min');
    }
  }

  closePart(): void {
    this.insidePart = false;
  }

  statistic(attributes: Attributes): void {
    const { type = '', unit } = attributes;
    const name = statisticName(type);
    if (name === '') return;
    this.add(name, attributes.sum, unit);
    this.add(`${name}, average`, attributes.average, unit);
    this.add(`${name}, lowest`, attributes.minimum, unit);
    this.add(`${name}, highest`, attributes.maximum, unit);
    if (type === ACTIVE_ENERGY && !this.insidePart && attributes.sum !== undefined) {
      this.calories = energyOf(attributes.sum, unit);
    }
  }

  event(attributes: Attributes): void {
    if (this.insidePart) return;
    const name = `${wordsOf(afterPrefix(cleanText(attributes.type ?? '', 100))) || 'Other'} events`;
    if (this.events.size < 50 || this.events.has(name))
      this.events.set(name, (this.events.get(name) ?? 0) + 1);
  }

  /** False when this entry is not kept. */
  metadata(key: string, value: string): boolean {
    if (key === 'HKTimeZone') {
      this.zone ??= value;
      return true;
    }
    const quantity = /^(\S{1,60}) (\S.{0,60})$/.exec(value);
    if (quantity?.[1] && quantity[2] && decimalOf(quantity[1]) !== null) {
      // Exports write humidity a hundred times too large: `6400 %` is 64 %.
      const tooLarge = key === 'HKWeatherHumidity' && Number(quantity[1]) > 100;
      const told = tooLarge ? String(Number(quantity[1]) / 100) : quantity[1];
      this.add(wordsOf(afterPrefix(cleanText(key, 100))), told, quantity[2], key === 'HKWeatherHumidity');
      return true;
    }
    if (this.insidePart) return false;
    if (key === 'HKIndoorWorkout') this.notes.push(isTrue(value) ? 'Indoors' : 'Outdoors');
    else if (key === 'HKWasUserEntered' && isTrue(value)) this.notes.push('Entered by hand');
    else if (key === 'HKWorkoutBrandName') this.notes.push(`Name: ${cleanText(value, 200)}`);
    else return key === 'HKWasUserEntered';
    return true;
  }

  /** The row of this workout, or why there is none. */
  read(): ReadActivity | Problem {
    const { startDate, endDate } = this.attributes;
    if (startDate === undefined) return { field: 'startDate', reason: 'is missing' };
    const start = this.dates.instantOf(startDate);
    const end = endDate === undefined ? undefined : this.dates.instantOf(endDate);
    if (Number.isNaN(start)) return { field: 'startDate', reason: 'is no time with its offset from UTC' };
    if (Number.isNaN(end)) return { field: 'endDate', reason: 'is no time with its offset from UTC' };
    if (end !== undefined && end < start) return { field: 'endDate', reason: 'is before startDate' };
    for (const [name, count] of this.events) this.add(name, String(count), 'count');
    const clock = this.zone === undefined ? undefined : this.zones.clockOf(this.zone);
    const { duration, durationUnit = 'min', totalEnergyBurned, totalEnergyBurnedUnit } = this.attributes;
    const minutes = minutesOf(duration, durationUnit);
    const calories = this.calories ?? energyOf(totalEnergyBurned, totalEnergyBurnedUnit);
    const device = this.names.device(this.attributes.device);
    const activity = wordsOf(afterPrefix(cleanText(this.attributes.workoutActivityType ?? '', 100)));
    return {
      type: 'activity',
      source: this.names.source(this.attributes.sourceName),
      ...(device === null ? {} : { device }),
      start: {
        at: start,
        offsetMinutes: clock ? clock.offsetAt(start) : null,
        timeZone: clock ? clock.zone : null,
      },
      ...(end === undefined ? {} : { end }),
      ...(minutes === undefined ? {} : { durationMinutes: minutes }),
      activity: activity || 'Workout',
      ...(calories === undefined ? {} : { calories }),
      statistics: [...this.statistics, ...this.statisticsOfParts],
      ...(this.notes.length > 0 ? { notes: cleanText(this.notes.join('; '), 1000) } : {}),
    };
  }

  private add(name: string, raw: string | undefined, rawUnit: string | undefined, isPercent = false): void {
    const value = raw === undefined ? null : decimalOf(raw);
    if (value === null || name === '') return;
    if (this.statistics.length + this.statisticsOfParts.length >= MOST_STATISTICS) {
      this.left += 1;
      return;
    }
    let unit = rawUnit === undefined || rawUnit === '' ? null : appleUnit(rawUnit);
    if (unit === 'count') unit = '{count}';
    else if (unit === '%' && !isPercent && Math.abs(Number(value)) <= 1) unit = '1';
    if (this.insidePart) this.statisticsOfParts.push({ name: `Part ${this.parts}: ${name}`, value, unit });
    else this.statistics.push({ name, value, unit });
  }
}

/** As Carenode names the type where that is a name for people, not LOINC's. */
function statisticName(type: string): string {
  if (type === 'HKQuantityTypeIdentifierDistanceWalkingRunning') return 'Walking and running distance';
  const variable = QUANTITY_TYPES.get(type)?.variable;
  return variable && variable.system !== 'http://loinc.org'
    ? variable.name
    : wordsOf(afterPrefix(cleanText(type, 100)));
}

function energyOf(raw: string | undefined, rawUnit: string | undefined): string | undefined {
  const value = raw === undefined ? null : decimalOf(raw);
  return value === null || value.startsWith('-') || rawUnit === undefined
    ? undefined
    : kcalOf(value, appleUnit(rawUnit));
}

function minutesOf(raw: string | undefined, unit: string): number | undefined {
  const value = raw === undefined ? null : decimalOf(raw);
  const factor = Object.hasOwn(MINUTES, unit) ? MINUTES[unit] : undefined;
  if (value === null || factor === undefined) return undefined;
  const minutes = Number(value) * factor;
  return minutes >= 0 && Number.isFinite(minutes) ? minutes : undefined;
}
