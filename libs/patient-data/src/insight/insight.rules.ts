import type { Caller } from '@carenode/module-kit';

import { patientDataErrors } from '../patient-data.errors.js';

const of = (fields: readonly string[], columns: readonly string[]) => ({ fields, columns });

/** What each reader of an insight may change of it: patients how they deal with it, its maker what it says. */
export const CHANGEABLE = {
  patient: of(['viewedAt', 'isHidden'], ['viewed_at', 'is_hidden']),
  provider: of(
    ['insightType', 'insightText', 'confidenceScore', 'dataSources', 'generatedAt'],
    ['insight_type', 'insight_text', 'confidence_score', 'data_sources', 'generated_at'],
  ),
} as const;

/** Throws `not_yours_to_change`, naming each field that this caller leaves to others. */
export function refuseForeignFields(caller: Caller, change: object): void {
  const mine: readonly string[] =
    caller === 'patient' || caller === 'provider' ? CHANGEABLE[caller].fields : [];
  const foreign = Object.entries(change).flatMap(([field, value]) =>
    value === undefined || mine.includes(field) ? [] : [field],
  );
  if (foreign.length === 0) return;
  throw patientDataErrors.not_yours_to_change(
    { caller, fields: mine.join(', ') },
    {
      errors: foreign.map((field) => ({
        field,
        rule: 'changeableBy',
        message: `${field} of an insight is not for a ${caller} to change.`,
      })),
    },
  );
}
