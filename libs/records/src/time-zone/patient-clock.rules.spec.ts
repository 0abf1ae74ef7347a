import { dayAfter, PatientClock } from './patient-clock.rules.js';

const at = (text: string) => Date.parse(text);
const silent = { timeZone: null, offsetMinutes: null };

describe('The day of a record', () => {
  const clock = new PatientClock(
    [
      { from: at('2024-06-01T00:00:00Z'), zone: 'Asia/Tokyo' },
      { from: -Infinity, zone: 'Europe/Berlin' },
      { from: at('2024-07-01T00:00:00Z'), zone: 'Europe/Nowhere' },
    ],
    'America/New_York',
  );
  const dayOf = (place: Parameters<PatientClock['of']>[0], text: string) =>
    clock.of(place, at(text)).dayAt(at(text));

  it('is that of the zone it tells, before that of its offset', () => {
    expect(dayOf({ timeZone: 'Pacific/Auckland', offsetMinutes: -600 }, '2024-01-01T12:30:00Z')).toBe(
      '2024-01-02',
    );
    expect(dayOf({ timeZone: null, offsetMinutes: -600 }, '2024-01-01T09:59:59Z')).toBe('2023-12-31');
    expect(dayOf({ timeZone: 'Not/AZone', offsetMinutes: -600 }, '2024-01-01T09:59:59Z')).toBe('2023-12-31');
  });

  it('is of where the patient was, when it tells nothing', () => {
    expect(dayOf(silent, '2024-01-01T23:30:00Z')).toBe('2024-01-02');
    expect(dayOf(silent, '2024-06-02T15:30:00Z')).toBe('2024-06-03');
    expect(dayOf(silent, '2024-08-02T15:30:00Z')).toBe('2024-08-03');
  });

  it('is of the instance, when nobody told where the patient was', () => {
    const nobody = new PatientClock([], 'America/New_York');
    expect(nobody.at(0).dayAt(at('2024-01-02T04:59:00Z'))).toBe('2024-01-01');
    expect(new PatientClock([], 'nonsense').at(0).dayAt(at('2024-01-01T23:59:00Z'))).toBe('2024-01-01');
  });

  it('begins where the offset says', () => {
    const india = clock.of({ timeZone: null, offsetMinutes: 330 }, 0);
    expect(india.startOfDay('2024-03-01')).toBe(at('2024-02-29T18:30:00Z'));
    expect(dayAfter('2024-02-28')).toBe('2024-02-29');
    expect(dayAfter('2024-03-01', -1)).toBe('2024-02-29');
  });
});
