import { quantityText } from '../food-log/amounts.rules.js';
import { severityText } from '../conditions/severity.rules.js';

/** What there is on a timeline, in the order of the filter. Other modules may bring kinds of their own. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  symptom: 'Symptoms',
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
    symptom: [severity === null ? null : `${severity} of 10, ${severityText(severity)}`, text('notes')],
    'condition-event': [
      text('condition'),
      severity === null ? null : `${severity} of 10, ${severityText(severity)}`,
      text('notes'),
    ],
    'treatment-started': [text('dosage'), text('status')],
    'treatment-ended': [text('dosage'), text('status')],
    food: [
      quantityText(number('quantity'), text('unit')) || null,
      amount(number('calories'), 'kcal'),
      text('meal'),
    ],
    activity: [
      amount(number('duration'), 'min'),
      amount(number('caloriesBurned'), 'kcal'),
      text('intensity'),
    ],
    import: [text('status')],
  };
  return (parts[kind] ?? []).filter((part) => part !== null).join(' · ');
}

const amount = (value: number | null, unit: string) => (value === null ? null : `${value} ${unit}`);
