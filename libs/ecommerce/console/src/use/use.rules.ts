import type { Schemas } from '@carenode/ui';

/** What stands in the form that logs a use. */
export interface UseDraft {
  readonly variableName: string;
  readonly value: number | string;
  readonly unit: string;
  /** As a `datetime-local` field has it; empty: now. */
  readonly when: string;
  readonly notes: string;
}

const two = (number: number) => String(number).padStart(2, '0');

/** A moment with the offset of this device's clock: the instance keeps at what local time something happened. */
function instantWithOffset(date: Date): string {
  const east = -date.getTimezoneOffset();
  const minutes = Math.abs(east);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day}T${time}${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function measurementOf(draft: UseDraft, now: Date): Schemas['MeasurementInput'] {
  return {
    variableName: draft.variableName.trim(),
    value: draft.value === '' ? null : Number(draft.value),
    unit: draft.unit.trim() || null,
    startAt: instantWithOffset(draft.when === '' ? now : new Date(draft.when)),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    notes: draft.notes.trim() || null,
  };
}
