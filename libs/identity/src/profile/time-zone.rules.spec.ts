import { isTimeZone } from './time-zone.rules.js';

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Zurich', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('may be %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', '+01:00', 'Mars/Olympus', 'Europe/Zurich ', '../etc/localtime', 'x'.repeat(65), 5, null])(
    'may not be %p',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
