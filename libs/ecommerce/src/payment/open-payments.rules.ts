/** A payment that may have been made without anybody having told so. Instants are milliseconds since 1970. */
export interface Asked {
  readonly createdAt: number;
  /** When the reservation of its order is over; null if it is kept. */
  readonly reservedUntil: number | null;
}

/** So long before the reservation of an order is over its payment is asked about once more. */
export const LAST_MS = 60_000;
const AT_LEAST_MS = 60_000;
const AT_MOST_MS = 6 * 3_600_000;

/**
 * When a payment that was asked about now is asked about again: the older it is, the later, and in any case shortly before
 * the reservation of its order is over.
 */
export function nextAsk({ createdAt, reservedUntil }: Asked, now: number): number {
  const byAge = now + Math.min(AT_MOST_MS, Math.max(AT_LEAST_MS, (now - createdAt) / 2));
  const last = reservedUntil === null ? byAge : reservedUntil - LAST_MS;
  return now < last ? Math.min(last, byAge) : byAge;
}
