const QUANTITY = 'HKQuantityTypeIdentifier';
const DAY = 86_400;
/** Seconds since 1970 of 2015-01-01T00:00:00 on the phone's clock, which all times are written with. */
const BEGIN = 1_420_070_400;
/** The phone's offset on the day of the export: written with every time, summer and winter. */
const OFFSET = ' +0100';

export const SOURCES = {
  watch: {
    attributes: 'sourceName="Anna’s Apple\u00A0Watch" sourceVersion="9.1"',
    device: (n) =>
      ` device="&lt;&lt;HKDevice: 0x${(0x280000000 + (n % 977) * 0x1c0).toString(16)}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,7, software:9.1&gt;"`,
  },
  phone: { attributes: 'sourceName="iPhone" sourceVersion="16.1"', device: () => '' },
  strap: { attributes: 'sourceName="Polar" sourceVersion="6.8"', device: () => '' },
  scale: { attributes: 'sourceName="Withings" sourceVersion="5.2"', device: () => '' },
};

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
let [lastDay, dayText] = [NaN, ''];
const dayOf = (day) => {
  if (day !== lastDay)
    [lastDay, dayText] = [day, new Date((BEGIN + day * DAY) * 1000).toISOString().slice(0, 10)];
  return dayText;
};
/** A moment, in seconds since the beginning, as an export writes it. */
export const timeOf = (at) => {
  const second = Math.floor(at);
  const inDay = second % DAY;
  return `${dayOf((second - inDay) / DAY)} ${two[Math.floor(inDay / 3600)]}:${two[Math.floor(inDay / 60) % 60]}:${two[inDay % 60]}${OFFSET}`;
};

function record({ type, source, unit, start, end, value, n = 0, inside = '', indent = ' ' }) {
  const { attributes, device } = SOURCES[source];
  const [from, to] = [timeOf(start), timeOf(end)];
  const told = `${indent}<Record type="${type}" ${attributes}${device(n)}${unit ? ` unit="${unit}"` : ''} creationDate="${to}" startDate="${from}" endDate="${to}"${value === undefined ? '' : ` value="${value}"`}`;
  return inside ? `${told}>\n${inside}${indent}</Record>\n` : `${told}/>\n`;
}
const metadata = (key, value) => `  <MetadataEntry key="${key}" value="${value}"/>\n`;

