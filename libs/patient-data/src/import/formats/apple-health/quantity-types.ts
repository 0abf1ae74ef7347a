import type { VariableRef } from '@carenode/records-contract';

import { ownVariable, VARIABLES } from '../../format/variables.js';

export interface QuantityType {
  readonly variable: VariableRef;
  /** What `count` stands for here, where it is not a count of what the variable names. */
  readonly count?: string;
}

const shared = (variable: VariableRef, count?: string): QuantityType => ({ variable, count });
/** Apple calls them discrete: each value stands for its moment. */
const sample = (name: string, unit: string | null, count?: string): QuantityType => ({
  variable: ownVariable(name, unit, 'sample'),
  count,
});
/** Apple calls them cumulative: values of periods add up. */
const sum = (name: string, unit: string | null, count?: string): QuantityType => ({
  variable: ownVariable(name, unit, 'sum'),
  count,
});
const dietary = (name: string, unit: string): QuantityType => sum(`${name} intake`, unit);

/**
 * HealthKit's quantity types (HKQuantityTypeIdentifier of iOS 8 to 26, without that prefix). Sum or sample is Apple's
 * aggregation style of the type (cumulative or discrete), as its documentation of each identifier gives it.
 */
const TYPES: Readonly<Record<string, QuantityType>> = {
  // Body
  BodyMassIndex: shared(VARIABLES.bodyMassIndex, 'kg/m2'),
  BodyFatPercentage: shared(VARIABLES.bodyFat),
  Height: shared(VARIABLES.height),
  BodyMass: shared(VARIABLES.weight),
  LeanBodyMass: shared(VARIABLES.leanBodyMass),
  WaistCircumference: shared(VARIABLES.waist),
  AppleSleepingWristTemperature: sample('Wrist temperature while sleeping', 'Cel'),
  // Activity
  StepCount: shared(VARIABLES.steps, '{steps}'),
  DistanceWalkingRunning: shared(VARIABLES.walkingDistance),
  DistanceCycling: shared(VARIABLES.cyclingDistance),
  DistanceSwimming: shared(VARIABLES.swimmingDistance),
  DistanceWheelchair: shared(VARIABLES.wheelchairDistance),
  DistanceDownhillSnowSports: shared(VARIABLES.snowSportsDistance),
  DistanceCrossCountrySkiing: sum('Cross-country skiing distance', 'm'),
  DistancePaddleSports: sum('Paddle sports distance', 'm'),
  DistanceRowing: sum('Rowing distance', 'm'),
  DistanceSkatingSports: sum('Skating distance', 'm'),
  BasalEnergyBurned: shared(VARIABLES.basalEnergy),
  ActiveEnergyBurned: shared(VARIABLES.activeEnergy),
  FlightsClimbed: shared(VARIABLES.flightsClimbed),
  NikeFuel: sum('Nike Fuel', '{count}'),
  AppleExerciseTime: shared(VARIABLES.exerciseDuration),
  AppleStandTime: shared(VARIABLES.standTime),
  AppleMoveTime: sum('Move time', 'min'),
  PushCount: shared(VARIABLES.wheelchairPushes),
  SwimmingStrokeCount: shared(VARIABLES.swimmingStrokes),
  VO2Max: shared(VARIABLES.vo2Max),
  PhysicalEffort: sample('Physical effort', 'kcal/(h.kg)'),
  WorkoutEffortScore: sample('Workout effort', '{score}'),
  EstimatedWorkoutEffortScore: sample('Estimated workout effort', '{score}'),
  RunningPower: sample('Running power', 'W'),
  RunningSpeed: sample('Running speed', 'm/s'),
  RunningStrideLength: sample('Running stride length', 'm'),
  RunningVerticalOscillation: sample('Running vertical oscillation', 'cm'),
  RunningGroundContactTime: sample('Running ground contact time', 'ms'),
  CyclingPower: sample('Cycling power', 'W'),
  CyclingFunctionalThresholdPower: sample('Cycling functional threshold power', 'W'),
  CyclingSpeed: sample('Cycling speed', 'm/s'),
  CyclingCadence: sample('Cycling cadence', '/min'),
  CrossCountrySkiingSpeed: sample('Cross-country skiing speed', 'm/s'),
  PaddleSportsSpeed: sample('Paddle sports speed', 'm/s'),
  RowingSpeed: sample('Rowing speed', 'm/s'),
  UnderwaterDepth: sample('Underwater depth', 'm'),
  WaterTemperature: sample('Water temperature', 'Cel'),
  TimeInDaylight: sum('Time in daylight', 'min'),
  UVExposure: sample('UV index', '{score}', '{score}'),
  // Mobility
  SixMinuteWalkTestDistance: sample('Six-minute walk test distance', 'm'),
  WalkingSpeed: shared(VARIABLES.walkingSpeed),
  WalkingStepLength: sample('Walking step length', 'cm'),
  WalkingAsymmetryPercentage: sample('Walking asymmetry', '%'),
  WalkingDoubleSupportPercentage: sample('Walking double support time', '%'),
  AppleWalkingSteadiness: sample('Walking steadiness', '%'),
  StairAscentSpeed: sample('Stair ascent speed', 'm/s'),
  StairDescentSpeed: sample('Stair descent speed', 'm/s'),
  NumberOfTimesFallen: sum('Falls', '{count}'),
  // Heart and lungs
  HeartRate: shared(VARIABLES.heartRate),
  RestingHeartRate: shared(VARIABLES.restingHeartRate),
  WalkingHeartRateAverage: shared(VARIABLES.walkingHeartRate),
  HeartRateVariabilitySDNN: shared(VARIABLES.heartRateVariability),
  HeartRateRecoveryOneMinute: sample('Heart rate recovery after one minute', '/min'),
  AtrialFibrillationBurden: sample('Atrial fibrillation burden', '%'),
  PeripheralPerfusionIndex: sample('Peripheral perfusion index', '%'),
  BloodPressureSystolic: shared(VARIABLES.systolic),
  BloodPressureDiastolic: shared(VARIABLES.diastolic),
  OxygenSaturation: shared(VARIABLES.oxygenSaturation),
  RespiratoryRate: shared(VARIABLES.respiratoryRate),
  AppleSleepingBreathingDisturbances: sample('Breathing disturbances while sleeping', '{count}'),
  ForcedVitalCapacity: sample('Forced vital capacity', 'L'),
  ForcedExpiratoryVolume1: sample('Forced expiratory volume in one second', 'L'),
  PeakExpiratoryFlowRate: sample('Peak expiratory flow rate', 'L/min'),
  InhalerUsage: sum('Inhaler use', '{count}'),
  // Other measurements of the body
  BodyTemperature: shared(VARIABLES.bodyTemperature),
  BasalBodyTemperature: sample('Basal body temperature', 'Cel'),
  BloodGlucose: shared(VARIABLES.bloodGlucose),
  InsulinDelivery: sum('Insulin delivered', '[iU]'),
  BloodAlcoholContent: sample('Blood alcohol content', '%'),
  NumberOfAlcoholicBeverages: shared(VARIABLES.alcoholIntake),
  ElectrodermalActivity: sample('Electrodermal activity', 'uS'),
  // Hearing
  EnvironmentalAudioExposure: shared(VARIABLES.audioExposure),
  HeadphoneAudioExposure: sample('Headphone audio exposure', 'dB[SPL]'),
  EnvironmentalSoundReduction: sample('Environmental sound reduction', 'dB[SPL]'),
  // Food
  DietaryEnergyConsumed: shared(VARIABLES.energyIntake),
  DietaryProtein: shared(VARIABLES.proteinIntake),
  DietaryCarbohydrates: shared(VARIABLES.carbohydrateIntake),
  DietaryFatTotal: shared(VARIABLES.fatIntake),
  DietaryWater: shared(VARIABLES.waterIntake),
  DietaryCaffeine: shared(VARIABLES.caffeineIntake),
  DietaryFatSaturated: dietary('Saturated fat', 'g'),
  DietaryFatMonounsaturated: dietary('Monounsaturated fat', 'g'),
  DietaryFatPolyunsaturated: dietary('Polyunsaturated fat', 'g'),
  DietaryCholesterol: dietary('Cholesterol', 'mg'),
  DietaryFiber: dietary('Fiber', 'g'),
  DietarySugar: dietary('Sugar', 'g'),
  DietarySodium: dietary('Sodium', 'mg'),
  DietaryPotassium: dietary('Potassium', 'mg'),
  DietaryCalcium: dietary('Calcium', 'mg'),
  DietaryIron: dietary('Iron', 'mg'),
  DietaryMagnesium: dietary('Magnesium', 'mg'),
  DietaryPhosphorus: dietary('Phosphorus', 'mg'),
  DietaryZinc: dietary('Zinc', 'mg'),
  DietaryCopper: dietary('Copper', 'mg'),
  DietaryManganese: dietary('Manganese', 'mg'),
  DietaryChloride: dietary('Chloride', 'mg'),
  DietarySelenium: dietary('Selenium', 'ug'),
  DietaryIodine: dietary('Iodine', 'ug'),
  DietaryChromium: dietary('Chromium', 'ug'),
  DietaryMolybdenum: dietary('Molybdenum', 'ug'),
  DietaryVitaminA: dietary('Vitamin A', 'ug'),
  DietaryThiamin: dietary('Thiamin (vitamin B1)', 'mg'),
  DietaryRiboflavin: dietary('Riboflavin (vitamin B2)', 'mg'),
  DietaryNiacin: dietary('Niacin (vitamin B3)', 'mg'),
  DietaryPantothenicAcid: dietary('Pantothenic acid (vitamin B5)', 'mg'),
  DietaryVitaminB6: dietary('Vitamin B6', 'mg'),
  DietaryBiotin: dietary('Biotin (vitamin B7)', 'ug'),
  DietaryFolate: dietary('Folate (vitamin B9)', 'ug'),
  DietaryVitaminB12: dietary('Vitamin B12', 'ug'),
  DietaryVitaminC: dietary('Vitamin C', 'mg'),
  DietaryVitaminD: dietary('Vitamin D', 'ug'),
  DietaryVitaminE: dietary('Vitamin E', 'mg'),
  DietaryVitaminK: dietary('Vitamin K', 'ug'),
};

/** By their whole identifier. */
export const QUANTITY_TYPES: ReadonlyMap<string, QuantityType> = new Map([
  ...Object.entries(TYPES).map(([name, type]) => [`HKQuantityTypeIdentifier${name}`, type] as const),
  ['HKDataTypeSleepDurationGoal', sample('Sleep duration goal', 'h')] as const,
]);

/** Insulin by HKInsulinDeliveryReason: what a pump delivers all day is no long-acting insulin, so neither is a shared variable. */
export const INSULIN_BY_REASON: ReadonlyMap<string, VariableRef> = new Map([
  ['1', ownVariable('Insulin delivered, basal', '[iU]', 'sum')],
  ['2', ownVariable('Insulin delivered, bolus', '[iU]', 'sum')],
]);
