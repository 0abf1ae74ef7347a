import type { VariableRef } from '@carenode/records-contract';

import { ownVariable, VARIABLES } from '../../format/variables.js';
import { restlessInBed } from '../fitbit/fitbit-sleep.js';

/** How long what a row tells lasts. */
export type Resolution = 'minute' | 'hour' | 'day';

/** Things that Fitabase tells in several tables, in steps of different length. */
export type Measure = 'steps' | 'calories' | 'distance' | 'intensity' | 'intensity-score' | 'sleep';

export interface Column {
  /** In lower case. */
  readonly name: string;
  readonly measure: Measure | null;
  readonly variable: VariableRef;
  readonly unit: string | null;
}

/** A code of a minute: the variables that it adds its minute to. */
export type Codes = Readonly<Record<string, readonly VariableRef[]>>;

export interface Table {
  /** As in the file's usual name, without `_merged.csv`. */
  readonly kind: string;
  /** The column of the time, in lower case. */
  readonly time: string;
  readonly resolution: Resolution | 'moment';
  /** Columns that the table is known by, in lower case. */
  readonly known: readonly string[];
  readonly columns?: readonly Column[];
  /** A column of codes, one per minute. */
  readonly coded?: { readonly column: string; readonly measure: Measure; readonly codes: Codes };
  /** `steps` for the columns steps00 to steps59, one per minute of the hour. */
  readonly wide?: string;
  readonly weights?: true;
}

const own = ownVariable;
const column = (
  name: string,
  measure: Measure | null,
  variable: VariableRef,
  unit: string | null,
): Column => ({
  name,
  measure,
  variable,
  unit,
});

const steps = (name: string) => column(name, 'steps', VARIABLES.steps, '{steps}');
const calories = (name: string) => column(name, 'calories', VARIABLES.caloriesBurned, 'kcal');
const distance = (name: string, words: string) => column(name, 'distance', own(words, 'km', 'sum'), 'km');

const MINUTES: readonly Column[] = [
  column('veryactiveminutes', 'intensity', VARIABLES.vigorousActivityTime, 'min'),
  column('fairlyactiveminutes', 'intensity', VARIABLES.moderateActivityTime, 'min'),
  column('lightlyactiveminutes', 'intensity', VARIABLES.lightActivityTime, 'min'),
  column('sedentaryminutes', 'intensity', VARIABLES.sedentaryTime, 'min'),
];
const DISTANCES: readonly Column[] = [
  distance('veryactivedistance', 'Very active distance'),
  distance('moderatelyactivedistance', 'Moderately active distance'),
  distance('lightactivedistance', 'Lightly active distance'),
  distance('sedentaryactivedistance', 'Sedentary distance'),
];

const INTENSITIES: Codes = {
  '0': [VARIABLES.sedentaryTime],
  '1': [VARIABLES.lightActivityTime],
  '2': [VARIABLES.moderateActivityTime],
  '3': [VARIABLES.vigorousActivityTime],
};
const SLEEP: Codes = {
  '1': [VARIABLES.inBed, VARIABLES.sleep],
  '2': [VARIABLES.inBed, restlessInBed],
  '3': [VARIABLES.inBed, VARIABLES.awakeInBed],
};
/** Fitabase writes them times ten, and so they are kept. */
const tenfoldMets = own('Metabolic equivalents (METs) times 10', null);

/**
 * The tables of Fitabase by their columns, as its data dictionary names them (https://www.fitabase.com, "Fitabase Fitbit data
 * dictionary"): distances in kilometres, calories in kcal. Averages that follow from a neighbouring column are left out.
 */