const PHONE_AND_WATCH = ['phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'watch'];

/**
 * The five types that are 95 % of an export, each a long run in itself. `share` is of their bytes, `bytes` about one record's;
 * what the watch tells begins five seconds after what another source told: the same minutes, counted twice.
 */
export const RUNS = [
  {
    type: 'HeartRate',
    unit: 'count/min',
    share: 0.36,
    bytes: 262,
    sources: ['strap', 'strap', 'strap', 'strap', 'strap', 'watch'],
    lasts: 0,
    value: (r) => 55 + Math.floor(r * 90),
  },
  {
    type: 'ActiveEnergyBurned',
    unit: 'kcal',
    share: 0.22,
    bytes: 262,
    sources: PHONE_AND_WATCH,
    lasts: 50,
    value: (r) => (r * 9).toFixed(3),
  },
  {
    type: 'BasalEnergyBurned',
    unit: 'kcal',
    share: 0.16,
    bytes: 262,
    sources: PHONE_AND_WATCH,
    lasts: 55,
    value: (r) => (0.8 + r).toFixed(3),
  },
  {
    type: 'DistanceWalkingRunning',
    unit: 'km',
    share: 0.13,
    bytes: 262,
    sources: PHONE_AND_WATCH,
    lasts: 60,
    value: (r) => (r / 8).toFixed(5),
  },
  {
    type: 'StepCount',
    unit: 'count',
    share: 0.13,
    bytes: 253,
    sources: PHONE_AND_WATCH,
    lasts: 60,
    value: (r) => 1 + Math.floor(r * 160),
  },
];

/** Records of one run, until `room` (bytes) is filled. */
export function* run({ type, unit, bytes, sources, lasts, value }, room, days, random) {
  const step = Math.max(1, Math.floor((days * DAY) / Math.max(1, room / bytes)));
  for (let n = 0; ; n += 1) {
    const source = sources[n % sources.length];
    const start = source === 'watch' ? (n - 1) * step + 5 : n * step;
    const withContext = lasts === 0 && source === 'watch' && n % 4 === 1;
    yield [
      QUANTITY + type,
      record({
        type: QUANTITY + type,
        source,
        unit,
        start,
        end: start + (lasts === 0 ? 0 : 1 + Math.floor(random() * lasts)),
        value: value(random()),
        n,
        inside: withContext ? metadata('HKMetadataKeyHeartRateMotionContext', n % 3) : '',
      }),
    ];
  }
}

const NIGHT = ['AsleepCore', 'AsleepDeep', 'AsleepCore', 'Awake', 'AsleepCore', 'AsleepREM'];
const ZONE = metadata('HKTimeZone', 'Europe/Berlin');

/** What a day has few of, type by type, as [kind, text]. */
export function* rarer(days, random) {
  const daily = function* (type, unit, source, value, at = 7 * 3600) {
    for (let day = 0; day < days; day += 1) {
      const start = day * DAY + at;
      yield [type, record({ type, source, unit, start, end: start, value: value(random()), n: day })];
    }
  };
  yield* daily(`${QUANTITY}RestingHeartRate`, 'count/min', 'watch', (r) => 52 + Math.floor(r * 12));
  yield* daily(`${QUANTITY}HeartRateVariabilitySDNN`, 'ms', 'watch', (r) => (25 + r * 60).toFixed(4));
  yield* daily(`${QUANTITY}OxygenSaturation`, '%', 'watch', (r) => (0.93 + r * 0.07).toFixed(2), 3 * 3600);
  yield* daily(`${QUANTITY}BodyMass`, 'lb', 'scale', (r) => (150 + r * 8).toFixed(1), 6 * 3600);
  yield* daily(
    `${QUANTITY}BloodPressureSystolic`,
    'mmHg',
    'scale',
    (r) => 110 + Math.floor(r * 30),
    8 * 3600,
  );
  yield* daily(
    `${QUANTITY}BloodPressureDiastolic`,
    'mmHg',
    'scale',
    (r) => 70 + Math.floor(r * 20),
    8 * 3600,
  );
  const sleep = 'HKCategoryTypeIdentifierSleepAnalysis';
  const asleep = (source, start, end, value, n) => [
    sleep,
    record({
      type: sleep,
      source,
      start,
      end,
      value: `HKCategoryValueSleepAnalysis${value}`,
      n,
      inside: ZONE,
    }),
  ];
  for (let day = 0; day < days; day += 1) {
    let at = day * DAY + 22.5 * 3600 + Math.floor(random() * 3600);
    yield asleep('phone', at - 900, at + 8 * 3600, 'InBed', day);
    for (const stage of NIGHT) {
      const end = at + 1800 + Math.floor(random() * 3600);
      yield asleep('watch', at, end, stage, day);
      at = end;
    }
  }
}

/** Blood pressure again, both values of a measurement together: as the day's Records are, value by value. */
export function* correlations(days, pressures) {
  for (let day = 0; day < days; day += 1) {
    const start = day * DAY + 8 * 3600;
    const [systolic, diastolic] = pressures(day);
    const part = (name, value) =>
      record({
        type: `${QUANTITY}BloodPressure${name}`,
        source: 'scale',
        unit: 'mmHg',
        start,
        end: start,
        value,
        indent: '  ',
      });
    yield [
      'HKCorrelationTypeIdentifierBloodPressure',
      ` <Correlation type="HKCorrelationTypeIdentifierBloodPressure" ${SOURCES.scale.attributes} creationDate="${timeOf(start)}" startDate="${timeOf(start)}" endDate="${timeOf(start)}">\n${part('Systolic', systolic)}${part('Diastolic', diastolic)} </Correlation>\n`,
    ];
  }
}

/** A workout every other day with its statistics, parts and events, and a summary of every day. */
export function* workoutsAndSummaries(days, random) {
  for (let day = 0; day < days; day += 2) {
    const start = day * DAY + 17 * 3600;
    const end = start + 1800 + Math.floor(random() * 3600);
    const [from, to, minutes] = [timeOf(start), timeOf(end), ((end - start) / 60).toFixed(4)];
    const statistic = (type, told, unit) =>
      `  <WorkoutStatistics type="${QUANTITY}${type}" startDate="${from}" endDate="${to}" ${told} unit="${unit}"/>\n`;
    const active = `sum="${(200 + random() * 400).toFixed(3)}"`;
    yield [
      'Workout',
      ` <Workout workoutActivityType="HKWorkoutActivityType${day % 4 === 0 ? 'Running' : 'TraditionalStrengthTraining'}" duration="${minutes}" durationUnit="min" ${SOURCES.watch.attributes}${SOURCES.watch.device(day)} creationDate="${to}" startDate="${from}" endDate="${to}">\n` +
        `${metadata('HKIndoorWorkout', 0)}${ZONE}${metadata('HKWeatherHumidity', '6400 %')}${metadata('HKAverageMETs', '9.66668 kcal/hr·kg')}` +
        `  <WorkoutEvent type="HKWorkoutEventTypeSegment" date="${from}" duration="${minutes}" durationUnit="min"/>\n` +
        `  <WorkoutActivity uuid="${two[day % 100].repeat(4)}-0000-4000-8000-000000000000" startDate="${from}" endDate="${to}" duration="${minutes}" durationUnit="min">\n ${statistic('ActiveEnergyBurned', active, 'kcal')}  </WorkoutActivity>\n` +
        `${statistic('ActiveEnergyBurned', active, 'kcal')}${statistic('HeartRate', 'average="141.5" minimum="92" maximum="176"', 'count/min')}${statistic('DistanceWalkingRunning', `sum="${(random() * 12).toFixed(5)}"`, 'km')}` +
        ` </Workout>\n`,
    ];
  }
  for (let day = 0; day < days; day += 1) {
    yield [
      'ActivitySummary',
      ` <ActivitySummary dateComponents="${timeOf(day * DAY).slice(0, 10)}" activeEnergyBurned="${(random() * 900).toFixed(3)}" activeEnergyBurnedGoal="680" activeEnergyBurnedUnit="kcal" appleMoveTime="0" appleMoveTimeGoal="0" appleExerciseTime="${Math.floor(random() * 90)}" appleExerciseTimeGoal="30" appleStandHours="${Math.floor(random() * 16)}" appleStandHoursGoal="12"/>\n`,
    ];
  }
}
