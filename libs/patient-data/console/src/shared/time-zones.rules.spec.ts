import { offsetText, zoneChoices, zoneText } from './time-zones.rules.js';

describe('time zones to choose from', () => {
  it('are all that are known, with UTC and those that were given, each once and in order', () => {
    const values = zoneChoices(['Europe/Berlin', 'Old/Name', null]).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin', 'Old/Name', 'America/New_York']));
    expect(new Set(values).size).toBe(values.length);
    expect([...values].sort((one, other) => one.localeCompare(other))).toEqual(values);
  });

  it('are written as people read them', () => {
    expect(zoneText('America/Argentina/Buenos_Aires')).toBe('America/Argentina/Buenos Aires');
  });

  it('tell how far their clocks are from UTC, in summer and winter', () => {
    expect(offsetText('Europe/Berlin', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+2');
    expect(offsetText('Europe/Berlin', new Date('2026-01-01T00:00:00Z'))).toBe('UTC+1');
    expect(offsetText('Nowhere/Land', new Date('2026-01-01T00:00:00Z'))).toBe('');
  });
});
