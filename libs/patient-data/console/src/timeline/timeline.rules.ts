import { unitText, valueText } from '@carenode/ui';

import { quantityText } from '../food-log/amounts.rules.js';
import { severityWords } from '../conditions/event-draft.rules.js';

/** What there is on a timeline, in the order of the filter. Other modules may bring kinds of their own. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  symptom: 'Symptoms',
  'recorded-symptom': 'Symptoms from apps',
  'condition-event': 'Other events of conditions',
  'treatment-started': 'Treatments that began',
  'treatment-ended': 'Treatments that ended',
  food: 'Food',
  activity: 'Activities',
  insight: 'Insights',
  import: 'Imports',
};

/** One thing of a kind, as a word before its title. */
const ONE: Readonly<Record<string, string>> = {
  symptom: 'Symptom',
  'recorded-symptom': 'Symptom',
  'condition-event': 'Event',
  'treatment-started': 'Treatment began',
  'treatment-ended': 'Treatment ended',
  food: 'Food',
  activity: 'Activity',
  insight: 'Insight',
  import: 'Import',
};

/** `medication-dispensed` as `Medication dispensed`. */
const inWords = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');

export const kindWord = (kind: string): string => ONE[kind] ?? inWords(kind);

/** What an item is called: an event in words, anything else by its own name. */
export function titleOf(kind: string, title: string): string {
  return kind === 'condition-event' || (kind === 'symptom' && title === 'symptom') ? inWords(title) : title;
}

/** What else there is to say of an item, in a line; empty when there is nothing. */
export function detailText(kind: string, detail: Readonly<Record<string, unknown>>): string {
  const text = (name: string) => {
    const value = detail[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const number = (name: string) => {
    const value = detail[name];
    return typeof value === 'number' ? value : null;
  };
  const severity = number('severity');
  const parts: Readonly<Record<string, readonly (string | null)[]>> = {
    symptom: [severity === null ? null : severityWords(severity), text('notes')],
    'recorded-symptom': [symptomText(text('value')), text('notes'), text('source')],
    'condition-event': [text('condition'), severity === null ? null : severityWords(severity), text('notes')],
    'treatment-started': [text('dosage'), text('status')],
    'treatment-ended': [text('dosage'), text('status')],
    food: [
      quantityText(number('quantity'), text('unit')) || null,
      amount(number('calories'), 'kcal'),
      text('meal'),
    ],
    activity: [
      amount(number('duration'), 'min'),
      distanceText(detail['distance']),
      amount(number('caloriesBurned'), 'kcal'),
      text('intensity'),
    ],
    import: [text('status')],
  };
  return (parts[kind] ?? []).filter((part) => part !== null).join(' · ');
}

/** Apple's codes end in the word: `HKCategoryValueSeverityMild`. */
const symptomText = (value: string | null) =>
  value && inWords(value.replace(/^HKCategoryValue(?:Severity|Presence)/, ''));

function distanceText(distance: unknown): string | null {
  if (typeof distance !== 'object' || distance === null) return null;
  const { value, unit } = distance as { readonly value?: unknown; readonly unit?: unknown };
  return typeof value === 'number' && typeof unit === 'string'
    ? [valueText(value), unitText(unit)].filter(Boolean).join(' ')
    : null;
}

const amount = (value: number | null, unit: string) => (value === null ? null : `${value} ${unit}`);
