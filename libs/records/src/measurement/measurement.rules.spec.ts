import { contentColumns, variableOf } from './measurement.rules.js';

const columns = (startAt: string, timeZone?: string) =>
  contentColumns({ startAt, ...(timeZone ? { timeZone } : {}) });

describe('when something was measured', () => {
  it.each([
    ['2026-03-01T08:30:00+01:00', undefined, 60],
    ['2026-03-01T08:30:00-09:30', undefined, -570],
    ['2026-03-01T08:30:00Z', undefined, 0],
    ['2026-03-01T08:30:00Z', 'America/New_York', -300],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', 60],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', 120],
    ['2026-07-01T08:30:00+05:45', 'Asia/Kathmandu', 345],
    ['2026-07-01T08:30:00Z', 'UTC', 0],
    ['2026-07-01T08:30:00Z', 'Etc/GMT+5', -300],
    ['1900-01-01T00:00:00Z', 'Europe/Paris', 9],
  ])('%s in %s is %i minutes east of UTC', (startAt, timeZone, minutes) => {
    expect(columns(startAt, timeZone)).toMatchObject({ utcOffsetMinutes: minutes });
  });

  it.each(['+01:00', 'CEST?', 'Europe/', '/Berlin', 'Europe/Nowhere', '', ' UTC', '../UTC'])(
    'is not told by the zone "%s"',
    (timeZone) => {
      expect(() => contentColumns({ startAt: '2026-03-01T08:30:00Z', timeZone })).toThrow('IANA time zone');
    },
  );

  it('is refused when offset and zone contradict each other', () => {
    expect(() => columns('2026-07-01T08:30:00+01:00', 'Europe/Berlin')).toThrow('not that of timeZone');
    expect(columns('2026-07-01T08:30:00+02:00', 'Europe/Berlin')).toMatchObject({ utcOffsetMinutes: 120 });
  });

  it('stays as it is in a change that does not name it', () => {
    expect(contentColumns({ value: 1 })['utcOffsetMinutes']).toBeUndefined();
  });
});

describe('the variable of a new measurement', () => {
  const rest = { value: 1, startAt: '2026-03-01T08:30:00Z' };

  it('is named by id, by code or by name', () => {
    expect(variableOf({ ...rest, variableId: 'x' })).toBe('x');
    expect(variableOf({ ...rest, variableCode: '8867-4' })).toEqual({
      codeSystem: 'http://loinc.org',
      code: '8867-4',
      name: null,
    });
    expect(
      variableOf({ ...rest, variableCode: 'A', variableCodeSystem: 'urn:b', variableName: 'C' }),
    ).toEqual({ codeSystem: 'urn:b', code: 'A', name: 'C' });
    expect(variableOf({ ...rest, variableName: 'Mood' })).toEqual({
      codeSystem: null,
      code: null,
      name: 'Mood',
    });
  });

  it('is named once, and not by a code system alone', () => {
    expect(() => variableOf({ ...rest, variableId: 'x', variableName: 'y' })).toThrow(
      'variableId comes without',
    );
    expect(() => variableOf({ ...rest, variableName: 'x', variableCodeSystem: 'y' })).toThrow(
      'comes with variableCode',
    );
    expect(() => variableOf(rest)).toThrow('names its variable');
  });
});
