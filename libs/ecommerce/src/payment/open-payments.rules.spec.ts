import { nextAsk } from './open-payments.rules.js';

const minutes = (count: number): number => count * 60_000;

/** At which ages, in minutes, a payment is asked about that is never made. */
function ages(reservedUntil: number | null, until: number): number[] {
  const asked: number[] = [];
  for (let now = minutes(2); now <= until; now = nextAsk({ createdAt: 0, reservedUntil }, now))
    asked.push(now);
  return asked.map((now) => now / minutes(1));
}

describe('a payment that nobody tells of', () => {
  it('is asked about more rarely the older it is, and once more before its order lapses', () => {
    expect(ages(minutes(30), minutes(30))).toEqual([2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 29]);
    expect(ages(minutes(4), minutes(4))).toEqual([2, 3]);
  });

  it('is asked about a few times a day when it takes days', () => {
    expect(ages(null, minutes(7 * 1440)).length).toBeLessThan(45);
    expect(nextAsk({ createdAt: 0, reservedUntil: null }, minutes(14 * 1440))).toBe(minutes(14 * 1440 + 360));
  });

  it('is never asked about twice within a minute because its order lapses', () => {
    for (const left of [1, 1000, minutes(1), minutes(1) - 1])
      expect(
        nextAsk({ createdAt: 0, reservedUntil: minutes(10) + left }, minutes(10)),
      ).toBeGreaterThanOrEqual(minutes(11));
  });
});
