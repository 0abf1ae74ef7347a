import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemContext } from '@carenode/module-kit';
import { ReferenceData, type ReferenceImportReport } from '@carenode/records-contract';

import { type Page, startWorld, type World } from './people.js';

const ORDER_FILE = join(import.meta.dirname, '../reference/icd-10-cm/icd10cm-order-2021-subset.txt');
const ESSENCE = join(import.meta.dirname, '../reference/ucum/ucum-essence.xml');
const ctx = systemContext('a test');

describe('reference data from the real files', () => {
  let world: World;
  let reference: ReferenceData;
  let folder: string;

  beforeAll(async () => {
    world = await startWorld();
    reference = world.host.host.get(ReferenceData);
    folder = await mkdtemp(join(tmpdir(), 'carenode-reference-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await world.host.close();
  });
  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const rowsOf = async (sql: string) =>
    (await world.host.database.admin.query<Record<string, unknown>>(sql)).rows;

  it('are all codes of ICD-10-CM that the file has, as it has them', async () => {
    const report = await reference.importIcd10Cm(ctx, ORDER_FILE);
    expect(report).toEqual({
      codeSystem: 'http://hl7.org/fhir/sid/icd-10-cm',
      read: 967,
      created: 967,
      updated: 0,
      unchanged: 0,
      refused: 0,
      refusals: [],
    });
    // Read here once more, in another way than the importer does.
    const lines = (await readFile(ORDER_FILE, 'ascii')).split('\r\n').filter(Boolean);
    const expected = lines.map((line) => ({
      code: line
        .slice(6, 13)
        .trim()
        .replace(/^(...)(.+)$/, '$1.$2'),
      name: line.slice(77),
      is_billable: line[14] === '1',
    }));
    const stored = await rowsOf('select code, name, is_billable from conditions order by code collate "C"');
    expect(stored).toEqual(expected.sort((a, b) => (a.code < b.code ? -1 : 1)));
    expect(stored.filter((row) => row['is_billable'])).toHaveLength(713);
    const found = await world.patient.get<Page<{ name: string }>>('/api/v1/conditions?q=E11.9');
    expect(found.body.items.map((item) => item.name)).toEqual([
      'Type 2 diabetes mellitus without complications',
    ]);
  });

  it('are all units of UCUM, base units included', async () => {
    const report = await reference.importUcum(ctx, ESSENCE);
    expect(report).toMatchObject({
      codeSystem: 'http://unitsofmeasure.org',
      read: 311,
      created: 311,
      refused: 0,
    });
    expect(
      await rowsOf(`select count(*)::int as all, count(*) filter (where is_metric)::int as metric,
        count(*) filter (where is_arbitrary)::int as arbitrary, count(*) filter (where is_special)::int as special from units`),
    ).toEqual([{ all: 311, metric: 96, arbitrary: 41, special: 21 }]);
    expect(
      await rowsOf(
        `select code, name, property, print_symbol from units where code in ('m', '[lb_av]', 'Cel', '10*', 'gon') order by code`,
      ),
    ).toEqual([
      { code: '10*', name: 'the number ten for arbitrary powers', property: 'number', print_symbol: '10' },
      { code: 'Cel', name: 'degree Celsius', property: 'temperature', print_symbol: '°C' },
      { code: '[lb_av]', name: 'pound', property: 'mass', print_symbol: 'lb' },
      { code: 'gon', name: 'gon; grade', property: 'plane angle', print_symbol: '□g' },
      { code: 'm', name: 'meter', property: 'length', print_symbol: 'm' },
    ]);
    const codes = async (q: string) =>
      (await world.patient.get<Page<{ code: string }>>(`/api/v1/units?q=${q}`)).body.items.map(
        (item) => item.code,
      );
    expect((await codes('g'))[0]).toBe('g');
    expect(await codes('celsius')).toEqual(['Cel']);
  });

  it('change nothing when they are imported again', async () => {
    const before = [
      await rowsOf('select * from conditions order by id'),
      await rowsOf('select * from units order by id'),
    ];
    expect(await reference.importIcd10Cm(ctx, ORDER_FILE)).toMatchObject({
      read: 967,
      created: 0,
      updated: 0,
      unchanged: 967,
    });
    expect(await reference.importUcum(ctx, ESSENCE)).toMatchObject({
      read: 311,
      created: 0,
      updated: 0,
      unchanged: 311,
    });
    expect([
      await rowsOf('select * from conditions order by id'),
      await rowsOf('select * from units order by id'),
    ]).toEqual(before);
  });

  it('are mended where a new edition says otherwise', async () => {
    const edition = (await readFile(ORDER_FILE, 'ascii')).replace(
      /Type 2 diabetes mellitus without complications\r$/m,
      'Type 2 diabetes, plain\r',
    );
    const report = await reference.importIcd10Cm(ctx, await file('edition.txt', edition));
    expect(report).toMatchObject({ read: 967, created: 0, updated: 1, unchanged: 966 });
    expect(await rowsOf(`select name, version from conditions where code = 'E11.9'`)).toEqual([
      { name: 'Type 2 diabetes, plain', version: 2 },
    ]);
  });

  it('come with a report of every line that was refused, and why', async () => {
    const lines = (await readFile(ORDER_FILE, 'ascii')).split('\r\n').slice(0, 10);
    const [first = '', second = ''] = lines;
    const mixed = [
      ...lines,
      '',
      'nonsense',
      second.replace('1 ', '2 ').slice(0, 14) + '7' + second.slice(15),
      first,
    ];
    const report: ReferenceImportReport = await reference.importIcd10Cm(
      ctx,
      await file('mixed.txt', mixed.join('\n')),
    );
    expect(report).toMatchObject({ read: 13, unchanged: 10, refused: 3 });
    expect(report.refusals).toEqual([
      { line: 12, reason: 'columns 1 to 6 are not an order number and a blank' },
      { line: 13, reason: 'column 15 is neither 0 nor 1, between blanks' },
      { line: 14, reason: 'its code was given on line 1 already' },
    ]);
    const unit = '<unit Code="zz" isMetric="no"><name>zed</name><property>test</property></unit>';
    const xml = `<root xmlns="http://unitsofmeasure.org/ucum-essence">${unit}\n${unit}\n<unit><name>nameless</name></unit></root>`;
    expect(await reference.importUcum(ctx, await file('mixed.xml', xml))).toMatchObject({
      read: 3,
      created: 1,
      refused: 2,
      refusals: [
        { line: 2, reason: 'its code was given on line 1 already' },
        { line: 3, reason: 'Code has 1 to 60 characters' },
      ],
    });
  });

  it.each([
    ['a file of another kind', '<root/>', 'wrong_file'],
    ['an empty file', '', 'wrong_file'],
    ['a text of one endless line', 'x'.repeat(300_000), 'wrong_file'],
    ['bytes', new Uint8Array(5000).fill(0xff), 'wrong_file'],
  ])('are not taken from %s', async (_what, content, code) => {
    const path = await file('wrong', content);
    await expect(reference.importIcd10Cm(ctx, path)).rejects.toMatchObject({ code, kind: 'invalid' });
    await expect(reference.importUcum(ctx, path)).rejects.toMatchObject({ code, kind: 'invalid' });
  });

  it('are not taken from a file that is not there, nor from a folder', async () => {
    for (const path of [join(folder, 'missing'), folder]) {
      await expect(reference.importIcd10Cm(ctx, path)).rejects.toMatchObject({ code: 'file_not_found' });
      await expect(reference.importUcum(ctx, path)).rejects.toMatchObject({ code: 'file_not_found' });
    }
  });

  it('are stored whole or not at all', async () => {
    const cut = (await readFile(ESSENCE, 'utf8')).replaceAll('Code="', 'Code="new-').slice(0, -30);
    await expect(reference.importUcum(ctx, await file('cut.xml', cut))).rejects.toMatchObject({
      code: 'wrong_file',
    });
    expect(await rowsOf(`select from units where code like 'new-%'`)).toEqual([]);
  });

  it('are imported by admins too, and by nobody else', async () => {
    const { host, admin, patient, developer } = world;
    expect(await reference.importUcum(host.contextOf(admin, 'admin'), ESSENCE)).toMatchObject({
      unchanged: 311,
    });
    for (const [client, userType] of [
      [patient, 'patient'],
      [developer, 'developer'],
    ] as const) {
      await expect(reference.importUcum(host.contextOf(client, userType), ESSENCE)).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
  });

  it('may hold many times what one statement takes', async () => {
    const [sample = ''] = (await readFile(ORDER_FILE, 'ascii')).split('\r\n');
    const letters = 'ABCDEFGHIJ';
    const path = await file(
      'large.txt',
      Array.from({ length: 20_000 }, (_, n) => {
        const code = `${letters[Math.floor(n / 2_000)]}${String(n % 2_000).padStart(4, '0')}Z`;
        return `00001 ${code.padEnd(8)}1 ${sample.slice(16)}`;
      }).join('\r\n'),
    );
    const report = await reference.importIcd10Cm(ctx, path);
    expect(report).toMatchObject({ read: 20_000, created: 20_000, refused: 0 });
  });
});
