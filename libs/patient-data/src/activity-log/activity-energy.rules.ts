import type { INTENSITIES } from './activity-log.entity.js';

export type Intensity = (typeof INTENSITIES)[number];

/** A published type of activity. */
export interface TypeOfActivity {
  readonly code: string;
  readonly family: string;
  readonly met: number;
  readonly words: readonly string[];
}

/** Energy, and where it is from; or why it is not known. */
export interface Energy {
  readonly caloriesBurned: number | null;
  readonly energySource: string;
}

export const TOLD: string = 'told';
const UNKNOWN = 'unknown: ';
const WORKED_OUT = 'met: ';

/** Is it for us to work out anew when the entry changes? Never what somebody or an import told. */
export const isOurs = (energySource: string | null): boolean =>
  energySource?.startsWith(UNKNOWN) === true || energySource?.startsWith(WORKED_OUT) === true;

/** WHO guidelines on physical activity and sedentary behaviour (2020). */
const BOUNDS: Readonly<Record<Intensity, readonly [from: number, to: number]>> = {
  sedentary: [0, 1.5],
  light: [1.5, 3],
  moderate: [3, 6],
  vigorous: [6, Infinity],
};

/**
 * The type that words and intensity mean: the one that has the words, or, when it is not as hard as was told, the one of its
 * family that is and comes closest. Undefined for words of no type, and for a family that is never that hard.
 */
export function typeOf(
  types: readonly TypeOfActivity[],
  words: string,
  intensity: Intensity | null | undefined,
): TypeOfActivity | undefined {
  const told = words.trim().toLowerCase().replace(/\s+/g, ' ');
  const usual = types.find((type) => type.words.includes(told));
  if (!usual || intensity == null) return usual;
  const [from, to] = BOUNDS[intensity];
  return types
    .filter(({ family, met }) => family === usual.family && met >= from && met < to)
    .toSorted((one, other) => Math.abs(one.met - usual.met) - Math.abs(other.met - usual.met))[0];
}

/** kcal = MET × kg × h (1 MET is 1 kcal per kg and hour), in whole kcal. */
export function energyOf(
  type: TypeOfActivity | undefined,
  minutes: number | null | undefined,
  kilograms: number | undefined,
): Energy {
  const not = (why: string): Energy => ({ caloriesBurned: null, energySource: UNKNOWN + why });
  if (!type) return not('no MET is published for this activity at this intensity');
  if (minutes == null) return not('no duration is told');
  if (kilograms === undefined) return not('no body weight was measured before it');
  const hours = Math.round((minutes / 60) * 1000) / 1000;
  return {
    caloriesBurned: Math.round((type.met * kilograms * minutes) / 60),
    energySource: `${WORKED_OUT}${type.code} ${type.met} × ${kilograms} kg × ${hours} h`,
  };
}
