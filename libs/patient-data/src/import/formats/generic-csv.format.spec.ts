import { collect, fileOf, questionsOf } from '../../../test/import/collect.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import { genericCsv } from './generic-csv.format.js';

const measurements = (rows: readonly unknown[]) => rows as readonly ReadMeasurement[];
const at = ({ start }: ReadMeasurement) => new Date(start).toISOString();
const WEIGHT = { column: 'Weight', name: 'Body weight', code: '29463-7', unit: 'kg', kind: 'sample' };
const SCALE = { source: 'My scale', time: 'When', values: [WEIGHT] };
const answers = (mapping: object, more = {}) => ({ columns: JSON.stringify(mapping), ...more });
const BERLIN = { 'time-zone': 'Europe/Berlin' };
const table = (...lines: string[]) => fileOf('table.csv', lines.join('\n'), 100);
const read = (lines: readonly string[], mapping: object, more = {}) =>
  collect(genericCsv, [table(...lines)], answers(mapping, more));

describe('A table that is no format of its own', () => {
  it('is a text with two columns and two rows at least, and neither JSON nor XML nor binary', () => {
    const is = (content: string | Uint8Array) =>
      genericCsv.recognise([fileOf('x.csv', content)]).length === 1;
    expect(is('a,b\n1,2\n')).toBe(true);
    expect(is('a;b\r\n1;2')).toBe(true);
    expect(is('a\tb\n1\t2\n')).toBe(true);
    expect(is(Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'))).toBe(true);
    expect(is('a,b\n')).toBe(false);
    expect(is('a\nb\nc\n')).toBe(false);
    expect(is('{"a": 1,\n"b": 2}')).toBe(false);
    expect(is('[1,2,\n3,4]')).toBe(false);
    expect(is('<a>1,2</a>\n<b>3,4</b>')).toBe(false);
    expect(is(Uint8Array.from({ length: 5000 }, (_, n) => (n * 37) % 256))).toBe(false);
    expect(is('')).toBe(false);
  });

  it('takes the tables of one upload that begin alike: one mapping is for one kind of table', () => {
    const files = [fileOf('1', 'a,b\n1,2\n'), fileOf('2', 'c,d\n1,2\n'), fileOf('3', 'a,b\n3,4\n')];
    expect(genericCsv.recognise(files).map(({ path }) => path)).toEqual(['1', '3']);
  });

  describe('the question', () => {
    it('shows the names of columns and how cells look, and nothing that they say', async () => {
      const [question] = await questionsOf(genericCsv, [
        table('Name,When,Weight', 'Erika Mustermann,2022-07-01 12:00,71.5', 'Max M.,2022-07-02 12:00,80'),
      ]);
      expect(question).toMatchObject({ id: 'columns', kind: 'columns' });
      expect(question?.examples).toEqual([
        'Name: aa aa, aa a.',
        'When: 9999-99-99 99:99',
        'Weight: 99.9, 99',
      ]);
    });

    it('shows numbers for names where the table begins with values', async () => {
      const [question] = await questionsOf(genericCsv, [table('2022-07-01,71.5', '2022-07-02,80')]);
      expect(question?.examples).toEqual(['1: 9999-99-99', '2: 99.9, 99']);
    });

    it('is asked again, with the reason, when a kept mapping does not fit', async () => {
      const file = table('When,Mass', '2022-07-01 12:00,71.5');
      const [question] = await questionsOf(genericCsv, [file], answers(SCALE, BERLIN));
      expect(question?.text).toContain('`values[0].column` names a column that the table has not');
    });

    it('of the zone comes only when times need one, and of the order of dates only when they can be two', async () => {
      const ids = async (lines: readonly string[], mapping: object = SCALE) =>
        (await questionsOf(genericCsv, [table('When,Weight', ...lines)], answers(mapping))).map(
          ({ id }) => id,
        );
      expect(await ids(['2022-07-01T12:00:00Z,71'])).toEqual([]);
      expect(await ids(['2022-07-01T12:00:00+02:00,71'])).toEqual([]);
      expect(await ids(['2022-07-01 12:00,71'])).toEqual(['time-zone']);
      expect(await ids(['2022-07-01 12:00,71'], { ...SCALE, zone: 'Europe/Berlin' })).toEqual([]);
      expect(await ids(['1656669600,71'], { ...SCALE, timeFormat: 'epoch-s' })).toEqual([]);
      expect(await ids(['01/02/2022,71'])).toEqual(['time-zone', 'date-order']);
      expect(await ids(['01/02/2022,71', '13/02/2022,72'])).toEqual(['time-zone']);
      expect(await ids(['01/02/2022,71'], { ...SCALE, timeFormat: 'day-first' })).toEqual(['time-zone']);
    });
  });

  describe('times', () => {
    const starts = async (times: readonly string[], more: object = {}, told: object = BERLIN) =>
      measurements(
        (await read(['When,Weight', ...times.map((time) => `${time},70`)], { ...SCALE, ...more }, told)).rows,
      ).map((row) => [at(row), row.series.offsetMinutes, row.series.timeZone]);

    it('are instants when they tell an offset; Z and counts tell no place', async () => {
      expect(await starts(['2022-07-01T12:00:00+0530', '2022-07-01T12:00:00.250Z'], {}, {})).toEqual([
        ['2022-07-01T06:30:00.000Z', 330, null],
        ['2022-07-01T12:00:00.250Z', null, null],
      ]);
      expect(await starts(['1656669600'], { timeFormat: 'epoch-s' }, {})).toEqual([
        ['2022-07-01T10:00:00.000Z', null, null],
      ]);
      expect(await starts(['1656669600000'], { timeFormat: 'epoch-ms', zone: 'Europe/Berlin' }, {})).toEqual([
        ['2022-07-01T10:00:00.000Z', 120, 'Europe/Berlin'],
      ]);
    });

    it('are local in the zone of the mapping or the answer, in the order that is stated or told by the file', async () => {
      expect(await starts(['2022-07-01 12:00'])).toEqual([
        ['2022-07-01T10:00:00.000Z', 120, 'Europe/Berlin'],
      ]);
      expect(await starts(['02/01/2022 12:00'], { timeFormat: 'month-first' })).toEqual([
        ['2022-02-01T11:00:00.000Z', 60, 'Europe/Berlin'],
      ]);
      expect((await starts(['02.01.2022 12:00', '13.01.2022 12:00']))[0]?.[0]).toBe(
        '2022-01-02T11:00:00.000Z',
      );
    });

    it('stand in two columns, on clocks of 12 hours too', async () => {
      const mapping = { ...SCALE, time: { date: 'Day', time: 'Hour' } };
      const told = await read(
        ['Day,Hour,Weight', '2022-07-01,07:30 PM,70', '2022-07-02,,70'],
        mapping,
        BERLIN,
      );
      expect(measurements(told.rows).map(at)).toEqual([
        '2022-07-01T17:30:00.000Z',
        '2022-07-02T10:00:00.000Z',
      ]);
    });

    it('that are days are the whole day for sums, as long as it is, and noon for samples', async () => {
      const steps = { column: 'Steps', name: 'Steps', code: '55423-8', unit: '{steps}', kind: 'sum' };
      const mapping = { ...SCALE, values: [WEIGHT, steps] };
      const told = await read(['When,Weight,Steps', '2022-10-30,70,9000'], mapping, BERLIN);
      const [weight, sum] = measurements(told.rows);
      expect(weight && [at(weight), weight.end]).toEqual(['2022-10-30T11:00:00.000Z', null]);
      expect(sum && [at(sum), ((sum.end ?? 0) - sum.start) / 3_600_000]).toEqual([
        '2022-10-29T22:00:00.000Z',
        25,
      ]);
      expect(sum?.series.variable.code).toBe('55423-8');
    });

    it('that fit no stated form are quarantined', async () => {
      const lines = ['When,Weight', '30/01/2022,70', 'soon,70', ',70', '2022-01-01,70'];
      const told = await read(lines, { ...SCALE, timeFormat: 'month-first' }, BERLIN);
      expect(told.quarantined.map(({ at: line, problem }) => [line, problem.field])).toEqual([
        [2, 'time'],
        [3, 'time'],
        [4, 'time'],
      ]);
      expect(told.added.length).toBe(1);
    });
  });

  describe('numbers', () => {
    const values = async (cells: readonly string[], more: object = {}) => {
      const lines = ['When;Weight', ...cells.map((cell) => `2022-07-01T12:00:00Z;${cell}`)];
      const told = await read(lines, { ...SCALE, ...more });
      return [
        measurements(told.rows).map(({ comparator, value }) => `${comparator ?? ''}${value}`),
        told.quarantined.length,
        told.skipped,
      ];
    };

    it('have a decimal point unless a comma is stated', async () => {
      expect(await values(['71.5', '71,5', '1.2E-3', '-.5'])).toEqual([['71.5', '0.0012', '-0.5'], 1, {}]);
      expect(await values(['71,5', '71.5', '1,2e3'], { decimal: ',' })).toEqual([['71.5', '1200'], 1, {}]);
    });

    it('have signs between thousands only where these are stated, and then at their places', async () => {
      expect(await values(['1,234.5', '1,23'])).toEqual([[], 2, {}]);
      expect(await values(['1,234.5', '1,23', '12,345,678'], { thousands: ',' })).toEqual([
        ['1234.5', '12345678'],
        1,
        {},
      ]);
      expect(await values(['1.234,5', '1\u202f234,5'], { decimal: ',', thousands: '.' })).toEqual([
        ['1234.5'],
        1,
        {},
      ]);
      expect(await values(['1\u00a0234,5'], { decimal: ',', thousands: ' ' })).toEqual([['1234.5'], 0, {}]);
    });

    it('can be limits, and missing', async () => {
      expect(await values(['<5', '>= 10', '≤7'])).toEqual([['<5', '>=10', '<=7'], 0, {}]);
      expect(await values(['', 'NA', '-'], { missing: ['NA', '-'] })).toEqual([[], 0, { row: 3 }]);
    });
  });

  it('keeps the good values of a row, and notes the others', async () => {
    const mapping = {
      ...SCALE,
      values: [WEIGHT, { column: 'Mood', name: 'Mood', unit: null, kind: 'sample' }],
      notes: 'Remark',
    };
    const told = await read(
      ['When,Weight,Mood,Remark', '2022-07-01T12:00:00Z,70,good,"after\nlunch"'],
      mapping,
    );
    expect(measurements(told.rows).map(({ value, notes }) => [value, notes])).toEqual([
      ['70', 'after\nlunch'],
    ]);
    expect(told.notes).toEqual([
      {
        at: 3,
        problem: { field: 'Mood', reason: 'is no number in the form that the mapping tells; left out' },
      },
    ]);
  });

  it('is one variable a row in the long form', async () => {
    const mapping = {
      source: 'Lab',
      time: { date: 'Day', time: 'Time' },
      long: {
        variable: 'Metric',
        value: 'Amount',
        unit: 'Unit',
        kind: 'sample',
        variables: [{ is: 'Weight', code: '29463-7', kind: 'sample' }],
      },
    };
    const lines = [
      'Day,Time,Metric,Unit,Amount',
      '2026-02-11,08:00 AM,Weight,lbs,212.5',
      '2026-02-11,08:00 AM,Vitamin D,ng/mL,31',
      '2026-02-09,09:00 AM,Blood Pressure,mmHg,120/80',
      '2026-02-09,09:00 AM,,mmHg,1',
    ];
    const told = await read(lines, mapping, BERLIN);
    expect(
      measurements(told.rows).map(({ series, value }) => [
        series.variable.code,
        series.variable.name,
        series.unit,
        value,
      ]),
    ).toEqual([
      ['29463-7', 'Body weight', 'lbs', '212.5'],
      [null, 'Vitamin D', 'ng/mL', '31'],
    ]);
    expect(told.quarantined.map(({ at: line, problem }) => [line, problem.field])).toEqual([
      [4, 'value'],
      [5, 'variable'],
    ]);
  });

  it('quarantines rows that are cut or shifted', async () => {
    const rows = ['7', '70,,,', '70,5,9', '71,', '72,'].map((cells) => `2022-07-01T12:00:00Z,${cells}`);
    const told = await read(['When,Weight,Other', ...rows], SCALE);
    expect(told.added.map(({ at: line }) => line)).toEqual([3, 5, 6]);
    expect(told.quarantined.map(({ at: line }) => line)).toEqual([2, 4]);
  });

  describe('the mapping', () => {
    const refused = async (
      mapping: unknown,
      lines = ['When,Weight,Weight ,x', '2022-07-01T12:00:00Z,7,8,9'],
    ) => {
      const columns = typeof mapping === 'string' ? mapping : JSON.stringify(mapping);
      const error: unknown = await collect(genericCsv, [table(...lines)], { columns }).catch(
        (thrown: unknown) => thrown,
      );
      const { code, field } = error as { code?: string; field?: string };
      return [code, field];
    };
    const x = { ...WEIGHT, column: 'x' };

    it('is refused with what is wrong about it', async () => {
      expect(await refused('weight please')).toEqual(['mapping_not_json', 'columns']);
      expect(await refused([])).toEqual(['mapping_invalid', 'columns.columns']);
      expect(await refused({ ...SCALE, colour: 'red' })).toEqual([
        'mapping_unknown_field',
        'columns.columns',
      ]);
      expect(await refused({ ...SCALE, source: '' })).toEqual(['mapping_invalid', 'columns.source']);
      expect(await refused({ ...SCALE, time: undefined })).toEqual(['mapping_invalid', 'columns.time']);
      expect(await refused({ ...SCALE, timeFormat: 'us' })).toEqual([
        'mapping_invalid',
        'columns.timeFormat',
      ]);
      expect(await refused({ ...SCALE, values: [] })).toEqual(['mapping_invalid', 'columns.values']);
      expect(await refused({ ...SCALE, values: [{ ...x, unit: undefined }] })).toEqual([
        'mapping_invalid',
        'columns.values[0].unit',
      ]);
      expect(await refused({ ...SCALE, values: [{ ...x, kind: 'mean' }] })).toEqual([
        'mapping_invalid',
        'columns.values[0].kind',
      ]);
      expect(await refused({ ...SCALE, decimal: ',', thousands: ',' })).toEqual([
        'mapping_invalid',
        'columns.thousands',
      ]);
      expect(await refused({ ...SCALE, values: [x], zone: 'Mars/Olympus' })).toEqual([
        'mapping_zone_unknown',
        'columns.zone',
      ]);
      expect(await refused({ ...SCALE, values: [x], headerRow: 9 })).toEqual([
        'mapping_header_row',
        'columns.headerRow',
      ]);
      expect(await refused({ ...SCALE, values: [x], time: 'Date' })).toEqual([
        'mapping_column_missing',
        'columns.time',
      ]);
      expect(await refused(SCALE)).toEqual(['mapping_column_ambiguous', 'columns.values[0].column']);
      expect(await refused({ ...SCALE, values: [{ ...x, code: '29463-8' }] })).toEqual([
        'mapping_code_unknown',
        'columns.values[0].code',
      ]);
      expect(await refused({ ...SCALE, values: [{ ...x, kind: 'sum' }] })).toEqual([
        'mapping_kind',
        'columns.values[0].kind',
      ]);
      expect(await refused({ ...SCALE, values: [{ ...x, column: '#9' }] })).toEqual([
        'mapping_column_missing',
        'columns.values[0].column',
      ]);
    });

    it('names a column that others share the name of by its number', async () => {
      const told = await read(['When,Weight,Weight', '2022-07-01T12:00:00Z,7,8'], {
        ...SCALE,
        values: [{ ...WEIGHT, column: '#3' }],
      });
      expect(measurements(told.rows).map(({ value }) => value)).toEqual(['8']);
    });

    it('takes a LOINC code that Carenode does not know, and codes of its own', async () => {
      const values = [
        { ...x, code: '2085-9', name: 'HDL', unit: 'mg/dL' },
        { ...x, code: 'energy-intake', name: 'Energy', unit: 'kcal', kind: 'sum' },
        { ...x, code: undefined, name: 'Mine', unit: 'smiles' },
      ];
      const told = await read(['When,x', '2022-07-01T12:00:00Z,7'], { ...SCALE, values });
      expect(measurements(told.rows).map(({ series }) => series.variable)).toMatchObject([
        { system: 'http://loinc.org', code: '2085-9', unit: 'mg/dL' },
        { code: 'energy-intake', name: 'Energy intake' },
        { system: null, code: null, name: 'Mine', unit: null },
      ]);
    });
  });
});
