import type { VariableRef } from '@carenode/records-contract';

import { VARIABLES, ownVariable } from '../../format/variables.js';
import type { NutrientColumn } from './cronometer-layout.js';

/** Sums of a day that other sources tell as well. Water in grams and alcohol in grams are not the volumes and drinks of others. */
const SHARED = new Map<string, VariableRef>([
  ['Energy', VARIABLES.energyIntake],
  ['Protein', VARIABLES.proteinIntake],
  ['Carbs', VARIABLES.carbohydrateIntake],
  ['Fat', VARIABLES.fatIntake],
  ['Caffeine', VARIABLES.caffeineIntake],
]);

/** What a column of the daily summary sums up. */
export function summedBy({ name, unit }: NutrientColumn): VariableRef {
  return SHARED.get(name) ?? ownVariable(`${name} intake`, unit, 'sum');
}
