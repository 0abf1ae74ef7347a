import { collect, fileAt, fileOf, questionsOf } from '../../../test/import/collect.js';
import type { ReadActivity, ReadMeasurement } from '../format/read-rows.js';
import { dexcomClarity } from './dexcom-clarity.format.js';

const FIXTURE = new URL('../../../test/fixtures/dexcom-clarity/Clarity_Export_synthetic.csv', import.meta.url)
  .pathname;
const HEADER =
  'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,' +
  'Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams),Duration (hh:mm:ss),' +
  'Glucose Rate of Change (mg/dL/min),Transmitter Time (Long Integer),Transmitter ID';
const BERLIN = { 'time-zone': 'Europe/Berlin' };

const clarity = (...rows: string[]) =>
  fileOf('export.csv', `\uFEFF${[HEADER, ...rows].join('\r\n')}\r\n`, 997);
const egv = (time: string, value: string, ticks: number | '', id = '8XYZ') =>
  `"11","${time}","EGV","","","","iPhone G6","${value}","","","","","${ticks}","${id}"`;
const measurements = (rows: readonly unknown[]) => rows as readonly ReadMeasurement[];
const at = (row: ReadMeasurement) => new Date(row.start).toISOString();

describe('Dexcom Clarity', () => {
  describe('the export of GlucoseDAO', () => {
    it('is read to the last row, with the counts and sums that the file gives', async () => {
      const told = await collect(dexcomClarity, [await fileAt(FIXTURE)], { 'time-zone': 'Europe/Moscow' });
      expect(told.read).toBe(3979);
      expect(told.added.length).toBe(3969);
      expect(told.quarantined).toEqual([]);
      expect(told.notes).toEqual([]);
      expect(told.skipped).toEqual({ FirstName: 1, LastName: 1, Device: 1, Alert: 7 });
      const rows = measurements(told.rows);
      const of = (code: string) => rows.filter(({ series }) => series.variable.code === code);
      const sum = (some: readonly ReadMeasurement[]) =>
        some.reduce((total, { value }) => total + Number(value), 0);
      const glucose = of('99504-3');
      expect(glucose.length).toBe(3922);
      const low = glucose.filter(({ comparator }) => comparator === '<');
      expect(low.map(({ value }) => value)).toEqual(['40', '40', '40', '40', '40']);
      expect(sum(glucose)).toBe(487633 + 5 * 40);
      expect(of('rapid-acting-insulin').length).toBe(33);
      expect(of('long-acting-insulin').length).toBe(14);
      expect(sum([...of('rapid-acting-insulin'), ...of('long-acting-insulin')])).toBe(485.5);
    });

    it('keeps instant, offset, zone, unit and device, and one object for each series', async () => {
      const { rows } = await collect(dexcomClarity, [await fileAt(FIXTURE, 1000)], {
        'time-zone': 'Europe/Moscow',
      });
      const [first] = measurements(rows);
      expect(first).toMatchObject({ value: '144', start: Date.UTC(1961, 3, 11, 21, 56, 47), end: null });
      expect(first?.series).toMatchObject({
        unit: 'mg/dL',
        source: 'Dexcom Clarity',
        device: 'Dexcom G6 Mobile App (android G6)',
        offsetMinutes: 180,
        timeZone: 'Europe/Moscow',
      });
      expect(new Set(measurements(rows).map(({ series }) => series)).size).toBe(3);
    });

    it('tells nobody whose it is', async () => {
      const told = await collect(dexcomClarity, [await fileAt(FIXTURE)], BERLIN);
      expect(JSON.stringify(told)).not.toContain('Gagarin');
    });
  });

  it('asks for the time zone, and takes no zone that there is not', async () => {
    const file = clarity(egv('2022-10-29T12:00:00', '100', 1));
    expect((await questionsOf(dexcomClarity, [file])).map(({ id }) => id)).toEqual(['time-zone']);
    expect((await questionsOf(dexcomClarity, [file], { 'time-zone': 'Mars/Olympus' })).length).toBe(1);
    expect(await questionsOf(dexcomClarity, [file], BERLIN)).toEqual([]);
    await expect(collect(dexcomClarity, [file])).rejects.toMatchObject({ code: 'answer_missing' });
    await expect(collect(dexcomClarity, [file], { 'time-zone': 'Mars/Olympus' })).rejects.toMatchObject({
      code: 'answer_invalid',
    });
  });

  describe('in the night when clocks are put back', () => {
    // 30 October 2022: 02:00 to 03:00 in Berlin came twice. Ticks are seconds since 12:00 UTC of the day before.
    const ticks = (iso: string) => (Date.parse(iso) - Date.parse('2022-10-29T12:00:00Z')) / 1000;
    const FIRST = '2022-10-30T00:30:00.000Z';
    const SECOND = '2022-10-30T01:30:00.000Z';

    it('keeps both readings of one local time, each at its instant', async () => {
      const told = await collect(
        dexcomClarity,
        [
          clarity(
            egv('2022-10-30T01:55:00', '90', ticks('2022-10-29T23:55:00Z')),
            egv('2022-10-30T02:30:00', '120', ticks(SECOND) + 2),
            egv('2022-10-30T02:30:00', '100', ticks(FIRST) - 1),
            egv('2022-10-30T03:05:00', '130', ticks('2022-10-30T02:05:00Z')),
          ),
        ],
        BERLIN,
      );
      const rows = measurements(told.rows).map((row) => [row.value, at(row), row.series.offsetMinutes]);
      expect(rows).toEqual([
        ['90', '2022-10-29T23:55:00.000Z', 120],
        ['120', SECOND, 60],
        ['100', FIRST, 120],
        ['130', '2022-10-30T02:05:00.000Z', 60],
      ]);
      expect(told.notes).toEqual([]);
    });

    it('finds the instant from a later reading when the file begins in that hour', async () => {
      const told = await collect(
        dexcomClarity,
        [
          clarity(
            egv('2022-10-30T02:30:00', '100', ticks(FIRST)),
            egv('2022-10-30T02:30:00', '100', ticks(SECOND)),
            egv('2022-10-30T04:00:00', '130', ticks('2022-10-30T03:00:00Z')),
          ),
        ],
        BERLIN,
      );
      expect(measurements(told.rows).map(at)).toEqual([FIRST, SECOND, '2022-10-30T03:00:00.000Z']);
      expect(told.notes).toEqual([]);
    });

    it('takes what has no count as of the first time, and says so', async () => {
      const meal = '12,2022-10-30T02:30:00,Carbs,,,,iPhone G6,,,45,,,,';
      const told = await collect(
        dexcomClarity,
        [clarity(meal, egv('2022-10-30T02:31:00', '99', ''))],
        BERLIN,
      );
      expect(measurements(told.rows).map(at)).toEqual([FIRST, '2022-10-30T00:31:00.000Z']);
      expect(told.notes).toEqual([
        {
          at: 2,
          problem: { reason: expect.stringContaining('2 times lie in an hour that clocks showed twice') },
        },
      ]);
    });

    it('reads a time that clocks did not show, and says so', async () => {
      const told = await collect(dexcomClarity, [clarity(egv('2022-03-27T02:30:00', '99', 5))], BERLIN);
      expect(measurements(told.rows).map(at)).toEqual(['2022-03-27T01:30:00.000Z']);
      expect(told.notes.length).toBe(1);
    });
  });

  it('notes where the clock was set on a journey', async () => {
    const rows = [egv('2022-07-01T12:00:00', '90', 1000), egv('2022-07-01T06:05:00', '91', 1300)];
    const told = await collect(dexcomClarity, [clarity(...rows)], BERLIN);
    expect(told.added.length).toBe(2);
    expect(told.notes).toEqual([
      { at: 3, problem: { field: 'Timestamp', reason: expect.stringContaining('set forward or back') } },
    ]);
  });

  it('reads calibrations, carbohydrates, exercise, health events and notes', async () => {
    const told = await collect(
      dexcomClarity,
      [
        clarity(
          '3,,Device,,,Dexcom G6 Mobile App,iPhone G6,,,,,,,',
          '11,2022-07-01T12:00:00,Calibration,,,,iPhone G6,104,,,,,,',
          '12,2022-07-01T12:01:00,Carbs,,,,iPhone G6,,,45,,,,',
          '13,2022-07-01T12:02:00,Exercise,Medium,,,iPhone G6,,,,0:30:00,,,',
          '14,2022-07-01T12:03:00,Health,Stress,,,iPhone G6,,,,,,,',
          '15,2022-07-01T12:04:00,Something New,,,,iPhone G6,,,,,,,',
          '16,2022-07-01T12:05:00,Insulin,,,,iPhone G6,,2,,,,,',
        ),
      ],
      BERLIN,
    );
    expect(told.skipped).toEqual({ Device: 1, 'Something New': 1 });
    const [calibration, carbs, exercise, health, insulin] = told.rows as readonly [
      ReadMeasurement,
      ReadMeasurement,
      ReadActivity,
      ReadMeasurement,
      ReadMeasurement,
    ];
    expect([calibration.series.variable.code, calibration.value]).toEqual(['2339-0', '104']);
    expect([carbs.series.variable.code, carbs.value, carbs.series.unit]).toEqual([
      'carbohydrate-intake',
      '45',
      'g',
    ]);
    expect(exercise).toMatchObject({
      type: 'activity',
      intensity: 'moderate',
      durationMinutes: 30,
      device: 'Dexcom G6 Mobile App (iPhone G6)',
      start: { at: Date.UTC(2022, 6, 1, 10, 2), offsetMinutes: 120, timeZone: 'Europe/Berlin' },
    });
    expect([health.value, health.valueText, health.series.variable.name]).toEqual([
      null,
      'Stress',
      'Health event',
    ]);
    expect([insulin.series.variable.code, insulin.value]).toEqual([null, '2']);
  });

  it('takes the unit of the heading: Low and High are the limits in that unit', async () => {
    const header = HEADER.replaceAll('mg/dL', 'mmol/L');
    const rows = [
      egv('2022-07-01 12:00:00', '5,4', 1),
      egv('2022-07-01 12:05:00', 'Low', 301),
      egv('2022-07-01 12:10:00', 'High', 601),
    ];
    const told = await collect(dexcomClarity, [fileOf('x', [header, ...rows].join('\n'))], BERLIN);
    const values = measurements(told.rows).map(({ comparator, value, series }) => [
      comparator,
      value,
      series.unit,
    ]);
    expect(values).toEqual([
      [undefined, '5.4', 'mmol/L'],
      ['<', '2.2', 'mmol/L'],
      ['>', '22.2', 'mmol/L'],
    ]);
  });

  it('asks for a unit that the heading does not tell', async () => {
    const file = fileOf(
      'x',
      `${HEADER.replaceAll(' (mg/dL)', '')}\n${egv('2022-07-01 12:00:00', '5.4', 1)}\n`,
    );
    expect((await questionsOf(dexcomClarity, [file], BERLIN)).map(({ id }) => id)).toEqual(['unit']);
    await expect(collect(dexcomClarity, [file], BERLIN)).rejects.toMatchObject({ field: 'unit' });
    const told = await collect(dexcomClarity, [file], { ...BERLIN, unit: 'mmol/L' });
    expect(measurements(told.rows)[0]?.series.unit).toBe('mmol/L');
  });

  it('takes rows of 13 and of 14 fields, and quarantines what is cut, shifted or no number', async () => {
    const told = await collect(
      dexcomClarity,
      [
        clarity(
          egv('2022-07-01T12:00:00', '100', 1).replace(/,"8XYZ"$/, ''),
          egv('2022-07-01T12:05:00', '101', 301),
          egv('2022-07-01T12:10:00', '1,020', 601),
          egv('2022-07-01T12:15:00', '', 901),
          egv('2022-13-01T12:20:00', '102', 1201),
          egv('2022-07-01T12:25:00', '103', 1501) + ',"x"',
          '17,2022-07-01T12:30:00,EGV,,,,iPhone G6,10',
        ),
      ],
      BERLIN,
    );
    expect(told.added.map(({ at: line }) => line)).toEqual([2, 3]);
    expect(told.quarantined.map(({ at: line, problem }) => [line, problem.field, problem.reason])).toEqual([
      [4, 'Glucose Value', 'is no amount'],
      [5, 'Glucose Value', 'is empty'],
      [6, 'Timestamp', 'is no date and time'],
      [7, undefined, 'has 15 cells, where the table has 14 columns'],
      [8, undefined, 'has 8 cells, where the table has 14 columns'],
    ]);
  });

  it('knows its columns in any order, separated otherwise, and is not fooled by a name', async () => {
    const file = fileOf(
      'steps.txt',
      'Transmitter ID;Glucose Value (mg/dL);Event Type;Event Subtype;Source Device ID;Timestamp (YYYY-MM-DDThh:mm:ss)\n' +
        'A;101;EGV;;x;2022-07-01T12:00:00\n',
    );
    expect((await collect(dexcomClarity, [file], BERLIN)).added.length).toBe(1);
    expect(dexcomClarity.recognise([fileOf('clarity.csv', 'a,b\n1,2\n')])).toEqual([]);
  });
});
