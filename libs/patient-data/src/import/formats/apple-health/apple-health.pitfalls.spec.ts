import {
  C,
  entry,
  measured,
  Q,
  quarantined,
  read,
  reasons,
  record,
  shown,
  TIMES,
} from '../../../../test/import/apple-health.js';
import type { ReadActivity } from '../../format/read-rows.js';

describe('Pitfalls of Apple Health: records', () => {
  it('takes the offset from HKTimeZone at that moment, never from the time, which has the export day’s', async () => {
    // A French export of winter: July at +0100; and one of July: November at -0700.
    const at = (time: string, zone?: string) =>
      `<Record type="${C}SleepAnalysis" sourceName="W" startDate="${time}" endDate="${time}" value="HKCategoryValueSleepAnalysisAwake">${zone ? entry('HKTimeZone', zone) : ''}</Record>`;
    const told = await read(
      at('2023-07-14 23:30:00 +0100', 'Europe/Paris') +
        at('2023-11-20 10:00:00 -0700', 'America/Los_Angeles') +
        at('2023-07-14 23:30:00 +0100') +
        at('2023-07-14 23:30:00 +0100', 'Nowhere/Land'),
    );
    expect(measured(told).map(({ start, series }) => [start, series.offsetMinutes, series.timeZone])).toEqual(
      [
        [Date.parse('2023-07-14T22:30:00Z'), 120, 'Europe/Paris'],
        [Date.parse('2023-11-20T17:00:00Z'), -480, 'America/Los_Angeles'],
        [Date.parse('2023-07-14T22:30:00Z'), null, null],
        [Date.parse('2023-07-14T22:30:00Z'), null, null],
      ],
    );
  });

  it('makes one series of one watch, however its name and address are written', async () => {
    const names = ['Apple Watch', 'Apple\u00A0Watch', 'Apple\u00A0Watch '];
    const told = await read(
      names
        .map(
          (name, n) =>
            `<Record type="${Q}HeartRate" sourceName="${name}" device="&lt;&lt;HKDevice: 0x28${n}&gt;, name:Apple Watch, manufacturer:Apple Inc.&gt;" unit="count/min" value="7${n}" ${TIMES}/>`,
        )
        .join('\n'),
    );
    expect(new Set(measured(told).map(({ series }) => series)).size).toBe(1);
    expect(measured(told)[0]?.series).toMatchObject({
      source: 'Apple Watch',
      device: 'Apple Watch, Apple Inc.',
    });
  });

  it('keeps several sources of the same minutes apart', async () => {
    const told = await read(
      ['Phone', 'Watch', 'Подсчёт шагов', '小米运动']
        .map((source) => record(`${Q}StepCount`, 'unit="count" value="500"').replace('Watch', source))
        .join(''),
    );
    expect(measured(told).map(({ series }) => series.source)).toEqual([
      'Phone',
      'Watch',
      'Подсчёт шагов',
      '小米运动',
    ]);
    expect(new Set(measured(told).map(({ series }) => series)).size).toBe(4);
  });

  it('takes units by record, as they are or as UCUM writes them, and percent as the fraction it is', async () => {
    const value = (type: string, unit: string, number: string) =>
      record(Q + type, `unit="${unit}" value="${number}"`);
    const told = await read(
      value('BodyMass', 'lb', '155') +
        value('BodyMass', 'kg', '70.3') +
        value('BodyMass', 'st', '11') +
        value('BodyMassIndex', 'count', '22.5') +
        value('BodyFatPercentage', '%', '0.2446') +
        value('OxygenSaturation', '%', '1') +
        value('OxygenSaturation', '%', '97') +
        value('BloodGlucose', 'mmol&lt;180.1558800000541&gt;/L', '5.5') +
        value('VO2Max', 'mL/min·kg', '41.2') +
        value('VO2Max', 'ml/kg/min', '41.2') +
        value('BodyTemperature', 'degF', '98.6') +
        value('ActiveEnergyBurned', 'Cal', '12') +
        value('WalkingSpeed', 'mi/hr', '3.1') +
        value('DietaryVitaminD', 'IU', '400') +
        value('Height', 'ft', '5.9') +
        value('EnvironmentalAudioExposure', 'dBASPL', '61.2'),
    );
    expect(measured(told).map(({ value, series }) => `${value} ${series.unit}`)).toEqual([
      '155 lb',
      '70.3 kg',
      '11 [stone_av]',
      '22.5 kg/m2',
      '0.2446 1',
      '1 1',
      '97 %',
      '5.5 mmol/L',
      '41.2 mL/(min.kg)',
      '41.2 mL/(min.kg)',
      '98.6 degF',
      '12 kcal',
      '3.1 [mi_i]/h',
      '400 IU',
      '5.9 [ft_i]',
      '61.2 dB[SPL]',
    ]);
  });

  it('reads old and new sleep values, and makes total sleep a sum of its own rows alone', async () => {
    const values = ['InBed', 'Asleep', 'AsleepUnspecified', 'Awake', 'AsleepCore', 'AsleepDeep', 'AsleepREM'];
    const told = await read(
      values.map((v) => record(`${C}SleepAnalysis`, `value="HKCategoryValueSleepAnalysis${v}"`)).join('') +
        record(`${C}SleepAnalysis`, 'value="HKCategoryValueSleepAnalysisOfTheFuture"') +
        record(`${C}SleepAnalysis`, ''),
    );
    const rows = (name: string) =>
      measured(told).filter(({ series }) => series.variable.name === name).length;
    expect(measured(told).every(({ value, series }) => value === '0.5' && series.unit === 'h')).toBe(true);
    expect(
      [
        'Sleep duration',
        'Light sleep duration',
        'Deep sleep duration',
        'REM sleep duration',
        'Time in bed',
        'Time awake in bed',
      ].map(rows),
    ).toEqual([5, 1, 1, 1, 1, 1]);
    expect(quarantined(told)).toEqual([
      [`${C}SleepAnalysis`, 10, 'value', 'is no value of sleep analysis that is known'],
      [`${C}SleepAnalysis`, 11, 'value', 'is missing'],
    ]);
  });

  it('reads categories: severities as codes, events as one, sessions as minutes, hours stood', async () => {
    const told = await read(
      record(`${C}Headache`, 'value="HKCategoryValueSeverityModerate"') +
        record(`${C}MoodChanges`, 'value="HKCategoryValuePresenceNotPresent"') +
        record(`${C}Nausea`, '') +
        record(`${C}MindfulSession`, '') +
        record(
          `${C}HighHeartRateEvent`,
          'value="HKCategoryValueNotApplicable"',
          entry('HKHeartRateEventThreshold', '120 count/min'),
        ) +
        record(`${C}AppleStandHour`, 'value="HKCategoryValueAppleStandHourStood"') +
        record(`${C}AppleStandHour`, 'value="HKCategoryValueAppleStandHourIdle"') +
        record(`${C}OfTheFuture`, 'value="HKCategoryValueBlue"') +
        record('HKDataTypeSleepDurationGoal', 'unit="hr" value="8"'),
    );
    const code = (text: string) => ({
      system: 'http://developer.apple.com/documentation/healthkit',
      code: text,
    });
    expect(
      measured(told).map(({ series, value, valueCode, valueText, notes }) => [
        series.variable.name,
        value,
        series.unit,
        valueCode,
        valueText,
        notes,
      ]),
    ).toEqual([
      ['Headache', null, null, code('HKCategoryValueSeverityModerate'), 'Moderate', undefined],
      ['Mood changes', null, null, code('HKCategoryValuePresenceNotPresent'), 'Not present', undefined],
      ['Nausea', null, null, undefined, 'Recorded', undefined],
      ['Mindful time', '30', 'min', undefined, undefined, undefined],
      ['High heart rate notifications', '1', '{count}', undefined, undefined, 'Threshold: 120 count/min'],
      ['Stand hours', '1', '{count}', undefined, undefined, undefined],
      ['Stand hours', '0', '{count}', undefined, undefined, undefined],
      ['Of the future', null, null, code('HKCategoryValueBlue'), 'Blue', undefined],
      ['Sleep duration goal', '8', 'hr', undefined, undefined, undefined],
    ]);
  });

  it('makes a variable of the patient’s own of a type of the future, and insulin of its reason', async () => {
    const told = await read(
      record(`${Q}FooBar`, 'unit="count/min" value="12"') +
        record(`${Q}InsulinDelivery`, 'unit="IU" value="2"', entry('HKInsulinDeliveryReason', '2')) +
        record(`${Q}InsulinDelivery`, 'unit="IU" value="0.5"', entry('HKInsulinDeliveryReason', '1')) +
        record(`${Q}InsulinDelivery`, 'unit="IU" value="1"', entry('HKWasUserEntered', '1')),
    );
    expect(shown(told)).toEqual([
      ['Foo bar', '12', '/min', 'sample'],
      ['Insulin delivered, bolus', '2', 'IU', 'sum'],
      ['Insulin delivered, basal', '0.5', 'IU', 'sum'],
      ['Insulin delivered', '1', 'IU', 'sum'],
    ]);
    expect(measured(told)[3]?.notes).toBe('Entered by hand');
  });

  it('quarantines what cannot be stored, with its line and field, repeating no value', async () => {
    const bad = [
      record(`${Q}StepCount`, 'unit="count"'),
      record(`${Q}StepCount`, 'unit="count" value="secret"'),
      record(`${Q}StepCount`, 'unit="count" value="1"').replace('2024-01-01 10:00:00 +0200', 'yesterday'),
      record(`${Q}StepCount`, 'unit="count" value="1"').replace('endDate="2024', 'endDate="2023'),
      record(`${Q}StepCount`, 'unit="count" value="1"').replace(/startDate="[^"]*"/, ''),
      record(`${Q}StepCount`, 'unit="count" value="1"').replace(/ type="[^"]*"/, ''),
      record(`${Q}StepCount`, 'unit="count" value="1"').replace(' +0200" endDate', '" endDate'),
    ];
    const told = await read(bad.join(''));
    expect(quarantined(told)).toEqual([
      [`${Q}StepCount`, 3, 'value', 'is missing'],
      [`${Q}StepCount`, 4, 'value', 'is no decimal number'],
      [`${Q}StepCount`, 5, 'startDate', 'is no time with its offset from UTC, 1900 to 2199'],
      [`${Q}StepCount`, 6, 'endDate', 'is before startDate'],
      [`${Q}StepCount`, 7, 'startDate', 'is missing'],
      ['Record', 8, 'type', 'is missing'],
      [`${Q}StepCount`, 9, 'startDate', 'is no time with its offset from UTC, 1900 to 2199'],
    ]);
    expect(told.read).toBe(7);
  });
});

