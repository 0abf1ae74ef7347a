import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { collect, fileAt, fileOf, type Told } from '../../../../test/import/collect.js';
import { FileRefusal } from '../../format/import-format.js';
import type { ReadRow } from '../../format/read-rows.js';
import { openMHealth } from '../open-mhealth.format.js';

const FILES = fileURLToPath(new URL('../../../../test/fixtures/open-mhealth/', import.meta.url));

/** What each valid example of the schemas becomes: variable, value and unit of its rows, the activity, or why it is none. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'granola/hk-quantity-sample/1.0/with-count': 'Nike fuel 500 {count}',
  'granola/hk-quantity-sample/1.0/with-metadata': 'Nike fuel 500 {count}',
  'granola/hk-quantity-sample/1.0/with-unit-value': 'fat-intake 29.3 g',
  'granola/hk-workout/1.0/with-calories-burned': 'Cycling',
  'granola/hk-workout/1.0/with-date-time-time-frame': 'Cycling',
  'granola/hk-workout/1.0/with-distance': 'Cycling',
  'granola/hk-workout/1.0/with-duration': 'Cycling',
  'granola/hk-workout/1.0/with-metadata': 'Cycling',
  'ieee/time-frame/1.0/date-time': 'skipped',
  'ieee/time-frame/1.0/time-interval': 'skipped',
  'ieee/time-interval/1.0/end-time-duration': 'skipped',
  'ieee/time-interval/1.0/start-time-duration': 'skipped',
  'ieee/time-interval/1.0/start-time-end-time': 'skipped',
  'omh/blood-glucose/4.0/with-date-time-time-frame': '2339-0 95 mg/dL',
  'omh/blood-glucose/4.0/with-descriptive-statistic': 'Blood glucose, minimum 120 mg/dL',
  'omh/blood-glucose/4.0/with-everything': 'Blood glucose, minimum 95 mg/dL',
  'omh/blood-glucose/4.0/with-temporal-relationship-to-meal': '2339-0 95 mg/dL',
  'omh/blood-glucose/4.0/with-temporal-relationship-to-sleep': '2339-0 95 mg/dL',
  'omh/blood-pressure/4.0/blood-pressure-only': '8480-6 115 mmHg + 8462-4 60 mmHg',
  'omh/blood-pressure/4.0/with-descriptive-statistic':
    'Systolic blood pressure, maximum 160 mmHg + Diastolic blood pressure, maximum 60 mmHg',
  'omh/blood-pressure/4.0/with-posture-and-location': '8480-6 140 mmHg + 8462-4 60 mmHg',
  'omh/blood-pressure/4.0/with-posture-location-relation': '8480-6 125 mmHg + 8462-4 60 mmHg',
  'omh/body-fat-percentage/2.0/body-fat-percentage-only': '41982-0 16 %',
  'omh/body-fat-percentage/2.0/with-statistic': 'Body fat, maximum 16 %',
  'omh/body-height/2.0/body-height-only': '8302-2 180 cm',
  'omh/body-height/2.0/with-descriptive-statistic': 'Height, maximum 180 cm',
  'omh/body-mass-index/3.0/valid-body-mass-index': '39156-5 16 kg/m^2',
  'omh/body-mass-index/3.0/with-everything': 'Body mass index, maximum 16 kg/m^2',
  'omh/body-temperature/4.0/basal-temperature': '8310-5 96.5 F',
  'omh/body-temperature/4.0/valid-temperature-with-statistic':
    'effective_time_frame.time_interval.end_date_time must not lie before start_date_time',
  'omh/body-temperature/4.0/valid-temperature': '8310-5 97 F',
  'omh/body-weight/3.0/body-weight-only': '29463-7 50 kg',
  'omh/body-weight/3.0/with-descriptive-statistic': 'Weight, minimum 49.5 kg',
  'omh/calories-burned/2.0/valid-calories-burned': '41981-2 1600 kcal',
  'omh/calories-burned/2.0/with-descriptive-statistic':
    'effective_time_frame.time_interval.end_date_time must not lie before start_date_time',
  'omh/data-point/1.0/empty-body': 'body is empty',
  'omh/data-point/1.0/valid-data-point': 'walking',
  'omh/date-time/1.0/date-time-at-utc': 'skipped',
  'omh/date-time/1.0/date-time-with-milliseconds': 'skipped',
  'omh/date-time/1.0/date-time-with-timezone-offset': 'skipped',
  'omh/header/1.2/with-source-data-point-id': 'skipped',
  'omh/heart-rate/2.0/with-descriptive-statistic': 'Heart rate, minimum 50.0 beats/min',
  'omh/heart-rate/2.0/with-temporal-relationship-to-sleep': '8867-4 67.5 beats/min',
  'omh/medication-prescription/2.0/valid-chemo-prescription-too': 'skipped',
  'omh/medication-prescription/2.0/valid-chemo-prescription': 'skipped',
  'omh/medication-prescription/2.0/valid-insulin-prescription': 'skipped',
  'omh/medication-prescription/2.0/valid-med-coumadin': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prednisone': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription-daysofweek-too': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription-prn': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription-too': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription-with-numbered-days': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription-with-sequence': 'skipped',
  'omh/medication-prescription/2.0/valid-med-prescription': 'skipped',
  'omh/medication-prescription/2.0/valid-med-simple-prednisone': 'skipped',
  'omh/medication-prescription/2.0/valid-med-uptitration': 'skipped',
  'omh/medication-prescription/2.0/valid-medication-prescription-duration-range': 'skipped',
  'omh/medication-prescription/2.0/valid-medication-prescription-range': 'skipped',
  'omh/medication-prescription/2.0/valid-patch-prescription-too': 'skipped',
  'omh/medication-prescription/2.0/valid-patch-prescription': 'skipped',
  'omh/medication-prescription/2.0/valid-variable-insulin-prescription': 'skipped',
  'omh/medication/1.0/valid-combo-drug': 'skipped',
  'omh/medication/1.0/valid-medication': 'skipped',
  'omh/medication/1.0/valid-prednicot': 'skipped',
  'omh/minutes-moderate-activity/1.0/minutes-moderate-activity-only':
    'effective_time_frame is missing: when it was is not told',
  'omh/minutes-moderate-activity/1.0/with-time-frame': 'moderate-activity-time 60 min',
  'omh/oxygen-saturation/2.0/saturation-only': '59408-5 95 %',
  'omh/oxygen-saturation/2.0/saturation-with-statistics': 'Blood oxygen, minimum 93 %',
  'omh/oxygen-saturation/2.0/with-oxygen': '59408-5 95 % + Supplemental oxygen flow rate 2.5 L/min',
  'omh/physical-activity/1.2/with-calories-burned': 'walking',
  'omh/respiratory-rate/2.0/respiratory-rate-only': '9279-1 12 breaths/min',
  'omh/respiratory-rate/2.0/with-statistic': 'Breathing rate, minimum 10 breaths/min',
  'omh/respiratory-rate/2.0/with-temporal-relationship-to-physical-activity': '9279-1 11 breaths/min',
  'omh/single-medication-dose-taken/1.0/valid-single-med-dose-taken': 'skipped',
  'omh/single-medication-dose-taken/1.0/valid-single-med-underdose-taken': 'skipped',
  'omh/sleep-duration/2.0/valid-sleep-duration': '93832-4 7.5 h',
  'omh/sleep-duration/2.0/with-descriptive-statistic':
    'effective_time_frame.time_interval.end_date_time must not lie before start_date_time',
  'omh/sleep-episode/1.1/valid-sleep-episode':
    '93832-4 8.5 h + awake-in-bed 30 min + Time to fall asleep 17.5 min + Time from waking to getting up 5.2 min + Awakenings 1 {count} + Sleep maintenance efficiency 94.4 %',
  'omh/step-count/3.0/valid-step-count': '55423-8 10600 steps',
  'omh/step-count/3.0/with-average': 'Steps, average per day 12500 steps',
  'omh/step-count/3.0/with-maximum': 'Steps, maximum per day 20500 steps',
  'omh/step-count/3.0/with-session': 'Steps, maximum per session 26000 steps',
  'omh/time-frame/1.0/date-time': 'skipped',
  'omh/time-frame/1.0/time-interval': 'skipped',
  'omh/time-interval/1.0/date-part-of-day': 'skipped',
  'omh/time-interval/1.0/duration-end-time': 'skipped',
  'omh/time-interval/1.0/start-time-duration': 'skipped',
  'omh/time-interval/1.0/start-time-earlier-than-end-time': 'skipped',
  'omh/time-interval/1.0/start-time-later-than-end-time': 'skipped',
  'omh/total-sleep-time/1.0/valid-total-sleep-time': '93832-4 465 min',
  'omh/total-sleep-time/1.0/with-descriptive-statistic': 'Sleep, average per day 7.25 h',
};

const short = (path: string) => path.replace('/shouldPass/', '/').replace('.json', '');
const paths = (readdirSync(FILES, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.json'))
  .sort();

function inWords(row: ReadRow): string {
  if (row.type === 'activity') return row.activity;
  if (row.type !== 'measurement') return row.type;
  const { variable, unit } = row.series;
  return `${variable.code ?? variable.name} ${row.value} ${unit}`;
}

function outcomeOf({ rows, quarantined: [first], skipped }: Told): string {
  if (first) return `${first.problem.field} ${first.problem.reason}`;
  return rows.length > 0
    ? rows.map(inWords).join(' + ')
    : Object.keys(skipped).length > 0
      ? 'skipped'
      : 'nothing';
}

const read = async (path: string) =>
  collect(openMHealth, [{ ...(await fileAt(FILES + path)), path }], { 'time-zone': 'Europe/Berlin' });

describe('Every example of Open mHealth', () => {
  it('has an expectation', () => {
    expect(paths.map(short).sort()).toEqual(Object.keys(OUTCOMES).sort());
  });

  it.each(paths)('%s', async (path) => {
    const told = await read(path);
    expect(outcomeOf(told)).toBe(OUTCOMES[short(path)]);
    expect(told.read).toBe(1);
    const [namespace, schema] = path.split('/');
    const kinds = [...told.added, ...told.quarantined]
      .map(({ kind }) => kind)
      .concat(Object.keys(told.skipped));
    expect(kinds).toEqual([schema === 'data-point' ? 'omh:physical-activity' : `${namespace}:${schema}`]);
  });

  it('is read the same when all of them are one archive', async () => {
    const files = await Promise.all(paths.map(async (path) => ({ ...(await fileAt(FILES + path)), path })));
    const all = await collect(openMHealth, files, { 'time-zone': 'Europe/Berlin' });
    const skipped = Object.values(all.skipped).reduce((sum, count) => sum + count, 0);
    expect([all.read, all.added.length, skipped, all.quarantined.length]).toEqual([91, 47, 39, 5]);
  });

  it('changed at any place is still a row, a skip or a reason', async () => {
    let outcomes = 0;
    for (const path of paths.filter((name) => !name.includes('medication'))) {
      const text = new TextDecoder().decode((await fileAt(FILES + path)).head);
      const value = JSON.parse(text) as Json;
      for (const place of placesOf(value)) {
        for (const wrong of WRONG) {
          const changed = JSON.stringify(replaced(value, place, wrong));
          const file = fileOf(path, changed);
          const told = await collect(openMHealth, [file], { 'time-zone': 'Europe/Berlin' }).catch(
            expectedOnly,
          );
          if (told) {
            expect(told.read).toBe(Array.isArray(replaced(value, place, wrong)) ? told.read : 1);
            outcomes += 1;
          }
        }
      }
    }
    expect(outcomes).toBeGreaterThan(5_000);
  });
});

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const WRONG: Json[] = [
  null,
  7,
  -1.5,
  true,
  '',
  'x',
  [],
  {},
  [7],
  [null],
  { x: 1 },
  '9999-99-99T00:00:00Z',
  '\u0000',
];

/** A file that is no data point at all any more is not recognised, and one with NUL is refused. */
function expectedOnly(error: unknown): undefined {
  if (error instanceof FileRefusal) return undefined;
  if (error instanceof Error && error.message.includes('does not recognise')) return undefined;
  throw error;
}

function placesOf(value: Json, place: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [place];
  const children: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [place, ...children.flatMap(([name, child]) => placesOf(child, [...place, name]))];
}

function replaced(value: Json, [name, ...rest]: readonly (string | number)[], by: Json): Json {
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  copy[name] = replaced(copy[name] ?? null, rest, by);
  return copy;
}
