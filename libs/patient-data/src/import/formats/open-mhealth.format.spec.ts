import { collect, fileOf } from '../../../test/import/collect.js';
import {
  PERIOD,
  WEIGHT,
  WHEN,
  activity,
  file,
  iso,
  measured,
  oneOf,
  point,
  read,
} from '../../../test/import/data-points.js';
import type { UploadedFile } from '../format/import-format.js';
import { VARIABLES } from '../format/variables.js';
import { openMHealth } from './open-mhealth.format.js';

describe('Data points', () => {
  it('are read from an array, alone, one per line, and as a Shimmer server answers', async () => {
    const points = [
      point('body-weight', WEIGHT),
      point('heart-rate', { heart_rate: { value: 60, unit: 'beats/min' }, ...WHEN }),
    ];
    const lines = points.map((value) => JSON.stringify(value)).join('\n');
    for (const value of [points, lines, `${lines}\n`, { shim: 'fitbit', timeStamp: 1, body: points }]) {
      const told = await read(value);
      expect(told.added.map(({ kind, at }) => [kind, at])).toEqual([
        ['omh:body-weight', 1],
        ['omh:heart-rate', 2],
      ]);
      expect(measured(told).map(({ value: text, start }) => [text, iso(start)])).toEqual([
        ['70.5', '2024-03-01T07:00:00.000Z'],
        ['60', '2024-03-01T07:00:00.000Z'],
      ]);
    }
    expect((await read(JSON.stringify(points[0], null, 2))).added.length).toBe(1);
  });

  it('share the series of one variable, unit, source, device and offset', async () => {
    const told = await read([
      point('body-weight', WEIGHT),
      point('body-weight', { ...WEIGHT, body_weight: { value: 70.5, unit: 'kg' } }),
      point('body-weight', { ...WEIGHT, body_weight: { value: 155, unit: 'lb' } }),
    ]);
    const [first, second, third] = measured(told);
    expect(second?.series).toBe(first?.series);
    expect(third?.series).not.toBe(first?.series);
    expect(third?.series).toMatchObject({
      variable: VARIABLES.weight,
      unit: 'lb',
      offsetMinutes: 60,
      timeZone: null,
    });
  });

  it('keep their digits, their source, their device and their id', async () => {
    const header = {
      acquisition_provenance: { source_name: ' My\u00a0Scale ', modality: 'self-reported' },
      external_datasheets: [{ datasheet_type: 'manufacturer', datasheet_reference: 'ACME 3' }],
    };
    const exact = JSON.stringify([point('body-weight', WEIGHT, header)]).replace('70.5', '70.500');
    expect(measured(await read(exact))[0]).toMatchObject({
      value: '70.500',
      externalId: 'id-body-weight',
      notes: 'self-reported',
      series: { source: 'My Scale', device: 'ACME 3' },
    });
  });

  it('are known by the id of their source where it is told, and never by one that is made at each request', async () => {
    const header = (provenance: object) => ({ acquisition_provenance: { source_name: 'x', ...provenance } });
    const withId = point('body-weight', WEIGHT, header({ source_data_point_id: '17' }));
    expect(measured(await read([withId]))[0]?.externalId).toBe('omh:body-weight/17');
    const answered = { shim: 'withings', body: [withId, point('body-weight', WEIGHT)] };
    expect(measured(await read(answered)).map(({ externalId }) => externalId)).toEqual([
      'omh:body-weight/17',
      undefined,
    ]);
  });

  it('that are broken lose no others', async () => {
    const good = point('body-weight', WEIGHT);
    const told = await read(
      [good, 7, null, 'x', {}, { header: {} }, point('body-weight', undefined), [], good]
        .map((value) => JSON.stringify(value))
        .concat('{"header":')
        .join('\n'),
    );
    expect(told.added.map(({ at }) => at)).toEqual([1, 9]);
    expect(told.quarantined.map(({ at, problem }) => [at, problem.field])).toEqual([
      [2, 'header.schema_id'],
      [3, 'header.schema_id'],
      [4, 'header.schema_id'],
      [5, 'header.schema_id'],
      [6, 'header.schema_id'],
      [7, 'body'],
      [8, 'header.schema_id'],
      [10, undefined],
    ]);
  });

  it('refuse the file that is cut off, unless others of the archive are whole', async () => {
    const cut = file(JSON.stringify([point('body-weight', WEIGHT)], null, 1).slice(0, -20), 'cut.json');
    await expect(collect(openMHealth, [cut])).rejects.toMatchObject({
      name: 'FileRefusal',
      code: 'truncated',
    });
    const told = await collect(openMHealth, [cut, file([point('body-weight', WEIGHT)], 'whole.json')]);
    expect([told.added.length, told.quarantined.length]).toEqual([1, 1]);
  });
});

