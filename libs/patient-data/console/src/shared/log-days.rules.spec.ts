import { daysOf } from './log-days.rules.js';

describe('entries by day', () => {
  it('are told apart by the midnight of this device, in the order in which they came', () => {
    const at = [new Date(2026, 2, 2, 0, 0), new Date(2026, 2, 1, 23, 59), new Date(2026, 2, 1, 0, 0)];
    const days = daysOf(
      at.map((date, n) => ({ n, at: date.toISOString() })),
      (entry) => entry.at,
    );
    expect(days.map(({ day, entries }) => [day, entries.map(({ n }) => n)])).toEqual([
      ['2026-03-02', [0]],
      ['2026-03-01', [1, 2]],
    ]);
  });
});
