import { ZoneClock } from '@carenode/module-kit';

import { cleanText, copyOf } from './apple-words.js';

export type Attributes = Readonly<Record<string, string | undefined>>;

const MOST_NOTE = 1000;

/** What is kept of a record's metadata, with how it reads in the notes; HKTimeZone and insulin's reason have their own places. */
const NOTED: Readonly<Record<string, (value: string) => string | undefined>> = {
  HKWasUserEntered: (value) => (isTrue(value) ? 'Entered by hand' : undefined),
  HKBloodGlucoseMealTime: (value) =>
    value === '1' ? 'Before a meal' : value === '2' ? 'After a meal' : undefined,
  HKFoodType: (value) => `Food: ${cleanText(value, 200)}`,
  HKFoodMeal: (value) => `Meal: ${cleanText(value, 100)}`,
  HKSexualActivityProtectionUsed: (value) => `Protection used: ${isTrue(value) ? 'yes' : 'no'}`,
  HKMenstrualCycleStart: (value) => (isTrue(value) ? 'First day of the cycle' : undefined),
  HKHeartRateEventThreshold: (value) => `Threshold: ${cleanText(value, 100)}`,
  HKAudioExposureLevel: (value) => `Level: ${cleanText(value, 100)}`,
};
const KEPT = new Set([...Object.keys(NOTED), 'HKTimeZone', 'HKInsulinDeliveryReason']);

const MOST_ZONES = 500;

/** The clocks of the zones that one file names: at most as many as there are. */
export class AppleZones {
  private readonly clocks = new Map<string, ZoneClock | undefined>();

  clockOf(zone: string): ZoneClock | undefined {
    if (zone.length > 100) return undefined;
    if (this.clocks.has(zone)) return this.clocks.get(zone);
    if (this.clocks.size >= MOST_ZONES) return undefined;
    const copy = copyOf(zone);
    const clock = ZoneClock.of(copy.trim());
    this.clocks.set(copy, clock);
    return clock;
  }
}

/** The metadata of one record; most records have none that is kept. */
export class RecordMetadata {
  private entries: Map<string, string> | null = null;

  constructor(private readonly zones: AppleZones) {}

  /** False when this entry is not kept. The first of two with one key counts. */
  take(key: string, value: string): boolean {
    if (!KEPT.has(key)) return false;
    this.entries ??= new Map();
    if (!this.entries.has(key)) this.entries.set(key, value);
    return true;
  }

  clear(): void {
    this.entries = null;
  }

  get(key: string): string | undefined {
    return this.entries?.get(key);
  }

  /** The IANA zone that HKTimeZone names, if it names one. */
  get clock(): ZoneClock | undefined {
    const zone = this.entries?.get('HKTimeZone');
    return zone === undefined ? undefined : this.zones.clockOf(zone);
  }

  get notes(): string | undefined {
    if (!this.entries) return undefined;
    const notes = [...this.entries].flatMap(
      ([key, value]) => (Object.hasOwn(NOTED, key) ? NOTED[key]?.(value) : undefined) ?? [],
    );
    return notes.length > 0 ? cleanText(notes.join('; '), MOST_NOTE) : undefined;
  }
}

export function isTrue(value: string): boolean {
  return value === '1' || value.toLowerCase() === 'true' || value.toLowerCase() === 'yes';
}