describe('Pitfalls of Apple Health: what is made of several', () => {
  const systolic = (value: string) => record(`${Q}BloodPressureSystolic`, `unit="mmHg" value="${value}"`);
  const pressure = (...parts: string[]) =>
    `<Correlation type="HKCorrelationTypeIdentifierBloodPressure" sourceName="Watch" ${TIMES}>${parts.join('')}</Correlation>\n`;

  it('tells blood pressure once, whether it stands alone before, after, or not at all', async () => {
    const before = await read(systolic('120') + pressure(systolic('120')));
    const after = await read(pressure(systolic('120')) + systolic('120'));
    for (const told of [before, after]) {
      expect(measured(told).map(({ value }) => value)).toEqual(['120']);
      expect(told.skipped).toEqual({ HKCorrelationTypeIdentifierBloodPressure: 1, 'Correlation/Record': 1 });
      expect(told.read).toBe(3);
    }
    const alone = await read(systolic('120') + pressure(systolic('121')));
    expect(measured(alone).map(({ value }) => value)).toEqual(['120', '121']);
    // The same twice at the top are two records; that they are the same is for the store to see.
    expect((await read(systolic('120') + systolic('120'))).added.length).toBe(2);
  });

  it('makes a row of the food log of a food, its nutrients being measurements too', async () => {
    const parts =
      record(`${Q}DietaryEnergyConsumed`, 'unit="kJ" value="418.4"') +
      record(`${Q}DietaryProtein`, 'unit="g" value="3.1"') +
      record(`${Q}DietaryFatTotal`, 'unit="mg" value="500"') +
      record(`${Q}DietaryIron`, 'unit="mg" value="1.5"');
    const told = await read(
      `${parts}<Correlation type="HKCorrelationTypeIdentifierFood" sourceName="Diary" ${TIMES}>${entry('HKFoodType', 'Porridge')}${entry('HKFoodMeal', 'Breakfast')}${parts}</Correlation>`,
    );
    expect(told.skipped).toEqual({ 'Correlation/Record': 4 });
    expect(measured(told).length).toBe(4);
    expect(told.rows[4]).toEqual({
      type: 'food',
      source: 'Diary',
      start: { at: Date.parse('2024-01-01T08:00:00Z'), offsetMinutes: null, timeZone: null },
      name: 'Porridge',
      meal: 'Breakfast',
      calories: '100',
      protein: '3.1',
      nutrients: [
        { name: 'Fat', amount: '500', unit: 'mg' },
        { name: 'Iron', amount: '1.5', unit: 'mg' },
      ],
    });
  });

  it('reads a workout of version 14 with its parts apart, metadata with its scale, and events by number', async () => {
    const told = await read(
      `<Workout workoutActivityType="HKWorkoutActivityTypeSwimBikeRun" duration="1.5" durationUnit="hr" sourceName="Watch" ${TIMES}>
        ${entry('HKIndoorWorkout', '0')}${entry('HKTimeZone', 'Europe/Paris')}${entry('HKWeatherHumidity', '6400 %')}
        ${entry('HKElevationAscended', '6575 cm')}${entry('HKAverageMETs', '9.66668 kcal/hr·kg')}${entry('AppId', 'x')}
        <WorkoutEvent type="HKWorkoutEventTypeLap" date="2024-01-01 10:10:00 +0200">${entry('HKLapLength', '50 m')}</WorkoutEvent>
        <WorkoutEvent type="HKWorkoutEventTypeLap" date="2024-01-01 10:20:00 +0200"/>
        <WorkoutActivity uuid="A" ${TIMES} duration="30" durationUnit="min">
          <WorkoutStatistics type="${Q}ActiveEnergyBurned" ${TIMES} sum="100" unit="kcal"/>
        </WorkoutActivity>
        <WorkoutStatistics type="${Q}ActiveEnergyBurned" ${TIMES} sum="300" unit="kcal"/>
        <WorkoutStatistics type="${Q}HeartRate" ${TIMES} average="150" minimum="90" maximum="180" unit="count/min"/>
        <WorkoutRoute sourceName="Watch" ${TIMES}><FileReference path="/workout-routes/r.gpx"/>${entry('v', '1')}</WorkoutRoute>
      </Workout>`,
    );
    const [workout] = told.rows as readonly ReadActivity[];
    expect(workout).toMatchObject({
      activity: 'Swim bike run',
      durationMinutes: 90,
      calories: '300',
      start: { offsetMinutes: 60, timeZone: 'Europe/Paris' },
      notes: 'Outdoors',
    });
    expect(workout?.statistics.map(({ name, value, unit }) => `${name}: ${value} ${unit}`)).toEqual([
      'Weather humidity: 64 %',
      'Elevation ascended: 6575 cm',
      'Average METs: 9.66668 kcal/(h.kg)',
      'Active energy: 300 kcal',
      'Heart rate, average: 150 /min',
      'Heart rate, lowest: 90 /min',
      'Heart rate, highest: 180 /min',
      'Lap events: 2 {count}',
      'Part 1: Duration: 30 min',
      'Part 1: Begins after: 0 min',
      'Part 1: Active energy: 100 kcal',
    ]);
    expect(reasons(told).sort()).toEqual([
      '1 route of workouts (GPX or positions) not read',
      '3 metadata entries not kept (how a value was taken, ids of apps)',
    ]);
  });

  it('takes workouts of version 8 with positions in their route, and lists of heart beats, as they are', async () => {
    const told = await read(
      `<Workout workoutActivityType="HKWorkoutActivityTypeWalking" sourceName="W" ${TIMES}><WorkoutRoute ${TIMES}><Location date="2019-01-01 10:00:00 +0000" latitude="1" longitude="2"/></WorkoutRoute></Workout>` +
        record(
          `${Q}HeartRateVariabilitySDNN`,
          'unit="ms" value="33.1"',
          '<HeartRateVariabilityMetadataList><InstantaneousBeatsPerMinute bpm="66" time="7:47:41.86 PM"/></HeartRateVariabilityMetadataList>',
        ),
    );
    expect([told.added.length, told.read]).toEqual([2, 2]);
    expect(reasons(told)).toEqual([
      '1 route of workouts (GPX or positions) not read',
      '1 list of single heart beats not read; the variability they gave is',
    ]);
  });

  it('skips by kind what has no place', async () => {
    const told = await read(
      `<ExportDate value="2024-06-01 08:10:05 +0200"/><Me HKCharacteristicTypeIdentifierBloodType="x"/>
       <ActivitySummary dateComponents="2024-01-01"/><ActivitySummary dateComponents="2024-01-02"/>
       <ClinicalRecord type="a" resourceFilePath="/clinical-records/a.json"/>
       <Audiogram type="a"><SensitivityPoint frequencyValue="1000"/></Audiogram>
       <VisionPrescription type="a"><RightEye sphere="1"/></VisionPrescription>
       <StateOfMind/>`,
    );
    expect(told.skipped).toEqual({
      Me: 1,
      ActivitySummary: 2,
      ClinicalRecord: 1,
      Audiogram: 1,
      VisionPrescription: 1,
      StateOfMind: 1,
    });
    expect([told.read, told.notes]).toEqual([7, []]);
  });
});
