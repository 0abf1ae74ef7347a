import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

import { defineModule, type Migration, type SqlRunner, type StepClass } from '@carenode/module-kit';
import { emptyDatabase, newRowsFile, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { Migrator } from '../src/migrate/migrator.js';
import type { UpOptions } from '../src/migrate/migrator-options.js';

const step = (id: string, up: readonly string[], down: readonly string[]): StepClass =>
  class implements Migration {
    readonly id = id;
    readonly why = 'Tests lose its rows.';
    async up(sql: SqlRunner): Promise<void> {
      for (const text of up) await sql.query(text);
    }
    async down(sql: SqlRunner): Promise<void> {
      for (const text of down) await sql.query(text);
    }
  };

/** Everything that makes rows hard to bring back. */
const CREATE = step(
  '0001-create-boxes',
  [
    `create function guard_boxes() returns trigger language plpgsql as $$
       begin raise exception 'Nobody writes to %.', tg_table_name; end $$`,
    `create table shelves (
       id bigint generated always as identity primary key, label text not null unique, first_box uuid)`,
    `create table boxes (
       id uuid primary key default gen_random_uuid(), shelf_id bigint references shelves (id), inside uuid references boxes (id),
       label text, label_length integer generated always as (length(label)) stored, "odd "" name" text, content bytea,
       weight integer, made_at timestamptz, span interval, tags text[], more jsonb, mark xid8,
       updated_at timestamptz not null default now(), version integer not null default 1)`,
    'alter table shelves add foreign key (first_box) references boxes (id)',
    `create table log (at timestamptz not null, line text) partition by range (at)`,
    `create table log_other partition of log default`,
    'create trigger touch before update on boxes for each row execute function carenode.touch_row()',
    `insert into shelves (label) values ('seeded, with another id each time')`,
    `insert into log values ('2020-02-03Z', 'seeded')`,
    'create trigger guard before insert or update or delete on log for each row execute function guard_boxes()',
    'alter table log enable always trigger guard',
    'alter table log_other enable row level security',
    'create sequence numbers',
  ],
  [
    'alter table shelves drop constraint shelves_first_box_fkey',
    'drop table log, boxes, shelves',
    'drop function guard_boxes()',
    'drop sequence numbers',
  ],
);
const ADD_COLUMNS = step(
  '0002-add-columns',
  [`alter table boxes add column colour text default 'grey', add column height numeric`],
  ['alter table boxes drop column colour, drop column height'],
);
const MARK = step(
  '0003-mark-boxes',
  [`update boxes set label = upper(label)`, `insert into shelves (label) values ('marked')`],
  [`update boxes set label = lower(label)`, `delete from shelves where label = 'marked'`],
);
const RETYPE = step(
  '0004-days-only',
  ['alter table boxes alter column weight type numeric'],
  ['alter table boxes alter column weight type integer using weight::integer'],
);
const ALL = [CREATE, ADD_COLUMNS, MARK, RETYPE];
const FILL = `
  set role carenode_owner;
  insert into boxes (label, "odd "" name", content, weight, made_at, span, tags, more, mark, shelf_id, colour, height)
    select E'tab\\t back\\\\slash \\n line \\r \\\\. \\\\N ' || n, case when n % 2 = 0 then '' end,
           decode(md5(n::text), 'hex'), n / 3.0, timestamptz '2024-03-31 01:30+01' + n * interval '1.000001 s',
           n * interval '1 mon 2 days 3.5 s', array['a,"b', null, n::text], '{"a": [1, null, "\\u00e9"]}',
           pg_current_xact_id(), (select id from shelves order by id limit 1),
           case n % 3 when 0 then 'blue' when 1 then null else 'grey' end, n
      from generate_series(1, 500) n;
  update boxes b set inside = (select id from boxes order by id limit 1) where b.weight > 100;
  update shelves set first_box = (select id from boxes order by id desc limit 1);
  insert into shelves (label) select 'shelf ' || n from generate_series(1, 5) n;
  delete from shelves where label = 'shelf 5';
  alter table log disable trigger guard;
  create table log_2024 partition of log for values from ('2024-01-01Z') to ('2025-01-01Z');
  alter table log_2024 enable row level security;
  insert into log select '2024-05-06Z', 'line ' || n from generate_series(1, 50) n;
  alter table log enable always trigger guard;
  select setval('numbers', 41);
  reset role`;

describe('rows that a step loses', () => {
  let database: TestDatabase;
  const lines: string[] = [];
  const migrator = (steps: readonly StepClass[] = ALL) =>
    new Migrator({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: [
        defineModule({
          name: 'boxes',
          title: 'Boxes',
          nest: class {},
          required: true,
          requires: [],
          tables: [],
          migrations: steps,
        }),
      ],
      log: (line) => lines.push(line),
    });
  /** Nobody else uses these databases: no step waits for a window. */
  const up = (steps: readonly StepClass[], options: UpOptions) =>
    migrator(steps).up({ ...options, accept: steps.map((Step) => `boxes/${new Step().id}`) });
  const catalog = () => catalogLines({ query: async (text) => (await database.admin.query(text)).rows });
  /** Every row, as text; what is computed from it too. */
  const rows = async (names = ['shelves', 'boxes', 'log']) => {
    const found: string[] = [];
    for (const name of names) {
      const { rows } = await database.admin.query<{ line: string }>(
        `select '${name} ' || tableoid::regclass || (t.*)::text as line from ${name} t order by 1`,
      );
      found.push(...rows.map(({ line }) => line));
    }
    return found;
  };

  beforeEach(async () => {
    database = await emptyDatabase();
    lines.length = 0;
  });
  afterEach(() => database.drop());

  it('are counted by step, table and column, and do not go without a file', async () => {
    await migrator().up();
    await database.admin.query(FILL);
    const before = await rows();
    const losses = await migrator().losses({ module: 'boxes' });
    expect(losses.steps).toEqual([
      'boxes/0004-days-only',
      'boxes/0003-mark-boxes',
      'boxes/0002-add-columns',
      'boxes/0001-create-boxes',
    ]);
    const step = 'boxes/0001-create-boxes';
    expect(losses.tables).toEqual([
      { step, table: 'boxes', kind: 'table', column: null, rows: 500 },
      { step, table: 'log', kind: 'table', column: null, rows: 51 },
      { step, table: 'shelves', kind: 'table', column: null, rows: 6 },
    ]);
    expect((await migrator().losses({ module: 'boxes', to: '0001-create-boxes' })).tables).toEqual([
      { step: 'boxes/0004-days-only', table: 'boxes', kind: 'rows', column: null, rows: 500 },
      { step: 'boxes/0003-mark-boxes', table: 'shelves', kind: 'rows', column: null, rows: 6 },
      { step: 'boxes/0002-add-columns', table: 'boxes', kind: 'column', column: 'colour', rows: 333 },
      { step: 'boxes/0002-add-columns', table: 'boxes', kind: 'column', column: 'height', rows: 500 },
    ]);
    await expect(migrator().down({ module: 'boxes' })).rejects.toThrow(
      'This loses boxes (500 rows), log (51 rows), shelves (6 rows). Nothing was lost yet: with --drop-data',
    );
    expect(await rows()).toEqual(before);
  });

  it('come back exactly: ids, times, versions, computed columns, sequences, partitions; all at once or step by step', async () => {
    await migrator().up();
    await database.admin.query(FILL);
    const before = { rows: await rows(), catalog: await catalog() };
    const [{ next }] = (await database.admin.query(`select nextval('shelves_id_seq')::int as next`)).rows as [
      { next: number },
    ];
    const all = newRowsFile();
    await migrator().down({ module: 'boxes', dropData: all });
    expect((await database.admin.query(`select to_regclass('boxes') as gone`)).rows).toEqual([
      { gone: null },
    ]);
    await up(ALL, { restore: [all] });
    expect(await rows()).toEqual(before.rows);
    expect(catalogDifference(before.catalog, await catalog())).toEqual([]);
    expect(
      (
        await database.admin.query(
          `select nextval('shelves_id_seq')::int as shelf, nextval('numbers')::int as number`,
        )
      ).rows,
      // One was used by the step that puts a shelf there.
    ).toEqual([{ shelf: next + 2, number: 42 }]);

    const files: string[] = [];
    for (const to of ['0003-mark-boxes', '0002-add-columns', '0001-create-boxes', undefined]) {
      const file = newRowsFile();
      await migrator().down({ module: 'boxes', to, dropData: file });
      files.push(file);
    }
    for (const to of ['0001-create-boxes', '0002-add-columns', '0003-mark-boxes', '0004-days-only']) {
      await up(ALL, { module: 'boxes', to, restore: files });
    }
    expect(await rows()).toEqual(before.rows);
    expect(catalogDifference(before.catalog, await catalog())).toEqual([]);
  });

  it('are left to whoever changed, removed or added rows in the meantime', async () => {
    await migrator([CREATE, ADD_COLUMNS, MARK]).up();
    await database.admin.query(`insert into boxes (label) values ('One'), ('Two'), ('Three')`);
    const before = await rows();
    const file = newRowsFile();
    await migrator([CREATE, ADD_COLUMNS, MARK]).down({
      module: 'boxes',
      to: '0002-add-columns',
      dropData: file,
    });
    await database.admin.query(`update boxes set colour = 'red' where label = 'two'`);
    await database.admin.query(`delete from boxes where label = 'three'`);
    await database.admin.query(`insert into boxes (label) values ('four')`);
    await up([CREATE, ADD_COLUMNS, MARK], { restore: [file] });
    const { rows: labels } = await database.admin.query(
      'select label, colour, version from boxes order by label',
    );
    expect(labels).toEqual([
      { label: 'FOUR', colour: 'grey', version: 2 },
      { label: 'One', colour: 'grey', version: 1 },
      { label: 'TWO', colour: 'red', version: 4 },
    ]);
    expect(lines).toContain('left 2 rows of public.boxes alone that were changed or removed in the meantime');
    expect((await rows(['shelves'])).join()).toBe(before.filter((line) => line.startsWith('shelves')).join());
  });

  it('are in a file of their own that only its owner reads, which is never written over', async () => {
    await migrator().up();
    await database.admin.query(FILL);
    const file = newRowsFile();
    await migrator().down({ module: 'boxes', to: '0001-create-boxes', dropData: file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = gunzipSync(readFileSync(file)).toString();
    expect(text).toMatch(
      /^\{"carenode":"dropped rows","format":1,"database":"test_[0-9a-f]+","at":"[^"]+"\}\n/,
    );
    expect(text.match(/^\{"end":.*$/gm)).toHaveLength(3);
    expect(text).not.toContain(database.hostLogin.password);
    await expect(migrator().down({ module: 'boxes', dropData: file })).rejects.toThrow('is there already');
    expect((await database.admin.query('select from boxes')).rowCount).toBe(500);
  });

  it('are not put back from a damaged file, another format, or the wrong file; nothing is half done', async () => {
    await migrator().up();
    await database.admin.query(FILL);
    const [file, damaged] = [newRowsFile(), newRowsFile()];
    await migrator().down({ module: 'boxes', dropData: file });
    const bytes = readFileSync(file);
    const refused = async (content: Buffer, sentence: string | RegExp) => {
      writeFileSync(damaged, content);
      await expect(up(ALL, { restore: [damaged] })).rejects.toThrow(sentence);
      expect((await migrator().status()).steps.filter(({ module }) => module === 'boxes')).toMatchObject(
        Array(4).fill({ state: 'pending' }),
      );
    };
    for (const at of [0.3, 0.6, 0.95]) {
      const flipped = Buffer.from(bytes);
      const place = Math.floor(bytes.length * at);
      flipped[place] = (flipped[place] ?? 0) ^ 0x55;
      await refused(flipped, /is damaged|were written to/);
    }
    const text = gunzipSync(bytes).toString();
    await refused(gzipSync(text.replace('grey', 'gray')), 'not those that were written');
    await refused(
      gzipSync(text.replace('"format":1', '"format":2')),
      'is of format 2; this version reads format 1',
    );
    await refused(Buffer.from('something else'), 'is damaged, or no file of dropped rows');
    await refused(gzipSync('{"a":1}\n'), 'is no file of dropped rows');
    // Cut off, as after a crash: what the database knows to have gone is missed.
    for (const length of [0, 20, bytes.length - 40])
      await refused(bytes.subarray(0, length), /rows of boxes\/0001-create-boxes were written to/);
    await expect(up(ALL, { restore: ['/nowhere/x.rows.gz'] })).rejects.toThrow('There is no file');

    const narrower = step(
      '0001-create-boxes',
      [
        'create table boxes (id uuid primary key)',
        'create table shelves (id bigint)',
        'create table log (at date)',
      ],
      [],
    );
    await expect(up([narrower], { restore: [file] })).rejects.toThrow(
      /0001-create-boxes failed and left no trace/,
    );
    expect((await migrator().status()).steps.at(-4)).toMatchObject({
      id: '0001-create-boxes',
      state: 'pending',
    });
    // A file that a killed run had just begun holds nothing, and stands in nobody's way.
    writeFileSync(damaged, bytes.subarray(0, 20));
    await up(ALL, { restore: [damaged, file] });
    expect((await database.admin.query('select from boxes')).rowCount).toBe(500);
  });

  it('go in no step outside a transaction', async () => {
    const outside = class {
      readonly id = '0002-drop-outside';
      readonly why = 'Tests.';
      readonly transaction = false;
      up = () => Promise.resolve();
      down = async (sql: SqlRunner) => void (await sql.query('drop table boxes cascade'));
    };
    await migrator([CREATE, outside]).up();
    await database.admin.query(`insert into boxes (label) values ('x')`);
    await expect(
      migrator([CREATE, outside]).down({ module: 'boxes', to: '0001-create-boxes', dropData: newRowsFile() }),
    ).rejects.toThrow('A step outside a transaction may not lose rows');
    expect((await database.admin.query('select from boxes')).rowCount).toBe(1);
  });

  it('are found where only a trigger or a foreign key takes them', async () => {
    const cascade = step(
      '0001-create-parents',
      [
        'create table parents (id integer primary key)',
        'create table children (id integer primary key, parent integer references parents on delete cascade)',
        'create table graves (id integer primary key)',
      ],
      ['drop table graves, children, parents'],
    );
    const empty = step('0002-seed', [], ['delete from parents']);
    await migrator([cascade, empty]).up();
    await database.admin.query(
      'insert into parents values (1), (2); insert into children values (7, 1), (8, 2)',
    );
    const options = { module: 'boxes', to: '0001-create-parents' };
    const before = await rows(['parents', 'children']);
    const file = newRowsFile();
    await migrator([cascade, empty]).down({ ...options, dropData: file });
    expect(await rows(['parents', 'children'])).toEqual([]);
    await up([cascade, empty], { restore: [file] });
    expect(await rows(['parents', 'children'])).toEqual(before);
  });

  it('do not go in a step up either, and come back when it is taken back', async () => {
    const dropped = step(
      '0005-drop-colour',
      ['alter table boxes drop column colour'],
      [`alter table boxes add column colour text default 'grey'`],
    );
    await migrator().up();
    await database.admin.query(FILL);
    const colours = async () =>
      (await database.admin.query('select id, colour, version from boxes order by id')).rows as unknown[];
    const before = await colours();
    const LATER = [...ALL, dropped];
    await expect(up(LATER, {})).rejects.toThrow('This loses boxes.colour (values in 333 rows).');
    const file = newRowsFile();
    expect(await up(LATER, { dropData: file })).toEqual(['boxes/0005-drop-colour']);
    await migrator(LATER).down({ module: 'boxes', to: '0004-days-only', restore: [file] });
    expect(await colours()).toEqual(before);
  });
});
