import type { VariableRef } from '@carenode/records-contract';

import { ownVariable, VARIABLES } from '../../format/variables.js';
import { wordsOf } from './apple-words.js';

/**
 * What the value of a category type tells: `code` a code (a severity, a test's result), `event` nothing but that it
 * happened (one row of value 1), `minutes` nothing but how long it took, `sleep` a stage that lasts, `stand` whether somebody
 * stood in that hour.
 */
export type CategoryType =
  | { readonly tells: 'code' | 'event' | 'minutes' | 'stand'; readonly variable: VariableRef }
  | { readonly tells: 'sleep' };

const code = (name: string): CategoryType => ({ tells: 'code', variable: ownVariable(name, null) });
/** By this category the timeline knows that its values are symptoms. */
const symptom = (name: string): CategoryType => ({
  tells: 'code',
  variable: { ...ownVariable(name, null), category: 'symptom' },
});
const event = (name: string): CategoryType => ({
  tells: 'event',
  variable: ownVariable(name, '{count}', 'sum'),
});
const minutes = (variable: VariableRef): CategoryType => ({ tells: 'minutes', variable });

/** Values are a severity (HKCategoryValueSeverity…) or present or not (HKCategoryValuePresence…). */
const SYMPTOMS = [
  'AbdominalCramps',
  'Acne',
  'AppetiteChanges',
  'BladderIncontinence',
  'Bloating',
  'BreastPain',
  'ChestTightnessOrPain',
  'Chills',
  'Constipation',
  'Coughing',
  'Diarrhea',
  'Dizziness',
  'DrySkin',
  'Fainting',
  'Fatigue',
  'Fever',
  'GeneralizedBodyAche',
  'HairLoss',
  'Headache',
  'Heartburn',
  'HotFlashes',
  'LossOfSmell',
  'LossOfTaste',
  'LowerBackPain',
  'MemoryLapse',
  'MoodChanges',
  'Nausea',
  'NightSweats',
  'PelvicPain',
  'RapidPoundingOrFlutteringHeartbeat',
  'RunnyNose',
  'ShortnessOfBreath',
  'SinusCongestion',
  'SkippedHeartbeat',
  'SleepChanges',
  'SoreThroat',
  'VaginalDryness',
  'Vomiting',
  'Wheezing',
];

/** HealthKit's category types (HKCategoryTypeIdentifier of iOS 8 to 26, without that prefix). */
const TYPES: Readonly<Record<string, CategoryType>> = {
  SleepAnalysis: { tells: 'sleep' },
  AppleStandHour: { tells: 'stand', variable: ownVariable('Stand hours', '{count}', 'sum') },
  MindfulSession: minutes(VARIABLES.mindfulness),
  HandwashingEvent: minutes(ownVariable('Handwashing time', 'min', 'sum')),
  ToothbrushingEvent: minutes(ownVariable('Toothbrushing time', 'min', 'sum')),
  HighHeartRateEvent: event('High heart rate notifications'),
  LowHeartRateEvent: event('Low heart rate notifications'),
  IrregularHeartRhythmEvent: event('Irregular heart rhythm notifications'),
  HypertensionEvent: event('Hypertension notifications'),
  SleepApneaEvent: event('Sleep apnea notifications'),
  LowCardioFitnessEvent: code('Low cardio fitness'),
  AppleWalkingSteadinessEvent: code('Walking steadiness notification'),
  AudioExposureEvent: code('Environmental audio exposure notification'),
  EnvironmentalAudioExposureEvent: code('Environmental audio exposure notification'),
  HeadphoneAudioExposureEvent: code('Headphone audio exposure notification'),
  SexualActivity: event('Sexual activity'),
  IntermenstrualBleeding: event('Intermenstrual bleeding'),
  MenstrualFlow: code('Menstrual flow'),
  BleedingDuringPregnancy: code('Bleeding during pregnancy'),
  BleedingAfterPregnancy: code('Bleeding after pregnancy'),
  OvulationTestResult: code('Ovulation test'),
  CervicalMucusQuality: code('Cervical mucus quality'),
  PregnancyTestResult: code('Pregnancy test'),
  ProgesteroneTestResult: code('Progesterone test'),
  Contraceptive: code('Contraceptive'),
  Pregnancy: code('Pregnancy'),
  Lactation: code('Lactation'),
  InfrequentMenstrualCycles: code('Infrequent menstrual cycles'),
  IrregularMenstrualCycles: code('Irregular menstrual cycles'),
  PersistentIntermenstrualBleeding: code('Persistent intermenstrual bleeding'),
  ProlongedMenstrualPeriods: code('Prolonged menstrual periods'),
  ...Object.fromEntries(SYMPTOMS.map((name) => [name, symptom(wordsOf(name))])),
};

/** By their whole identifier. */
export const CATEGORY_TYPES: ReadonlyMap<string, CategoryType> = new Map(
  Object.entries(TYPES).map(([name, type]) => [`HKCategoryTypeIdentifier${name}`, type]),
);

/**
 * What a sleep value makes: its own variable, and total sleep beside it for everything that is sleep. So total sleep is the
 * sum of the rows of `sleep` alone (sources merged as for any sum); deep, light and REM are parts of it and never added to
 * it, and neither is the time in bed. By name, or by HKCategoryValueSleepAnalysis' number.
 */
export const SLEEP_VALUES: ReadonlyMap<string, readonly VariableRef[]> = new Map(
  [
    ['InBed', '0', [VARIABLES.inBed]] as const,
    ['Asleep', '', [VARIABLES.sleep]] as const,
    ['AsleepUnspecified', '1', [VARIABLES.sleep]] as const,
    ['Awake', '2', [VARIABLES.awakeInBed]] as const,
    ['AsleepCore', '3', [VARIABLES.lightSleep, VARIABLES.sleep]] as const,
    ['AsleepDeep', '4', [VARIABLES.deepSleep, VARIABLES.sleep]] as const,
    ['AsleepREM', '5', [VARIABLES.remSleep, VARIABLES.sleep]] as const,
  ].flatMap(([name, number, variables]) => [
    [`HKCategoryValueSleepAnalysis${name}`, variables] as const,
    ...(number ? [[number, variables] as const] : []),
  ]),
);

/** `HKCategoryValueSeverityModerate` in words: `Moderate`. Values of HealthKit begin with the name of their list. */
export function valueWords(value: string): string {
  const name = value.replace(
    /^HKCategoryValue(?:Severity|Presence|AppetiteChanges|MenstrualFlow|VaginalBleeding|OvulationTestResult|CervicalMucusQuality|PregnancyTestResult|ProgesteroneTestResult|Contraceptive|LowCardioFitnessEvent|AppleWalkingSteadinessEvent|EnvironmentalAudioExposureEvent|HeadphoneAudioExposureEvent|AudioExposureEvent)?(?=[A-Z])/,
    '',
  );
  return name === 'NotApplicable' ? 'Recorded' : wordsOf(name);
}
