import type { VariableRef } from '@carenode/records-contract';

import { ownVariable, VARIABLES } from '../../format/variables.js';

/** A field of a message that is a value of a variable. */
export interface FitField {
  readonly field: number;
  /** Told instead where the first has no value: devices write the same thing with less precision there. */
  readonly otherwise?: number;
  readonly variable: VariableRef;
  readonly unit: string | null;
  readonly scale?: number;
  readonly offset?: number;
  /** Numbers that stand for no value in this field, beside the one of its base type. */
  readonly none?: (raw: number) => boolean;
}

const zero = (raw: number) => raw === 0;
const negative = (raw: number) => raw < 0;
/** A scale that is still weighing. */
const weighing = (raw: number) => raw === 0xfffe;
const own = ownVariable;

const heartRate = (field: number): FitField => ({
  field,
  variable: VARIABLES.heartRate,
  unit: '/min',
  none: zero,
});

/**
 * What is read of messages that tell of one moment, by global message number; fields, scales and units are those of the FIT
 * profile. Of a `record`, `distance` is what was covered since the activity began: a level of that moment, so that the day's
 * distance of the same watch does not get it twice. Its temperature is the device's own, not the body's.
 */
export const FIELDS: ReadonlyMap<number, readonly FitField[]> = new Map<number, readonly FitField[]>([
  [
    20,
    [
      heartRate(3),
      { field: 73, otherwise: 6, variable: own('Speed', 'm/s'), unit: 'm/s', scale: 1000 },
      { field: 5, variable: own('Distance since the activity began', 'm'), unit: 'm', scale: 100 },
      { field: 7, variable: own('Power', 'W'), unit: 'W' },
      { field: 4, variable: own('Cadence', '/min'), unit: '/min' },
      { field: 13, variable: own('Device temperature', 'Cel'), unit: 'Cel' },
      { field: 78, otherwise: 2, variable: own('Altitude', 'm'), unit: 'm', scale: 5, offset: 500 },
      { field: 108, variable: VARIABLES.respiratoryRate, unit: '/min', scale: 100, none: zero },
      { field: 139, variable: own('Core body temperature', 'Cel'), unit: 'Cel', scale: 100 },
    ],
  ],
  [
    30,
    [
      { field: 0, variable: VARIABLES.weight, unit: 'kg', scale: 100, none: weighing },
      { field: 1, variable: VARIABLES.bodyFat, unit: '%', scale: 100 },
      { field: 2, variable: own('Body water', '%'), unit: '%', scale: 100 },
      { field: 3, variable: own('Visceral fat mass', 'kg'), unit: 'kg', scale: 100 },
      { field: 4, variable: own('Bone mass', 'kg'), unit: 'kg', scale: 100 },
      { field: 5, variable: VARIABLES.muscleMass, unit: 'kg', scale: 100 },
      { field: 7, variable: own('Basal metabolic rate', 'kcal/d'), unit: 'kcal/d', scale: 4 },
      { field: 10, variable: own('Metabolic age', 'a'), unit: 'a' },
      { field: 11, variable: own('Visceral fat rating', '{score}'), unit: '{score}' },
      { field: 13, variable: VARIABLES.bodyMassIndex, unit: 'kg/m2', scale: 10 },
    ],
  ],
  [
    51,
    [
      { field: 0, variable: VARIABLES.systolic, unit: 'mm[Hg]' },
      { field: 1, variable: VARIABLES.diastolic, unit: 'mm[Hg]' },
      { field: 2, variable: own('Mean arterial pressure', 'mm[Hg]'), unit: 'mm[Hg]' },
      heartRate(6),
    ],
  ],
  [
    211,
    [
      { field: 1, variable: VARIABLES.restingHeartRate, unit: '/min', none: zero },
      { field: 0, variable: own('Resting heart rate, average of 7 days', '/min'), unit: '/min', none: zero },
    ],
  ],
  [227, [{ field: 0, variable: VARIABLES.stress, unit: '{score}', none: negative }]],
  [229, [{ field: 2, variable: VARIABLES.vo2Max, unit: 'mL/(min.kg)', scale: 10, none: zero }]],
  [269, [{ field: 0, variable: VARIABLES.oxygenSaturation, unit: '%', none: zero }]],
  [
    297,
    [{ field: 0, variable: VARIABLES.respiratoryRate, unit: '/min', scale: 100, none: (raw) => raw <= 0 }],
  ],
  [
    370,
    [
      {
        field: 1,
        variable: own('Heart rate variability (RMSSD), average of the night', 'ms'),
        unit: 'ms',
        scale: 128,
      },
    ],
  ],
  [371, [{ field: 0, variable: own('Heart rate variability (RMSSD)', 'ms'), unit: 'ms', scale: 128 }]],
  [398, [{ field: 4, variable: own('Skin temperature at night', 'Cel'), unit: 'Cel' }]],
]);

/** Where a message tells its time in a field of its own. */
export const TIME_FIELD: ReadonlyMap<number, number> = new Map([
  [227, 1],
  [229, 0],
]);

/** A statistic of a whole session. */
export interface SessionField {
  readonly field: number;
  readonly otherwise?: number;
  readonly name: string;
  readonly unit: string | null;
  readonly scale?: number;
  readonly offset?: number;
}

export const SESSION_FIELDS: readonly SessionField[] = [
  { field: 9, name: 'Distance', unit: 'm', scale: 100 },
  { field: 16, name: 'Average heart rate', unit: '/min' },
  { field: 17, name: 'Maximal heart rate', unit: '/min' },
  { field: 64, name: 'Minimal heart rate', unit: '/min' },
  { field: 124, otherwise: 14, name: 'Average speed', unit: 'm/s', scale: 1000 },
  { field: 125, otherwise: 15, name: 'Maximal speed', unit: 'm/s', scale: 1000 },
  { field: 18, name: 'Average cadence', unit: '/min' },
  { field: 19, name: 'Maximal cadence', unit: '/min' },
  { field: 20, name: 'Average power', unit: 'W' },
  { field: 21, name: 'Maximal power', unit: 'W' },
  { field: 34, name: 'Normalised power', unit: 'W' },
  { field: 48, name: 'Work', unit: 'J' },
  { field: 22, name: 'Ascent', unit: 'm' },
  { field: 23, name: 'Descent', unit: 'm' },
  { field: 126, otherwise: 49, name: 'Average altitude', unit: 'm', scale: 5, offset: 500 },
  { field: 57, name: 'Average device temperature', unit: 'Cel' },
  { field: 24, name: 'Training effect', unit: '{score}', scale: 10 },
  { field: 137, name: 'Anaerobic training effect', unit: '{score}', scale: 10 },
  { field: 169, name: 'Average respiratory rate', unit: '/min', scale: 100 },
  { field: 192, name: 'Feel', unit: '{score}' },
  { field: 193, name: 'Perceived exertion', unit: '{score}' },
];
