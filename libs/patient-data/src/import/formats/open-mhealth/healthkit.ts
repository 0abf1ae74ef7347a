import type { VariableRef } from '@carenode/records-contract';

import { ownVariable, VARIABLES } from '../../format/variables.js';

/** Quantity types of HealthKit that Granola writes as they are, because Open mHealth has no schema for them. */
const QUANTITIES: Readonly<Record<string, VariableRef>> = {
  ActiveEnergyBurned: VARIABLES.activeEnergy,
  BasalEnergyBurned: VARIABLES.basalEnergy,
  BloodGlucose: VARIABLES.bloodGlucose,
  BloodPressureDiastolic: VARIABLES.diastolic,
  BloodPressureSystolic: VARIABLES.systolic,
  BodyFatPercentage: VARIABLES.bodyFat,
  BodyMass: VARIABLES.weight,
  BodyMassIndex: VARIABLES.bodyMassIndex,
  BodyTemperature: VARIABLES.bodyTemperature,
  DietaryCaffeine: VARIABLES.caffeineIntake,
  DietaryCarbohydrates: VARIABLES.carbohydrateIntake,
  DietaryEnergyConsumed: VARIABLES.energyIntake,
  DietaryFatTotal: VARIABLES.fatIntake,
  DietaryProtein: VARIABLES.proteinIntake,
  DietaryWater: VARIABLES.waterIntake,
  DistanceCycling: VARIABLES.cyclingDistance,
  DistanceSwimming: VARIABLES.swimmingDistance,
  DistanceWalkingRunning: VARIABLES.walkingDistance,
  FlightsClimbed: VARIABLES.flightsClimbed,
  HeartRate: VARIABLES.heartRate,
  Height: VARIABLES.height,
  LeanBodyMass: VARIABLES.leanBodyMass,
  OxygenSaturation: VARIABLES.oxygenSaturation,
  RespiratoryRate: VARIABLES.respiratoryRate,
  RestingHeartRate: VARIABLES.restingHeartRate,
  StepCount: VARIABLES.steps,
  VO2Max: VARIABLES.vo2Max,
  WaistCircumference: VARIABLES.waist,
};

/** The variable of a quantity type; one that has no place among the shared ones is the patient's own, by its name. */
export function quantityVariable(type: string, unit: string, isCount: boolean): VariableRef {
  const name = type.replace(/^HKQuantityTypeIdentifier/, '');
  const shared = Object.hasOwn(QUANTITIES, name) ? QUANTITIES[name] : undefined;
  return shared ?? ownVariable(inWords(name), unit, isCount ? 'sum' : 'sample');
}

/** `HKWorkoutActivityTypeTraditionalStrengthTraining` → `Traditional strength training`. */
export function workoutName(type: string): string {
  return inWords(type.replace(/^HKWorkoutActivityType/, ''));
}

function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.replace(/^./, (first) => first.toUpperCase()).slice(0, 200);
}
