import type { Schemas } from '@carenode/ui';

export type Lot = Schemas['Lot'];

export const STOCK = '/app/stock';

export const MOVEMENT_WORDS = {
  received: 'Received',
  counted: 'Counted',
  'written-off': 'Written off',
  returned: 'Returned',
} as const;
export type MovementKind = keyof typeof MOVEMENT_WORDS;

export const movementText = (kind: string): string => MOVEMENT_WORDS[kind as MovementKind] ?? kind;

const HOLD_WORDS: Readonly<Record<string, string>> = {
  manual: 'Held by hand',
  quality: 'Doubt about the goods',
  'possible-recall': 'A recall may mean it',
  recall: 'Recalled',
};
export const holdText = (kind: string): string => HOLD_WORDS[kind] ?? kind;

/** Holds that a decision about a recall releases, and nobody by hand. */
export const isOfRecall = (kind: string): boolean => kind === 'recall' || kind === 'possible-recall';

/** Whether a lot can be sold on a day, in words. */
export function lotState(
  { heldSince, expiresOn, quantity }: Pick<Lot, 'heldSince' | 'expiresOn' | 'quantity'>,
  today: string,
): { readonly text: string; readonly color: string } {
  if (heldSince !== null) return { text: 'Held', color: 'red' };
  if (expiresOn !== null && expiresOn <= today) return { text: 'Expired', color: 'gray' };
  if (quantity === 0) return { text: 'None left', color: 'gray' };
  return { text: 'For sale', color: 'green' };
}

/** The day some days later, in UTC. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The sign that the stock book wants: what is written off goes, what is counted is more or less, the rest comes. */
export function signed(kind: string, units: number): number {
  return kind === 'written-off' ? -Math.abs(units) : kind === 'counted' ? units : Math.abs(units);
}
