import { beginOf, dayIn, rowsOf, zoneProblems, zonesOf } from './zones.rules.js';

describe('the beginning of a day', () => {
  it.each([
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z'],
  ])('of %s in %s is %s', (day, zone, instant) => {
    expect(beginOf(day, zone)).toBe(instant);
    expect(dayIn(instant, zone)).toBe(day);
  });

  it('is the hour after where clocks leave out midnight', () => {
    expect(dayIn(beginOf('2018-11-04', 'America/Sao_Paulo'), 'America/Sao_Paulo')).toBe('2018-11-04');
    expect(beginOf('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  });
});

describe('the list of time zones', () => {
  const zones = [
    { validFrom: null, timeZone: 'Europe/Berlin' },
    { validFrom: '2026-05-01T11:30:00Z', timeZone: 'Asia/Tokyo' },
  ];

  it('is sent as it was where nothing was changed', () => {
    expect(zonesOf(rowsOf(zones))).toEqual(zones);
  });

  it('begins with an empty row', () => {
    expect(rowsOf([])).toEqual([{ day: '', timeZone: null, kept: null }]);
    expect(zoneProblems(rowsOf([]))).toEqual({ 0: 'Choose a time zone.' });
  });

  it('sends a new row from the beginning of its day there', () => {
    const rows = [...rowsOf(zones), { day: '2026-06-01', timeZone: 'Europe/Berlin', kept: null }];
    expect(zoneProblems(rows)).toEqual({});
    expect(zonesOf(rows)[2]).toEqual({ validFrom: '2026-05-31T22:00:00.000Z', timeZone: 'Europe/Berlin' });
  });

  it('says which row is not in order, or lacks something', () => {
    const row = (day: string, timeZone: string | null = 'UTC') => ({ day, timeZone, kept: null });
    expect(
      zoneProblems([row(''), row(''), row('2026-02-01'), row('2026-01-01'), row('2026-03-01', null)]),
    ).toEqual({
      1: 'Choose the first day there.',
      3: 'This day is not after the one above.',
      4: 'Choose a time zone.',
    });
  });
});
