import type { VariableRef } from '@carenode/records-contract';

import type { FhirElement as JsonElement } from '../../fhir-r4/fhir-element.js';
import { ownVariable, VARIABLES } from '../../format/variables.js';

/** A field of a body that is a value of one variable. */
export interface Measure {
  readonly field: string;
  readonly variable: VariableRef | ((body: JsonElement) => VariableRef);
  /** Unit of a bare number, where a version of the schema has one in place of value and unit. */
  readonly unitOfNumber?: string;
  /** Not every body has it. */
  readonly optional?: boolean;
}

const one = (field: string, variable: Measure['variable']): Measure[] => [{ field, variable }];
const part = (field: string, variable: VariableRef, unitOfNumber?: string): Measure => ({
  field,
  variable,
  ...(unitOfNumber === undefined ? {} : { unitOfNumber }),
  optional: true,
});
const own = (name: string, unit: string, kind: VariableRef['kind'] = 'sample') =>
  ownVariable(name, unit, kind);

const OXYGEN = own('Supplemental oxygen flow rate', 'L/min');
const SLEEP_LATENCY = own('Time to fall asleep', 'min', 'sum');
const RISING_LATENCY = own('Time from waking to getting up', 'min', 'sum');
const AWAKENINGS = own('Awakenings', '{count}', 'sum');
const SLEEP_EFFICIENCY = own('Sleep maintenance efficiency', '%');
/** From falling asleep to waking for the last time, time awake between them included. */
export const SLEEP_EPISODE = own('Sleep episode', 'h', 'sum');

/** The measures of the namespaces omh and ieee, which share names and fields, by the name of their schema. */
export const MEASURES: Readonly<Record<string, readonly Measure[]>> = {
  'blood-glucose': one('blood_glucose', glucoseIn),
  'blood-pressure': [
    { field: 'systolic_blood_pressure', variable: VARIABLES.systolic },
    { field: 'diastolic_blood_pressure', variable: VARIABLES.diastolic },
  ],
  'body-fat-percentage': one('body_fat_percentage', VARIABLES.bodyFat),
  'body-height': one('body_height', VARIABLES.height),
  'body-mass-index': one('body_mass_index', VARIABLES.bodyMassIndex),
  'body-temperature': one('body_temperature', VARIABLES.bodyTemperature),
  'body-weight': one('body_weight', VARIABLES.weight),
  'calories-burned': one('kcal_burned', VARIABLES.caloriesBurned),
  'heart-rate': one('heart_rate', VARIABLES.heartRate),
  'minutes-moderate-activity': one('minutes_moderate_activity', VARIABLES.moderateActivityTime),
  'oxygen-saturation': [
    { field: 'oxygen_saturation', variable: saturationBy },
    part('supplemental_oxygen_flow_rate', OXYGEN),
  ],
  'respiratory-rate': one('respiratory_rate', VARIABLES.respiratoryRate),
  'sleep-duration': one('sleep_duration', VARIABLES.sleep),
  'sleep-episode': [
    part('total_sleep_time', VARIABLES.sleep),
    part('light_sleep_duration', VARIABLES.lightSleep),
    part('deep_sleep_duration', VARIABLES.deepSleep),
    part('rem_sleep_duration', VARIABLES.remSleep),
    part('wake_after_sleep_onset', VARIABLES.awakeInBed),
    part('latency_to_sleep_onset', SLEEP_LATENCY),
    part('latency_to_arising', RISING_LATENCY),
    part('number_of_awakenings', AWAKENINGS, '{count}'),
    part('sleep_maintenance_efficiency_percentage', SLEEP_EFFICIENCY),
  ],
  'step-count': [{ field: 'step_count', variable: VARIABLES.steps, unitOfNumber: '{steps}' }],
  'total-sleep-time': one('total_sleep_time', VARIABLES.sleep),
};

/** Blood, unless the body says that it was something else. */
function glucoseIn(body: JsonElement): VariableRef {
  const specimen = body.code('specimen_source') ?? body.code('blood_specimen_type') ?? 'whole blood';
  if (specimen === 'interstitial fluid') return VARIABLES.interstitialGlucose;
  return /\bblood\b/.test(specimen)
    ? VARIABLES.bloodGlucose
    : own(`Glucose in ${specimen}`.slice(0, 200), 'mg/dL');
}

function saturationBy(body: JsonElement): VariableRef {
  const system = body.code('system') ?? 'peripheral capillary';
  if (system === 'peripheral capillary') return VARIABLES.oxygenSaturation;
  return own(`Oxygen saturation, ${system}`.slice(0, 200), '%');
}

/** Statistics in the unit of what they are of; a deviation of degrees is no temperature, a count has no unit at all. */
const IN_THE_SAME_UNIT =
  /^(?:average|mean|median|minimum|maximum|(?:lower|upper|first|second|third) quartile|\d+(?:st|nd|rd|th) percentile)$/;
const PERIODS: Readonly<Record<string, string>> = {
  d: 'day',
  wk: 'week',
  h: 'hour',
  min: 'minute',
  Mo: 'month',
};

/**
 * The variable of a descriptive statistic: one of its own, as the average or the highest of a month is no reading and must
 * not stand among readings. Only the sum of a variable that adds up is that variable.
 */
export function statisticOf(variable: VariableRef, statistic: string, per: string | undefined): VariableRef {
  if (statistic === 'sum' && variable.kind === 'sum' && per === undefined) return variable;
  const period = per === undefined ? '' : ` per ${PERIODS[per] ?? per}`;
  const name = `${variable.displayName ?? variable.name}, ${statistic}${period}`.slice(0, 200);
  return ownVariable(name, IN_THE_SAME_UNIT.test(statistic) ? variable.unit : null);
}

/** Units that Open mHealth writes and that are UCUM codes of something else, or none: the same ones, in UCUM's letters. */
const UNITS: Readonly<Record<string, string>> = {
  ft: '[ft_i]',
  yd: '[yd_i]',
  gr: '[gr]',
  'Metric Ton': 't',
  Mo: 'mo',
  'count/min': '/min',
};

export function unitOf(text: string): string {
  return Object.hasOwn(UNITS, text) ? (UNITS[text] ?? text) : text;
}

const STATISTIC_UNITS: Readonly<Record<string, string>> = { in: '[in_i]', mi: '[mi_i]', steps: '{steps}' };

/** As unitOf, for a statistic of an activity, whose unit nobody else reads. */
export function ucumOf(unit: string): string {
  return Object.hasOwn(STATISTIC_UNITS, unit) ? (STATISTIC_UNITS[unit] ?? unit) : unit;
}

/** The variable of a schema that is not known here: the patient's own, by the name of the schema. */
export function unknownMeasure(schema: string, body: JsonElement): Measure | undefined {
  const field = schema.replaceAll('-', '_');
  const name = schema.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());
  try {
    const value = body.child(field);
    const unit = value.code('unit');
    return value.has('value') && unit !== undefined
      ? { field, variable: ownVariable(name, unitOf(unit)) }
      : undefined;
  } catch {
    return undefined;
  }
}