describe('A body without a header', () => {
  it('is known by the schema in the path of the archive, and only by it', () => {
    const bare = (path: string) => openMHealth.recognise([file(WEIGHT, path)]).length;
    expect(bare('data/omh/body-weight/3.0/2024-03-01.json')).toBe(1);
    expect(bare('body-weight.json')).toBe(0);
    expect(openMHealth.recognise([fileOf('omh/body-weight/3.0/a.csv', 'a,b\n')])).toEqual([]);
  });

  it('may be one of many lines', async () => {
    const lines = `${JSON.stringify(WEIGHT)}\n${JSON.stringify(WEIGHT)}\n`;
    const told = await collect(openMHealth, [fileOf('omh/body-weight/3.0/all.ndjson', lines)]);
    expect(measured(told).length).toBe(2);
    expect(measured(told)[0]).not.toHaveProperty('externalId');
  });

  it('yields to the schema that a header tells', async () => {
    const told = await collect(openMHealth, [
      file([point('body-weight', WEIGHT)], 'omh/heart-rate/1.0/a.json'),
    ]);
    expect(told.added[0]?.kind).toBe('omh:body-weight');
  });
});

describe('An activity', () => {
  it('has its name, period, energy and statistics', async () => {
    const body = {
      activity_name: 'walking',
      ...PERIOD,
      distance: { value: 3.1, unit: 'mi' },
      kcal_burned: { value: 160, unit: 'kcal' },
      duration: { value: 1800, unit: 'sec' },
      reported_activity_intensity: 'vigorous',
      met_value: 3.5,
    };
    expect(activity(await read([point('physical-activity', body)]))).toEqual({
      type: 'activity',
      source: 'Open mHealth',
      start: { at: Date.parse('2024-03-01T07:00:00Z'), offsetMinutes: 60, timeZone: null },
      end: Date.parse('2024-03-01T08:00:00Z'),
      durationMinutes: 30,
      activity: 'walking',
      intensity: 'vigorous',
      calories: '160',
      statistics: [
        { name: 'Distance', value: '3.1', unit: '[mi_i]' },
        { name: 'MET', value: '3.5', unit: '{MET}' },
      ],
      externalId: 'id-physical-activity',
    });
  });

  it('in the morning has no length, and energy that is not in kcal is no kcal', async () => {
    const body = {
      activity_name: 'HKWorkoutActivityTypeTraditionalStrengthTraining',
      effective_time_frame: { time_interval: { date: '2024-03-01', part_of_day: 'morning' } },
      kcal_burned: { value: 700, unit: 'kJ' },
      reported_activity_intensity: 'extreme',
    };
    const told = await read([point('granola:hk-workout', body)], { 'time-zone': 'UTC' });
    const row = activity(told);
    expect(row).toMatchObject({
      activity: 'Traditional strength training',
      start: { at: Date.parse('2024-03-01T06:00:00Z'), timeZone: 'UTC' },
      statistics: [{ name: 'Energy burned', value: '700', unit: 'kJ' }],
      notes: 'time told as: morning',
    });
    expect(row).not.toHaveProperty('end');
    expect(row).not.toHaveProperty('calories');
    expect(told.notes[0]?.problem.field).toBe('body.reported_activity_intensity');
  });
});

describe('A quantity of HealthKit', () => {
  const quantity = (type: string, value: object) =>
    oneOf('granola:hk-quantity-sample', {
      quantity_type: `HKQuantityTypeIdentifier${type}`,
      ...value,
      ...PERIOD,
    });

  it('is the variable that everybody else means, or one of its own name', async () => {
    expect((await quantity('StepCount', { count: 12 })).row?.series).toMatchObject({
      variable: VARIABLES.steps,
      unit: '{steps}',
    });
    expect(
      (await quantity('OxygenSaturation', { unit_value: { value: 0.97, unit: '%' } })).row?.series.unit,
    ).toBe('1');
    expect(
      (await quantity('HeartRate', { unit_value: { value: 60, unit: 'count/min' } })).row?.series.unit,
    ).toBe('/min');
    expect((await quantity('NikeFuel', { count: 500 })).row?.series.variable).toEqual({
      system: null,
      code: null,
      name: 'Nike fuel',
      unit: '{count}',
      kind: 'sum',
    });
    expect((await quantity('NikeFuel', {})).reason?.field).toBe('body.unit_value');
  });
});

describe('Recognising Open mHealth', () => {
  it('goes by the header, whatever the file is called', () => {
    const recognised = (...files: UploadedFile[]) => openMHealth.recognise(files).map(({ path }) => path);
    const good = file([point('body-weight', WEIGHT)], 'a.csv');
    expect(
      recognised(
        good,
        file({ resourceType: 'Bundle' }, 'b.json'),
        file('[{"schema_id":7}]', 'c.json'),
        file('schema_id,name', 'd.csv'),
        file('', 'omh/body-weight/3.0/empty.json'),
      ),
    ).toEqual(['a.csv']);
  });
});
