import { dayAfter, dayAt, startOfDay } from './day.rules.js';

describe('days of a chart', () => {
  it('are at their beginning in the browser’s calendar, and are found again there', () => {
    expect(new Date(startOfDay('2026-03-29')).getHours()).toBe(0);
    expect(dayAt(startOfDay('2026-03-29'))).toBe('2026-03-29');
    expect(dayAt(startOfDay('0999-12-31') + 3_600_000)).toMatch(/12-31$/);
  });

  it('follow one another over months, years and leap days', () => {
    expect(dayAfter('2024-02-28')).toBe('2024-02-29');
    expect(dayAfter('2025-12-31')).toBe('2026-01-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
});
