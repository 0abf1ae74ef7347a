import { collect, fileAt, fileOf, questionsOf } from '../../../test/import/collect.js';
import type { ReadFood, ReadMeasurement } from '../format/read-rows.js';
import { cronometer } from './cronometer.format.js';

const fixture = (name: string) =>
  new URL(`../../../test/fixtures/cronometer/${name}`, import.meta.url).pathname;
const LONDON = { 'time-zone': 'Europe/London' };
const HEADER =
  'Day,Time,Group,Food Name,Amount,Energy (kcal),B12 (Cobalamin) (µg),Vitamin A (IU),Carbs (g),Fat (g),Protein (g),Category';
const servings = (...rows: string[]) => fileOf('servings.csv', [HEADER, ...rows].join('\n'), 100);
const foods = (rows: readonly unknown[]) => rows as readonly ReadFood[];
const at = ({ start }: ReadFood) => new Date(start.at).toISOString();

describe('Cronometer', () => {
  describe('servings.csv of its owner', () => {
    it('is read to the last row, with the counts and sums that the file gives', async () => {
      const told = await collect(cronometer, [await fileAt(fixture('servings.csv'))], LONDON);
      expect([told.read, told.added.length, told.quarantined]).toEqual([116, 116, []]);
      const rows = foods(told.rows);
      const sum = rows.reduce((total, { calories }) => total + Number(calories), 0);
      expect(Math.round(sum * 100) / 100).toBe(7251.51);
      const cells = rows.reduce(
        (total, one) =>
          total +
          one.nutrients.length +
          [one.calories, one.protein, one.carbs, one.fat].filter((cell) => cell !== undefined).length,
        0,
      );
      expect(cells).toBe(5378);
      expect(rows.filter(({ notes }) => notes?.includes('time of day')).length).toBe(62);
      expect(told.notes).toEqual([
        {
          at: 3,
          problem: {
            field: 'Time',
            reason: '62 servings tell no time of day and stand at the beginning of their day',
          },
        },
      ]);
    });

    it('tells food, meal, amount, zone and every nutrient, of which an empty one is unknown and not 0', async () => {
      const told = await collect(cronometer, [await fileAt(fixture('servings.csv'), 1000)], LONDON);
      const [tea, tallow] = foods(told.rows);
      expect(tea).toMatchObject({
        type: 'food',
        source: 'Cronometer',
        start: { at: Date.UTC(2020, 6, 15, 4, 17), offsetMinutes: 60, timeZone: 'Europe/London' },
        name: 'Jasmine Tea',
        meal: 'Drinks',
        quantity: '600.00',
        unit: 'g',
        calories: '6.00',
        protein: '1.32',
        carbs: '0.00',
        fat: '0.00',
        notes: 'Category: Beverages',
      });
      expect(tea?.nutrients).toContainEqual({ name: 'B12 (Cobalamin)', amount: '0.00', unit: 'ug' });
      expect(tallow?.protein).toBeUndefined();
      expect(tallow?.nutrients.map(({ name }) => name)).not.toContain('B12 (Cobalamin)');
      expect(tallow && at(tallow)).toBe('2020-07-14T23:00:00.000Z');
    });
  });

  it('asks for the time zone', async () => {
    const file = servings('2024-01-01,,Lunch,Egg,1.00 each,70,,,,,,');
    expect((await questionsOf(cronometer, [file])).map(({ id }) => id)).toEqual(['time-zone']);
    await expect(collect(cronometer, [file])).rejects.toMatchObject({ code: 'answer_missing' });
  });

  it('takes amount and unit apart, whatever the unit is', async () => {
    const amounts = [
      '107.00 g',
      '4.00 medium',
      '1.00 each',
      '8.00 fl oz',
      '1.00 full recipe',
      '2',
      'a handful',
      '',
    ];
    const rows = amounts.map((amount) => `2024-01-01,08:00,Lunch,Egg,${amount},70,,,,,,`);
    const told = await collect(cronometer, [servings(...rows)], LONDON);
    expect(foods(told.rows).map(({ quantity, unit }) => [quantity, unit])).toEqual([
      ['107.00', 'g'],
      ['4.00', 'medium'],
      ['1.00', 'each'],
      ['8.00', 'fl oz'],
      ['1.00', 'full recipe'],
      ['2', undefined],
      [undefined, 'a handful'],
      [undefined, undefined],
    ]);
  });

  it('reads clocks of 12 and of 24 hours', async () => {
    const times = ['07:30 PM', '12:05 AM', '19:30', '7:30 pm'];
    const told = await collect(
      cronometer,
      [servings(...times.map((time) => `2024-01-01,${time},Lunch,Egg,1,70,,,,,,`))],
      LONDON,
    );
    expect(foods(told.rows).map((one) => at(one).slice(11, 16))).toEqual([
      '19:30',
      '00:05',
      '19:30',
      '19:30',
    ]);
  });

  it('begins a day without midnight at its first moment', async () => {
    const told = await collect(cronometer, [servings('2018-11-04,,Lunch,Egg,1,70,,,,,,')], {
      'time-zone': 'America/Sao_Paulo',
    });
    expect(foods(told.rows).map(at)).toEqual(['2018-11-04T03:00:00.000Z']);
  });

  it('writes units as UCUM codes, also where their letters were saved in a wrong encoding', async () => {
    const row = '2024-01-01,08:00,Lunch,Egg,1,70,1.5,300,,,,';
    const units = async (content: string | Uint8Array) => {
      const told = await collect(cronometer, [fileOf('x', content)], LONDON);
      return foods(told.rows)[0]?.nutrients.map(({ unit }) => unit);
    };
    const text = `${HEADER}\n${row}\n`;
    expect(await units(text)).toEqual(['ug', '[iU]']);
    expect(await units(Buffer.from(text, 'latin1'))).toEqual(['ug', '[iU]']);
    expect(await units(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual(['ug', '[iU]']);
    expect(await units(Buffer.from(text, 'utf8').toString('latin1'))).toEqual(['ug', '[iU]']);
  });

  it('keeps energy in kJ as it is told, and leaves out an amount that is none', async () => {
    const file = fileOf(
      'x',
      `${HEADER.replace('(kcal)', '(kJ)')}\n2024-01-01,08:00,Lunch,Egg,1,293,x,,,,,\n`,
    );
    const told = await collect(cronometer, [file], LONDON);
    expect(foods(told.rows)[0]?.calories).toBeUndefined();
    expect(foods(told.rows)[0]?.nutrients).toEqual([{ name: 'Energy', amount: '293', unit: 'kJ' }]);
    expect(told.notes).toEqual([
      { at: 2, problem: { field: 'B12 (Cobalamin)', reason: 'is no amount and was left out' } },
    ]);
  });

  it('quarantines rows without food, with a wrong day or time, and cut ones', async () => {
    const told = await collect(
      cronometer,
      [
        servings(
          '2024-01-01,08:00,Lunch,,1,70,,,,,,',
          '2024-02-30,08:00,Lunch,Egg,1,70,,,,,,',
          '2024-01-01,25:00,Lunch,Egg,1,70,,,,,,',
          '01/02/2024,08:00,Lunch,Egg,1,70,,,,,,',
          '2024-01-01,08:00,Lunch,Egg,1,7',
        ),
      ],
      LONDON,
    );
    expect(told.quarantined.map(({ problem }) => problem.field)).toEqual([
      'Food Name',
      'Day',
      'Time',
      'Day',
      undefined,
    ]);
    expect(told.read).toBe(5);
  });

  describe('dailysummary.csv', () => {
    it('tells the sums of a day, over the whole of it', async () => {
      const told = await collect(cronometer, [await fileAt(fixture('dailysummary.csv'))], LONDON);
      expect([told.read, told.added.length]).toEqual([1, 1]);
      const rows = told.rows as readonly ReadMeasurement[];
      expect(rows.length).toBe(52);
      const of = (code: string) => rows.find(({ series }) => series.variable.code === code);
      expect(of('energy-intake')).toMatchObject({
        value: '1477.23',
        start: Date.UTC(2025, 2, 6),
        end: Date.UTC(2025, 2, 7),
        notes: 'The day was not marked as completed.',
        series: { unit: 'kcal', source: 'Cronometer' },
      });
      expect([
        of('protein-intake')?.value,
        of('carbohydrate-intake')?.value,
        of('fat-intake')?.value,
      ]).toEqual(['102.79', '145.47', '54.19']);
      const water = rows.find(({ series }) => series.variable.name === 'Water intake');
      expect([water?.value, water?.series.unit, water?.series.variable.kind]).toEqual([
        '2557.80',
        'g',
        'sum',
      ]);
    });

    it('is skipped for days whose servings are there, and for days of nothing but zeros', async () => {
      const names = ['Energy', ...'ABCDEFGHI'].map((name) => `${name} (g)`).join(',');
      const days = ['2024-01-01', '2024-01-02', '2024-01-03'].map(
        (day, n) => `${day},${Array.from({ length: 10 }, () => (n === 1 ? '0.00' : '5')).join(',')},true`,
      );
      const summary = fileOf('dailysummary.csv', [`Date,${names},Completed`, ...days].join('\n'));
      const told = await collect(cronometer, [summary, servings('2024-01-01,,Lunch,Egg,1,70,,,,,,')], LONDON);
      expect(told.files).toEqual(['servings.csv', 'dailysummary.csv']);
      expect(told.skipped).toEqual({ dailysummary: 2 });
      expect(told.added.map(({ kind, at: line }) => [kind, line])).toEqual([
        ['servings', 2],
        ['dailysummary', 4],
      ]);
    });
  });

  it('leaves the files of others alone', () => {
    const other = fileOf('servings.csv', 'Date,Meal,Calories,Fat (g)\n2024-01-01,Lunch,100,1\n');
    expect(cronometer.recognise([other])).toEqual([]);
  });
});