export const TABLES: readonly Table[] = [
  {
    kind: 'dailyActivity',
    time: 'activitydate',
    resolution: 'day',
    known: ['totalsteps', 'calories'],
    columns: [
      steps('totalsteps'),
      column('totaldistance', 'distance', VARIABLES.walkingDistance, 'km'),
      distance('trackerdistance', 'Tracker distance'),
      distance('loggedactivitiesdistance', 'Logged activities distance'),
      ...DISTANCES,
      ...MINUTES,
      calories('calories'),
    ],
  },
  {
    kind: 'dailyIntensities',
    time: 'activityday',
    resolution: 'day',
    known: ['sedentaryminutes'],
    columns: [...MINUTES, ...DISTANCES],
  },
  {
    kind: 'dailyCalories',
    time: 'activityday',
    resolution: 'day',
    known: ['calories'],
    columns: [calories('calories')],
  },
  {
    kind: 'dailySteps',
    time: 'activityday',
    resolution: 'day',
    known: ['steptotal'],
    columns: [steps('steptotal')],
  },
  {
    kind: 'hourlyIntensities',
    time: 'activityhour',
    resolution: 'hour',
    known: ['totalintensity'],
    columns: [
      column(
        'totalintensity',
        'intensity-score',
        own('Activity intensity, sum of minutes', '{score}', 'sum'),
        '{score}',
      ),
    ],
  },
  {
    kind: 'hourlyCalories',
    time: 'activityhour',
    resolution: 'hour',
    known: ['calories'],
    columns: [calories('calories')],
  },
  {
    kind: 'hourlySteps',
    time: 'activityhour',
    resolution: 'hour',
    known: ['steptotal'],
    columns: [steps('steptotal')],
  },
  {
    kind: 'minuteCaloriesWide',
    time: 'activityhour',
    resolution: 'minute',
    known: ['calories00', 'calories59'],
    wide: 'calories',
    columns: [calories('calories')],
  },
  {
    kind: 'minuteStepsWide',
    time: 'activityhour',
    resolution: 'minute',
    known: ['steps00', 'steps59'],
    wide: 'steps',
    columns: [steps('steps')],
  },
  {
    kind: 'minuteIntensitiesWide',
    time: 'activityhour',
    resolution: 'minute',
    known: ['intensity00', 'intensity59'],
    wide: 'intensity',
    coded: { column: 'intensity', measure: 'intensity', codes: INTENSITIES },
  },
  {
    kind: 'minuteCaloriesNarrow',
    time: 'activityminute',
    resolution: 'minute',
    known: ['calories'],
    columns: [calories('calories')],
  },
  {
    kind: 'minuteStepsNarrow',
    time: 'activityminute',
    resolution: 'minute',
    known: ['steps'],
    columns: [steps('steps')],
  },
  {
    kind: 'minuteIntensitiesNarrow',
    time: 'activityminute',
    resolution: 'minute',
    known: ['intensity'],
    coded: { column: 'intensity', measure: 'intensity', codes: INTENSITIES },
  },
  {
    kind: 'minuteMETsNarrow',
    time: 'activityminute',
    resolution: 'moment',
    known: ['mets'],
    columns: [column('mets', null, tenfoldMets, null)],
  },
  {
    kind: 'minuteSleep',
    time: 'date',
    resolution: 'minute',
    known: ['value', 'logid'],
    coded: { column: 'value', measure: 'sleep', codes: SLEEP },
  },
  {
    kind: 'sleepDay',
    time: 'sleepday',
    resolution: 'day',
    known: ['totalminutesasleep'],
    columns: [
      column('totalminutesasleep', 'sleep', VARIABLES.sleep, 'min'),
      column('totaltimeinbed', 'sleep', VARIABLES.inBed, 'min'),
      column('totalsleeprecords', 'sleep', own('Number of sleeps', '{count}', 'sum'), '{count}'),
    ],
  },
  {
    kind: 'heartrate_seconds',
    time: 'time',
    resolution: 'moment',
    known: ['value'],
    columns: [column('value', null, VARIABLES.heartRate, '/min')],
  },
  {
    kind: 'weightLogInfo',
    time: 'date',
    resolution: 'moment',
    known: ['weightkg', 'logid'],
    weights: true,
    columns: [
      column('weightkg', null, VARIABLES.weight, 'kg'),
      column('fat', null, VARIABLES.bodyFat, '%'),
      column('bmi', null, VARIABLES.bodyMassIndex, 'kg/m2'),
    ],
  },
];

const FINENESS = { minute: 0, hour: 1, day: 2 } as const;

export function isFiner(a: Resolution, b: Resolution): boolean {
  return FINENESS[a] < FINENESS[b];
}

/** What a table is told as: totals of different length are different sources, so that reading never adds them up. */
export const SOURCES: Readonly<Record<Table['resolution'], string>> = {
  moment: 'Fitbit',
  minute: 'Fitbit',
  hour: 'Fitbit (hourly totals)',
  day: 'Fitbit (daily totals)',
};
