import { WHEN, PERIOD, point, read, measured, oneOf } from '../../../../test/import/data-points.js';
import { VARIABLES } from '../../format/variables.js';

describe('The value of a data point', () => {
  it.each([
    [
      'step-count',
      { step_count: 6000, ...PERIOD },
      { value: '6000', series: { variable: VARIABLES.steps, unit: '{steps}' } },
    ],
    [
      'body-height',
      { body_height: { value: 6, unit: 'ft' }, ...WHEN },
      { value: '6', series: { unit: '[ft_i]' } },
    ],
    ['body-weight', { body_weight: { value: 9, unit: 'gr' }, ...WHEN }, { series: { unit: '[gr]' } }],
    [
      'ieee:total-sleep-time',
      { total_sleep_time: { value: 465, unit: 'min' }, ...PERIOD },
      { series: { variable: VARIABLES.sleep, unit: 'min' } },
    ],
    [
      'blood-glucose',
      { blood_glucose: { value: 5.5, unit: 'mmol/L' }, specimen_source: 'interstitial fluid', ...WHEN },
      { series: { variable: VARIABLES.interstitialGlucose } },
    ],
    [
      'blood-glucose',
      { blood_glucose: { value: 95, unit: 'mg/dL' }, blood_specimen_type: 'whole blood', ...WHEN },
      { series: { variable: VARIABLES.bloodGlucose } },
    ],
    [
      'blood-glucose',
      { blood_glucose: { value: 1, unit: 'mg/dL' }, specimen_source: 'tears', ...WHEN },
      { series: { variable: { code: null, name: 'Glucose in tears' } } },
    ],
    [
      'oxygen-saturation',
      { oxygen_saturation: { value: 70, unit: '%' }, system: 'central venous', ...WHEN },
      { series: { variable: { code: null } } },
    ],
    [
      'rr-interval',
      { rr_interval: { value: 812, unit: 'ms' }, ...WHEN },
      { series: { variable: { code: null, name: 'Rr interval', unit: 'ms' }, unit: 'ms' } },
    ],
  ])('of %s %j', async (schema, body, expected) => {
    expect((await oneOf(schema, body)).row).toMatchObject(expected);
  });

  it.each([
    ['body-weight', { body_weight: 70, ...WHEN }, 'body.body_weight', 'must be an object'],
    ['body-weight', { body_weight: { value: 70 }, ...WHEN }, 'body.body_weight.unit', 'is missing'],
    ['body-weight', { body_weight: { unit: 'kg' }, ...WHEN }, 'body.body_weight.value', 'is missing'],
    [
      'body-weight',
      { body_weight: { value: '70', unit: 'kg' }, ...WHEN },
      'body.body_weight.value',
      'must be a number',
    ],
    ['body-weight', { weight: { value: 70, unit: 'kg' }, ...WHEN }, 'body.body_weight', 'is missing'],
    [
      'blood-pressure',
      { systolic_blood_pressure: { value: 120, unit: 'mmHg' }, ...WHEN },
      'body.diastolic_blood_pressure',
      'is missing',
    ],
    ['step-count', {}, 'body', 'is empty'],
    [
      'physical-activity',
      { activity_name: 'walking' },
      'body.effective_time_frame',
      'is missing: when it was is not told',
    ],
    ['physical-activity', WHEN, 'body.activity_name', 'is missing'],
  ])('of %s %j is refused', async (schema, body, field, reason) => {
    expect((await oneOf(schema, body)).reason).toEqual({ field, reason });
  });

  it('that is a statistic is a variable of its own, but the sum of what adds up', async () => {
    const steps = (statistic: object) =>
      oneOf('step-count', { step_count: { value: 9, unit: 'steps' }, ...PERIOD, ...statistic });
    expect((await steps({ descriptive_statistic: 'sum' })).row?.series.variable).toBe(VARIABLES.steps);
    expect(
      (await steps({ descriptive_statistic: 'average', descriptive_statistic_denominator: 'd' })).row,
    ).toMatchObject({
      series: {
        variable: {
          system: null,
          code: null,
          name: 'Steps, average per day',
          unit: '{steps}',
          kind: 'sample',
        },
      },
      notes: 'descriptive statistic: average; descriptive statistic denominator: d',
    });
    const { row } = await oneOf('body-temperature', {
      body_temperature: { value: 0.4, unit: 'F' },
      descriptive_statistic: 'standard deviation',
      ...PERIOD,
    });
    // A deviation of 0.4 °F is no temperature of -17.6 °C.
    expect(row?.series.variable).toMatchObject({ code: null, unit: null });
  });

  it('keeps the words beside it', async () => {
    const { row } = await oneOf('blood-glucose', {
      blood_glucose: { value: 95, unit: 'mg/dL' },
      temporal_relationship_to_meal: 'fasting',
      user_notes: 'after a walk',
      ...WHEN,
    });
    expect(row?.notes).toBe('temporal relationship to meal: fasting; user notes: after a walk');
  });

  it('of a sleep episode gives a row for each thing it tells, or its length', async () => {
    const told = await read([
      point('sleep-episode', {
        ...PERIOD,
        total_sleep_time: { value: 50, unit: 'min' },
        is_main_sleep: false,
      }),
      point('sleep-episode', PERIOD),
    ]);
    expect(
      measured(told).map(({ externalId, value, series }) => [externalId, value, series.variable.name]),
    ).toEqual([
      ['id-sleep-episode#total_sleep_time', '50', VARIABLES.sleep.name],
      ['id-sleep-episode', '60', 'Sleep episode'],
    ]);
    expect(measured(told)[0]?.notes).toBe('is main sleep: no');
  });
});
