import { ZoneClock } from './zone-clock.js';

const berlin = ZoneClock.of('Europe/Berlin') as ZoneClock;
const iso = (at: number) => new Date(at).toISOString();

describe('The clock of a time zone', () => {
  it('knows its offset before and after clocks are changed', () => {
    expect(berlin.offsetAt(Date.parse('2022-03-27T00:59:59Z'))).toBe(60);
    expect(berlin.offsetAt(Date.parse('2022-03-27T01:00:00Z'))).toBe(120);
    expect(ZoneClock.of('Asia/Kathmandu')?.offsetAt(0)).toBe(330);
    expect(ZoneClock.of('Asia/Kathmandu')?.offsetAt(Date.parse('2024-01-01T00:00:00Z'))).toBe(345);
  });

  it('tells a time that clocks showed twice from one that they never showed', () => {
    const twice = berlin.instantOf({ year: 2022, month: 10, day: 30, hour: 2, minute: 30 });
    expect([iso(twice.at), twice.offsetMinutes, twice.shown]).toEqual([
      '2022-10-30T00:30:00.000Z',
      120,
      'twice',
    ]);
    const never = berlin.instantOf({ year: 2022, month: 3, day: 27, hour: 2, minute: 30 });
    expect([iso(never.at), never.shown]).toEqual(['2022-03-27T01:30:00.000Z', 'never']);
    const once = berlin.instantOf({ year: 2022, month: 3, day: 27, hour: 3, minute: 0, second: 1.5 });
    expect([iso(once.at), once.shown]).toEqual(['2022-03-27T01:00:01.500Z', 'once']);
  });

  it('begins a day at midnight, or where midnight was jumped over, with the jump', () => {
    expect(iso(berlin.startOfDay('2022-10-30'))).toBe('2022-10-29T22:00:00.000Z');
    expect(iso(berlin.startOfDay('2022-10-31'))).toBe('2022-10-30T23:00:00.000Z');
    const beirut = ZoneClock.of('Asia/Beirut') as ZoneClock;
    expect(iso(beirut.startOfDay('2022-03-27'))).toBe('2022-03-26T22:00:00.000Z');
    expect(beirut.dayAt(Date.parse('2022-03-26T21:59:59Z'))).toBe('2022-03-26');
    expect(beirut.dayAt(Date.parse('2022-03-26T22:00:00Z'))).toBe('2022-03-27');
  });

  it('is of zones that exist only', () => {
    expect(ZoneClock.of('Europe/Nowhere')).toBeUndefined();
    expect(ZoneClock.of('constructor')).toBeUndefined();
    expect(ZoneClock.of('')).toBeUndefined();
  });
});
