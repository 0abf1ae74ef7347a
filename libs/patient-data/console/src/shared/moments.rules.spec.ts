import {
  atSameTime,
  boundsOf,
  dayAfter,
  dayHeading,
  instantWithOffset,
  localDay,
  localText,
  toldInstant,
} from './moments.rules.js';

const MOMENT = new Date(2026, 2, 1, 8, 5, 9);

describe('a moment on the clock of the device', () => {
  it('is the same moment when it is read again, with or without its offset', () => {
    expect(localText(MOMENT)).toBe('2026-03-01T08:05');
    expect(localDay(MOMENT)).toBe('2026-03-01');
    expect(instantWithOffset(MOMENT)).toMatch(/^2026-03-01T08:05:09[+-]\d{2}:\d{2}$/);
    expect(new Date(instantWithOffset(MOMENT)).getTime()).toBe(MOMENT.getTime());
    expect(new Date(toldInstant('2026-03-01T08:05')).getTime()).toBe(new Date(2026, 2, 1, 8, 5).getTime());
  });

  it('has its clock time on another day too', () => {
    expect(localText(atSameTime(MOMENT.toISOString(), '2026-07-15'))).toBe('2026-07-15T08:05');
  });

  it('is now when nothing is told', () => {
    expect(Math.abs(Date.now() - new Date(toldInstant('')).getTime())).toBeLessThan(5000);
  });
});

describe('a day', () => {
  it('lasts from its midnight to the next', () => {
    const { from, to } = boundsOf('2026-03-01');
    expect(new Date(from).getTime()).toBe(new Date(2026, 2, 1).getTime());
    expect(new Date(to).getTime()).toBe(new Date(2026, 2, 2).getTime());
  });

  it('is followed by the next one, over the ends of months and years', () => {
    expect([dayAfter('2026-02-28', 1), dayAfter('2026-01-01', -1), dayAfter('2024-02-28', 1)]).toEqual([
      '2026-03-01',
      '2025-12-31',
      '2024-02-29',
    ]);
  });

  it('is called by how near it is', () => {
    expect(dayHeading('2026-03-01', '2026-03-01')).toBe('Today');
    expect(dayHeading('2026-02-28', '2026-03-01')).toBe('Yesterday');
    expect(dayHeading('2026-02-27', '2026-03-01')).toMatch(/^Friday,? 27 February 2026$/);
  });
});
