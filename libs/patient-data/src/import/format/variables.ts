import type { VariableRef } from '@carenode/records-contract';

const LOINC = 'http://loinc.org';
/** Variables that LOINC has no code for, or none that is known for sure; records seeds the same ones. */
const CARENODE = 'urn:carenode:variable';

const loinc = (
  code: string,
  name: string,
  displayName: string,
  unit: string | null,
  kind: VariableRef['kind'] = 'sample',
): VariableRef => ({
  system: LOINC,
  code,
  name,
  displayName,
  unit,
  kind,
});
const ours = (
  code: string,
  name: string,
  unit: string | null,
  kind: VariableRef['kind'] = 'sample',
): VariableRef => ({
  system: CARENODE,
  code,
  name,
  unit,
  kind,
});

/**
 * What several formats measure. All of them are in the catalogue that records seeds (a spec compares), so that one patient's
 * steps are the same variable whatever told them. Names of LOINC codes are LOINC's (see
 * records/NOTICE.md), so beside them stands what patients read; our own names are what patients read.
 */
export const VARIABLES = {
  systolic: loinc('8480-6', 'Systolic blood pressure', 'Systolic blood pressure', 'mm[Hg]'),
  diastolic: loinc('8462-4', 'Diastolic blood pressure', 'Diastolic blood pressure', 'mm[Hg]'),
  heartRate: loinc('8867-4', 'Heart rate', 'Heart rate', '/min'),
  restingHeartRate: loinc('40443-4', 'Heart rate --resting', 'Resting heart rate', '/min'),
  heartRateVariability: loinc(
    '80404-7',
    'R-R interval.standard deviation (Heart rate variability)',
    'Heart rate variability',
    'ms',
  ),
  respiratoryRate: loinc('9279-1', 'Respiratory rate', 'Breathing rate', '/min'),
  bodyTemperature: loinc('8310-5', 'Body temperature', 'Body temperature', 'Cel'),
  oxygenSaturation: loinc(
    '59408-5',
    'Oxygen saturation in Arterial blood by Pulse oximetry',
    'Blood oxygen',
    '%',
  ),
  height: loinc('8302-2', 'Body height', 'Height', 'cm'),
  weight: loinc('29463-7', 'Body weight', 'Weight', 'kg'),
  bodyMassIndex: loinc('39156-5', 'Body mass index (BMI) [Ratio]', 'Body mass index', 'kg/m2'),
  bodyFat: loinc('41982-0', 'Percentage of body fat Measured', 'Body fat', '%'),
  waist: loinc('8280-0', 'Waist Circumference at umbilicus by Tape measure', 'Waist', 'cm'),
  bloodGlucose: loinc('2339-0', 'Glucose [Mass/volume] in Blood', 'Blood glucose', 'mg/dL'),
  interstitialGlucose: loinc(
    '99504-3',
    'Glucose [Mass/volume] in Interstitial fluid',
    'Sensor glucose',
    'mg/dL',
  ),
  steps: loinc('55423-8', 'Number of steps in unspecified time Pedometer', 'Steps', '{steps}', 'sum'),
  walkingDistance: loinc(
    '55430-3',
    'Walking distance unspecified time Pedometer',
    'Walking distance',
    'm',
    'sum',
  ),
  caloriesBurned: loinc('41981-2', 'Calories burned', 'Energy burned', 'kcal', 'sum'),
  exerciseDuration: loinc('55411-3', 'Exercise duration', 'Exercise time', 'min', 'sum'),
  sleep: loinc('93832-4', 'Sleep duration', 'Sleep', 'h', 'sum'),
  deepSleep: loinc('93831-6', 'Deep sleep duration', 'Deep sleep', 'h', 'sum'),
  lightSleep: loinc('93830-8', 'Light sleep duration', 'Light sleep', 'h', 'sum'),
  remSleep: loinc('93829-0', 'REM sleep duration', 'REM sleep', 'h', 'sum'),
  activeEnergy: ours('active-energy', 'Active energy', 'kcal', 'sum'),
  basalEnergy: ours('basal-energy', 'Resting energy', 'kcal', 'sum'),
  cyclingDistance: ours('cycling-distance', 'Cycling distance', 'm', 'sum'),
  swimmingDistance: ours('swimming-distance', 'Swimming distance', 'm', 'sum'),
  wheelchairDistance: ours('wheelchair-distance', 'Wheelchair distance', 'm', 'sum'),
  snowSportsDistance: ours('snow-sports-distance', 'Downhill snow sports distance', 'm', 'sum'),
  wheelchairPushes: ours('wheelchair-pushes', 'Wheelchair pushes', '{count}', 'sum'),
  swimmingStrokes: ours('swimming-strokes', 'Swimming strokes', '{count}', 'sum'),
  flightsClimbed: ours('flights-climbed', 'Flights climbed', '{count}', 'sum'),
  standTime: ours('stand-time', 'Standing time', 'min', 'sum'),
  sedentaryTime: ours('sedentary-time', 'Sedentary time', 'min', 'sum'),
  lightActivityTime: ours('light-activity-time', 'Light activity time', 'min', 'sum'),
  moderateActivityTime: ours('moderate-activity-time', 'Moderate activity time', 'min', 'sum'),
  vigorousActivityTime: ours('vigorous-activity-time', 'Vigorous activity time', 'min', 'sum'),
  inBed: ours('in-bed', 'Time in bed', 'h', 'sum'),
  awakeInBed: ours('awake-in-bed', 'Time awake in bed', 'h', 'sum'),
  mindfulness: ours('mindful-time', 'Mindful time', 'min', 'sum'),
  vo2Max: ours('vo2-max', 'VO2 max', 'mL/(min.kg)'),
  walkingHeartRate: ours('walking-heart-rate', 'Walking heart rate', '/min'),
  walkingSpeed: ours('walking-speed', 'Walking speed', 'm/s'),
  bodyFatMass: ours('body-fat-mass', 'Body fat mass', 'kg'),
  leanBodyMass: ours('lean-body-mass', 'Lean body mass', 'kg'),
  muscleMass: ours('muscle-mass', 'Muscle mass', 'kg'),
  stress: ours('stress-score', 'Stress score', '{score}'),
  bodyBattery: ours('body-battery', 'Body battery', '{score}'),
  rapidInsulin: ours('rapid-acting-insulin', 'Rapid-acting insulin', '[iU]', 'sum'),
  longInsulin: ours('long-acting-insulin', 'Long-acting insulin', '[iU]', 'sum'),
  ketones: ours('blood-ketones', 'Blood ketones', 'mmol/L'),
  carbohydrateIntake: ours('carbohydrate-intake', 'Carbohydrate intake', 'g', 'sum'),
  energyIntake: ours('energy-intake', 'Energy intake', 'kcal', 'sum'),
  proteinIntake: ours('protein-intake', 'Protein intake', 'g', 'sum'),
  fatIntake: ours('fat-intake', 'Fat intake', 'g', 'sum'),
  waterIntake: ours('water-intake', 'Water intake', 'mL', 'sum'),
  caffeineIntake: ours('caffeine-intake', 'Caffeine intake', 'mg', 'sum'),
  alcoholIntake: ours('alcoholic-drinks', 'Alcoholic drinks', '{count}', 'sum'),
  audioExposure: ours('audio-exposure', 'Surrounding sound level', 'dB[SPL]'),
} as const satisfies Readonly<Record<string, VariableRef>>;

/** A variable of one source that is no other source's: the patient's own, known by its name. */
export function ownVariable(
  name: string,
  unit: string | null,
  kind: VariableRef['kind'] = 'sample',
): VariableRef {
  return { system: null, code: null, name, unit, kind };
}
