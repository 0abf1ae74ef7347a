import { fileOf, questionsOf } from '../../../../test/import/collect.js';
import { WEIGHT, point, file, oneOf, iso } from '../../../../test/import/data-points.js';
import { openMHealth } from '../open-mhealth.format.js';

describe('The time of a data point', () => {
  const at = (interval: object) =>
    oneOf('step-count', {
      step_count: { value: 9, unit: 'steps' },
      effective_time_frame: { time_interval: interval },
    });
  const start = '2024-03-01T08:00:00-05:00';
  const end = '2024-03-01T09:30:00-05:00';

  it.each([
    ['start and end', { start_date_time: start, end_date_time: end }],
    ['start and duration', { start_date_time: start, duration: { value: 1.5, unit: 'h' } }],
    ['end and duration', { end_date_time: end, duration: { value: 90, unit: 'min' } }],
    ['duration in seconds', { start_date_time: start, duration: { value: 5400, unit: 'sec' } }],
  ])('is told by %s', async (_what, interval) => {
    const { row } = await at(interval);
    expect([iso(row?.start), iso(row?.end), row?.series.offsetMinutes]).toEqual([
      '2024-03-01T13:00:00.000Z',
      '2024-03-01T14:30:00.000Z',
      -300,
    ]);
  });

  it('in UTC says nothing of the clock that the person saw', async () => {
    const { row } = await oneOf('body-weight', {
      ...WEIGHT,
      effective_time_frame: { date_time: '2024-03-01T07:00:00.123456Z' },
    });
    expect([row?.start, row?.series.offsetMinutes]).toEqual([
      Date.parse('2024-03-01T07:00:00.123Z') + 0.456,
      null,
    ]);
  });

  it.each([
    [{ start_date_time: end, end_date_time: start }, 'end_date_time', 'must not lie before start_date_time'],
    [{ start_date_time: start }, 'end_date_time', 'is missing, and so is duration'],
    [{ end_date_time: end }, 'start_date_time', 'is missing, and so is duration'],
    [{}, 'start_date_time', 'is missing, and so is date'],
    [{ date: '2024-03-01' }, 'part_of_day', 'is missing'],
    [
      { date: '2024-03-01', part_of_day: 'noon' },
      'part_of_day',
      'must be morning, afternoon, evening, night',
    ],
    [{ date: '2024', part_of_day: 'night' }, 'date', 'must be a day (YYYY-MM-DD)'],
    [
      { start_date_time: '2024-03-01', duration: { value: 1, unit: 'd' } },
      'start_date_time',
      expect.stringContaining('must be a date and time'),
    ],
    [{ start_date_time: 1709280000, duration: { value: 1, unit: 'd' } }, 'start_date_time', 'must be text'],
    [
      { start_date_time: start, duration: { value: 1, unit: 'Mo' } },
      'duration.unit',
      expect.stringContaining('exact length'),
    ],
    [
      { start_date_time: start, duration: { value: -1, unit: 'h' } },
      'duration.value',
      'must not be negative',
    ],
    [{ start_date_time: start, duration: { value: '1', unit: 'h' } }, 'duration.value', 'must be a number'],
  ])('is refused when the interval is %j', async (interval, field, reason) => {
    const { told } = await at(interval);
    expect(told.quarantined).toEqual([
      {
        kind: 'omh:step-count',
        at: 1,
        problem: { field: `body.effective_time_frame.time_interval.${field}`, reason },
      },
    ]);
  });

  it('is not made up where there is none', async () => {
    const { reason } = await oneOf('body-weight', { body_weight: WEIGHT.body_weight });
    expect(reason).toEqual({
      field: 'body.effective_time_frame',
      reason: 'is missing: when it was is not told',
    });
  });

  const evening = {
    body_weight: WEIGHT.body_weight,
    effective_time_frame: { time_interval: { date: '2024-03-30', part_of_day: 'evening' } },
  };
  const local = {
    body_weight: WEIGHT.body_weight,
    effective_time_frame: { date_time: '2024-10-27T02:30:00' },
  };

  it('asks for the zone of a local time or a part of a day, and of nothing else', async () => {
    const asked = async (body: object, answers = {}) =>
      (await questionsOf(openMHealth, [file([point('body-weight', body)])], answers)).map(({ id }) => id);
    expect(await asked(WEIGHT)).toEqual([]);
    expect(await asked(evening)).toEqual(['time-zone']);
    expect(await asked(local)).toEqual(['time-zone']);
    expect(await asked(local, { 'time-zone': 'Nowhere/Else' })).toEqual(['time-zone']);
    expect(await asked(local, { 'time-zone': 'Europe/Berlin' })).toEqual([]);
    const inPieces = fileOf('a', JSON.stringify([point('body-weight', local)]), 3);
    expect((await questionsOf(openMHealth, [inPieces])).length).toBe(1);
  });

  it('as part of a day is the hours of that word on the clock of the zone, the word kept', async () => {
    const { row } = await oneOf('body-weight', evening, { 'time-zone': 'Europe/Berlin' });
    expect([
      iso(row?.start),
      iso(row?.end),
      row?.notes,
      row?.series.timeZone,
      row?.series.offsetMinutes,
    ]).toEqual([
      '2024-03-30T17:00:00.000Z',
      '2024-03-30T23:00:00.000Z',
      'time told as: evening',
      'Europe/Berlin',
      60,
    ]);
    const night = {
      ...evening,
      effective_time_frame: { time_interval: { date: '2024-03-31', part_of_day: 'night' } },
    };
    const { row: short } = await oneOf('body-weight', night, { 'time-zone': 'Europe/Berlin' });
    // Clocks went forward that night: the day has 23 hours.
    expect(((short?.end ?? 0) - (short?.start ?? 0)) / 3_600_000).toBe(23);
  });

  it('that clocks showed twice is the first, and that is noted; without an answer it is quarantined', async () => {
    const { row, told } = await oneOf('body-weight', local, { 'time-zone': 'Europe/Berlin' });
    expect(iso(row?.start)).toBe('2024-10-27T00:30:00.000Z');
    expect(told.notes.map(({ problem }) => problem.reason)).toEqual([expect.stringContaining('twice')]);
    expect((await oneOf('body-weight', local)).reason?.reason).toContain('without a time zone');
  });
});
