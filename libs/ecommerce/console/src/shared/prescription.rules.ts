import type { Schemas } from '@carenode/ui';

export type Prescription = Schemas['Prescription'];

const WORDS: Readonly<Record<string, string>> = {
  active: 'Valid',
  'on-hold': 'On hold',
  cancelled: 'Cancelled',
  completed: 'Used up',
  stopped: 'Stopped',
  'entered-in-error': 'Entered in error',
};

/** Days are those of UTC, as the instance counts them. */
export const todayUtc = (now = new Date()) => now.toISOString().slice(0, 10);

/** Whether it can be filled on a day, and if not, why. */
export function prescriptionState(
  {
    status,
    validFrom,
    expiresOn,
    fillsRemaining,
  }: Pick<Prescription, 'status' | 'validFrom' | 'expiresOn' | 'fillsRemaining'>,
  today: string,
): { readonly text: string; readonly isUsable: boolean } {
  if (status !== 'active') return { text: WORDS[status] ?? status, isUsable: false };
  if (expiresOn <= today) return { text: 'Expired', isUsable: false };
  if (fillsRemaining === 0) return { text: 'Used up', isUsable: false };
  if (validFrom > today) return { text: 'Not valid yet', isUsable: false };
  return { text: 'Valid', isUsable: true };
}

/** The day some years later: the last of February where there is no 29th. */
export function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last))).toISOString().slice(0, 10);
}
