import { valueText } from '@carenode/ui';

/** What the fields of an activity are called. */
export const ACTIVITY_LABELS = {
  activityType: 'What was done',
  duration: 'Minutes',
  intensity: 'How hard',
  caloriesBurned: 'Energy in kcal',
  timestamp: 'When it began',
  notes: 'Notes',
} as const;

/** Intensities of the WHO guidelines on physical activity (2020), as people read them. */
export const INTENSITY_WORDS = {
  sedentary: 'Sitting or lying',
  light: 'Light',
  moderate: 'Moderate',
  vigorous: 'Vigorous',
} as const;

const REASONS: Readonly<Record<string, string>> = {
  'no MET is published for this activity at this intensity':
    'Energy is not known: no value is published for this activity at this intensity.',
  'no duration is told': 'Energy is not known: say how long it took.',
  'no body weight was measured before it':
    'Energy is not known: no body weight was measured before it. Add one, and it can be worked out.',
};

/**
 * Where the energy of an activity is from, in a sentence: told, worked out (with the formula and its source), or why it is
 * not known. Null for what an import brought.
 */
export function energyText(energySource: string | null): string | null {
  if (energySource === null) return null;
  if (energySource === 'told') return 'Energy as it was told.';
  const formula = /^met: (\S+) ([\d.]+) × ([\d.]+) kg × ([\d.]+) h$/.exec(energySource);
  if (formula) {
    const [, code = '', met = '', weight = '', hours = ''] = formula;
    return `Worked out: ${met} MET × ${valueText(Number(weight))} kg × ${hours} h (Compendium of Physical Activities 2011, code ${code}).`;
  }
  const why = /^unknown: (.+)$/s.exec(energySource)?.[1];
  if (why !== undefined) return REASONS[why] ?? `Energy is not known: ${why}.`;
  return energySource;
}

/** `45 min`, `1 h 30 min`. */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Words that lead to a published value, each once, to be suggested while somebody types. */
export function knownWords(types: readonly { readonly words: unknown }[]): string[] {
  const words = types.flatMap(({ words: told }) => (Array.isArray(told) ? (told as unknown[]) : []));
  return [...new Set(words.filter((word): word is string => typeof word === 'string'))].sort((one, other) =>
    one.localeCompare(other),
  );
}
