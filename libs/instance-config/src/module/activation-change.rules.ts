import type { Audience } from '@carenode/instance-config-contract';
import { type FieldError, invalidInput } from '@carenode/module-kit';
import { isInstant } from '@carenode/module-kit/http';

import { readAudience } from '../activation/audience.rules.js';

/** A change of a module's activation as it was asked for. Absent keeps, null clears. */
export interface ActivationChange {
  readonly isActive?: boolean | undefined;
  readonly activationDate?: string | null | undefined;
  readonly expirationDate?: string | null | undefined;
  readonly audience?: unknown;
  readonly activationKey?: string | null | undefined;
  readonly reason?: string | undefined;
  readonly withDependencies?: boolean | undefined;
  readonly withDependents?: boolean | undefined;
}

/** The same, checked and in the table's types. */
export interface CheckedChange extends Omit<
  ActivationChange,
  'activationDate' | 'expirationDate' | 'audience'
> {
  readonly activationDate?: Date | null | undefined;
  readonly expirationDate?: Date | null | undefined;
  readonly audience?: Audience | null | undefined;
}

/** Checks what does not depend on what is stored. Throws `validation_failed` that names field and rule. */
export function checkChange(change: ActivationChange): CheckedChange {
  const errors: FieldError[] = [];
  const instant = (field: 'activationDate' | 'expirationDate'): Date | null | undefined => {
    const value = change[field];
    if (value === undefined || value === null) return value;
    if (isInstant(value)) return new Date(value);
    errors.push({
      field,
      rule: 'instant',
      message: `${field} is an ISO 8601 instant with offset, from 1900 to 2199.`,
    });
    return undefined;
  };
  const text = (field: 'activationKey' | 'reason', min: number, max: number): void => {
    const value = change[field];
    if (value === undefined || value === null || (value.length >= min && value.length <= max)) return;
    errors.push({ field, rule: 'isLength', message: `${field} has ${min} to ${max} characters.` });
  };
  const activationDate = instant('activationDate');
  const expirationDate = instant('expirationDate');
  text('activationKey', 8, 500);
  text('reason', 1, 500);
  const [first, ...others] = errors;
  if (first) throw invalidInput(first, ...others);
  const audience =
    change.audience === undefined || change.audience === null
      ? change.audience
      : readAudience(change.audience);
  return { ...change, activationDate, expirationDate, audience };
}

/**
 * What the window becomes. Throws `validation_failed` when it would end before it begins, naming the field
 * that was sent.
 */
export function windowAfter(
  change: CheckedChange,
  stored: { readonly from: Date | null; readonly until: Date | null },
): { readonly from: Date | null; readonly until: Date | null } {
  const from = change.activationDate === undefined ? stored.from : change.activationDate;
  const until = change.expirationDate === undefined ? stored.until : change.expirationDate;
  if (from && until && until <= from) {
    const field = change.expirationDate === undefined ? 'activationDate' : 'expirationDate';
    const message = `expirationDate (${until.toISOString()}) lies after activationDate (${from.toISOString()}).`;
    throw invalidInput({ field, rule: 'order', message });
  }
  return { from, until };
}
