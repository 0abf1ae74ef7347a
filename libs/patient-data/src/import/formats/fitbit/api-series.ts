import type { VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import { ownVariable, VARIABLES } from '../../format/variables.js';
import type { SeriesTable } from '../../format/series-table.js';
import { numberText } from './account-values.js';
import { fitbitTime } from './fitbit-time.js';
import { isObject, listOf, numberIn, textIn, type JsonObject } from './json-file.js';
import { dayOf, type LocalTimes } from './local-times.js';

interface Resource {
  readonly variable: VariableRef;
  /** Undefined: the one of distances that the patient answered. */
  readonly unit: string | null | undefined;
}

/** Time series of the Web API, by their name after `activities-`. Elevation has an altitude's unit, which nothing tells. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  steps: { variable: VARIABLES.steps, unit: '{steps}' },
  calories: { variable: VARIABLES.caloriesBurned, unit: 'kcal' },
  distance: { variable: VARIABLES.walkingDistance, unit: undefined },
  floors: { variable: VARIABLES.flightsClimbed, unit: '{count}' },
  elevation: { variable: ownVariable('Altitude gained', null, 'sum'), unit: null },
  minutesSedentary: { variable: VARIABLES.sedentaryTime, unit: 'min' },
  minutesLightlyActive: { variable: VARIABLES.lightActivityTime, unit: 'min' },
  minutesFairlyActive: { variable: VARIABLES.moderateActivityTime, unit: 'min' },
  minutesVeryActive: { variable: VARIABLES.vigorousActivityTime, unit: 'min' },
};
const INTRADAY = '-intraday';
const UNIT_MS: Readonly<Record<string, number>> = { second: 1000, minute: 60_000 };

export type SeriesReading =
  | { readonly rows: readonly ReadMeasurement[] }
  | { readonly skipped: string }
  | { readonly problem: { readonly field: string; readonly reason: string } };

/** Reads a time series by the day, and that of one day by the minute or second. */
export class DailyAndIntraday {
  constructor(
    private readonly times: LocalTimes,
    private readonly series: SeriesTable,
    private readonly distanceUnit: string | null,
  ) {}

  *read(name: string, answer: JsonObject): Generator<SeriesReading> {
    const resource = name.replace('activities-', '').replace(INTRADAY, '');
    if (name.endsWith(INTRADAY)) yield* this.intraday(name, resource, answer);
    else {
      const finer = datasetOf(answer[`${name}${INTRADAY}`]).length > 0;
      for (const entry of listOf(answer[name])) yield this.day(name, resource, entry, finer);
    }
  }

  private day(name: string, resource: string, entry: unknown, finer: boolean): SeriesReading {
    if (!isObject(entry)) return problem(name, 'is no object');
    const time = fitbitTime(textIn(entry, 'dateTime'));
    if (!time) return problem('dateTime', 'is no day');
    const value = entry['value'];
    const day = this.times.day(dayOf(time));
    if (resource === 'heart') {
      const resting = isObject(value) ? numberText(value['restingHeartRate']) : undefined;
      // Zones and their minutes are limits of the account and a mean that follows from what is told by the minute.
      if (resting === undefined) return { skipped: `${name} (no resting heart rate)` };
      return {
        rows: [
          this.row(VARIABLES.restingHeartRate, '/min', resting, day.start, day.end, day.offsetMinutes, DAILY),
        ],
      };
    }
    const known = Object.hasOwn(RESOURCES, resource) ? RESOURCES[resource] : undefined;
    if (!known) return { skipped: name };
    if (finer) return { skipped: `${name} (told in shorter steps)` };
    const text = numberText(value);
    if (text === undefined) return problem('value', 'is no number');
    const unit = known.unit === undefined ? this.distanceUnit : known.unit;
    return { rows: [this.row(known.variable, unit, text, day.start, day.end, day.offsetMinutes, DAILY)] };
  }

  private *intraday(name: string, resource: string, answer: JsonObject): Generator<SeriesReading> {
    const content = answer[name];
    const [first] = listOf(answer[name.replace(INTRADAY, '')]);
    const date = isObject(first) ? textIn(first, 'dateTime') : undefined;
    const step = isObject(content)
      ? (numberIn(content, 'datasetInterval') ?? 1) *
        (UNIT_MS[textIn(content, 'datasetType') ?? 'minute'] ?? 60_000)
      : 60_000;
    for (const entry of datasetOf(content)) {
      const clock = isObject(entry) ? textIn(entry, 'time') : undefined;
      const time = clock === undefined ? undefined : fitbitTime(`${date}T${clock}`);
      const text = isObject(entry) ? numberText(entry['value']) : undefined;
      if (!time) yield problem('time', 'is no time of a day that the answer tells');
      else if (text === undefined) yield problem('value', 'is no number');
      else yield this.moment(name, resource, text, this.times.at(time), step);
    }
  }

  private moment(
    name: string,
    resource: string,
    value: string,
    { at, offsetMinutes }: { readonly at: number; readonly offsetMinutes: number },
    step: number,
  ): SeriesReading {
    if (resource === 'heart') {
      return { rows: [this.row(VARIABLES.heartRate, '/min', value, at, null, offsetMinutes, 'Fitbit')] };
    }
    const known = Object.hasOwn(RESOURCES, resource) ? RESOURCES[resource] : undefined;
    if (!known) return { skipped: name };
    const unit = known.unit === undefined ? this.distanceUnit : known.unit;
    return { rows: [this.row(known.variable, unit, value, at, at + step, offsetMinutes, 'Fitbit')] };
  }

  private row(
    variable: VariableRef,
    unit: string | null,
    value: string,
    start: number,
    end: number | null,
    offsetMinutes: number,
    source: string,
  ): ReadMeasurement {
    const timeZone = this.times.clock.zone;
    const series = this.series.of({ variable, unit, source, device: null, offsetMinutes, timeZone });
    return { type: 'measurement', series, value, start, end };
  }
}

const DAILY = 'Fitbit (daily totals)';

function datasetOf(content: unknown): readonly unknown[] {
  return isObject(content) ? listOf(content['dataset']) : [];
}

function problem(field: string, reason: string): SeriesReading {
  return { problem: { field, reason } };
}
