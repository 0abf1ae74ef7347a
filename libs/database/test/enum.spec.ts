import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  defineModule,
  everyRow,
  mayEverything,
  type Migration,
  rowsWhere,
  type SqlRunner,
  type StepClass,
} from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { type EmbeddedServer, startEmbeddedServer } from '../src/embedded/embedded-server.js';
import { binariesIn } from '../src/embedded/server-binaries.js';
import { startServer } from '../src/embedded/start-server.js';
import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { changeValues } from '../src/migrate/enum/change-values.js';
import { Migrator } from '../src/migrate/migrator.js';

const MOODS = ['fine', 'so-so', 'bad', 'awful', 'odd'] as const;

class CreateMoods implements Migration {
  readonly id = '0001-create-moods';
  readonly why = 'Tests need a column with values, of both kinds.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`create type mood as enum (${MOODS.map((mood) => `'${mood}'`).join(', ')})`);
    for (const [table, type, check] of [
      [
        'texts',
        'text',
        `constraint texts_mood_choice check (mood in (${MOODS.map((mood) => `'${mood}'`).join(', ')}))`,
      ],
      ['labels', 'mood', 'check (number > 0)'],
    ] as const) {
      await sql.query(
        `create table ${table} (id integer primary key, number integer default 1, mood ${type} default 'so-so', note text, ${check})`,
      );
      await sql.query(`create view low_${table} with (security_invoker = true) as
        select id, case when mood = 'awful' then 3 when mood in ('bad', 'odd') then 2 end as weight from ${table} where mood <> 'fine'`);
      await sql.query(`create function carenode.count_low_${table}(minimum integer) returns bigint language sql stable set search_path = '' as $$
        -- 'awful' is the worst
        select count(*) from public.${table} t where t.mood in ('bad', 'awful') and t.note is distinct from 'awfully'
      $$`);
      await sql.query(`create function carenode.guard_${table}() returns trigger language plpgsql set search_path = '' as $$
        begin
          if new.mood = 'awful' and new.note is null then
            new.note := 'says nothing';
          end if;
          return new;
        end $$`);
      await sql.query(
        `create trigger guard before insert on ${table} for each row execute function carenode.guard_${table}()`,
      );
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const table of ['texts', 'labels']) {
      await sql.query(`drop view low_${table}`);
      await sql.query(`drop table ${table}`);
      await sql.query(`drop function carenode.guard_${table}(), carenode.count_low_${table}(integer)`);
    }
    await sql.query('drop type mood');
  }
}

const moods = (...steps: readonly StepClass[]) =>
  defineModule({
    name: 'moods',
    title: 'Moods',
    required: true,
    nest: class MoodsModule {},
    migrations: [CreateMoods, ...steps],
    tables: ['texts', 'labels'].map((name) => ({
      name,
      entity: class Row {},
      holds: 'operational',
      policies: { patient: mayEverything(everyRow) },
    })),
  });

const changes = (table: string, first: number) => ({
  first,
  name: `${table}-mood`,
  why: 'Tests need values that change in every way.',
  table,
  column: 'mood',
  limitedBy: table === 'texts' ? { check: 'texts_mood_choice' } : { type: 'mood' },
  from: MOODS,
  add: { elated: 'fine' },
  rename: { 'so-so': 'neutral' },
  merge: { awful: 'bad' },
  remove: { odd: 'bad' },
});

const SERVERS = [['15'], ['18']] as const;

describe.each(SERVERS)('the values of a column on PostgreSQL %s', (version) => {
  let directory: string;
  let server: EmbeddedServer;
  let database: TestDatabase;
  const migrator = (...steps: readonly StepClass[]) =>
    new Migrator({ ...database, modules: [moods(...steps)], pace: { pause: 0.1 } });
  const query = async <T extends object>(text: string) => (await database.admin.query<T>(text)).rows;
  const catalog = () => catalogLines({ query: (text: string) => query(text) });
  const counts = async (table: string) =>
    Object.fromEntries(
      (
        await query<{ mood: string; n: number }>(
          `select mood::text, count(*)::int as n from ${table} group by 1 order by 1`,
        )
      ).map(({ mood, n }) => [mood, n]),
    );

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'carenode-enum-'));
    const options = { directory, durable: false };
    server =
      version === '18'
        ? await startEmbeddedServer(options)
        : await startServer(
            options,
            await binariesIn(join(process.cwd(), `node_modules/postgres-${version}-linux-x64`)),
          );
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it.each([
    ['text with a CHECK', 'texts', version === '18' ? 300_000 : 60_000],
    ['an enum type', 'labels', 60_000],
  ] as const)(
    'change in every way while others read and write: %s',
    async (_, table, rows) => {
      database = await emptyDatabase(server.adminUrl);
      try {
        await migrator().up();
        await query(
          `insert into ${table} select i, i, (array['${MOODS.join("','")}'])[greatest(1, i % 20 - 14)]${table === 'labels' ? '::mood' : ''}, 'n' from generate_series(1, ${rows}) i`,
        );
        await query(`analyze ${table}`);
        const before = { catalog: await catalog(), counts: await counts(table) };
        const sum = `select md5(string_agg(concat_ws('|', id, number, mood, note), ',' order by id)) as sum from ${table}`;
        const [rowsBefore] = await query(sum);
        const steps = changeValues(changes(table, 2));

        // A label that is renamed in place is another one for hosts of the version before, at once.
        const accept = table === 'labels' ? { accept: ['moods/0005-labels-mood-require'] } : {};
        const traffic = new Traffic(database.adminUrl, table, rows);
        await traffic.start();
        const applied = await migrator(...steps).up(accept);
        const slowest = await traffic.stop();
        expect(applied).toHaveLength(5);
        expect(slowest.failures).toEqual([]);
        expect(slowest.requests).toBeGreaterThan(50);
        // A machine that is busy with other things keeps everybody waiting, also who touches no table.
        expect(slowest.milliseconds - slowest.untouched).toBeLessThan(1000);

        const after = await counts(table);
        expect(after).toEqual({ fine: (rows * 16) / 20, neutral: rows / 20, bad: (rows * 3) / 20 });
        await expect(query(`update ${table} set mood = 'awful' where id = 1`)).rejects.toThrow(
          /violates check|invalid input/,
        );
        const [low] = await query<{ n: string }>(`select carenode.count_low_${table}(0) as n`);
        expect(Number(low?.n)).toBe(after['bad']);
        await query(`insert into ${table} (id) values (${rows + 1})`);
        expect(await query(`select mood::text from ${table} where id = ${rows + 1}`)).toEqual([
          { mood: 'neutral' },
        ]);
        await query(`insert into ${table} (id, mood) values (${rows + 2}, 'elated')`);
        const up = await catalog();
        expect(
          up.filter(
            (line) =>
              /'(so-so|awful)'/.test(line) && line.includes(table) && !/withdrawn|count_low/.test(line),
          ),
        ).toEqual([]);
        expect(up.find((line) => line.includes(`count_low_${table}(`))).toMatch(
          /-- 'awful' is the worst.*in \('bad', 'bad'\).*'awfully'/,
        );

        await migrator(...steps).down({ module: 'moods', to: '0001-create-moods' });
        expect(await query(`select mood::text from ${table} where id > ${rows} order by id`)).toEqual([
          { mood: 'so-so' },
          { mood: 'fine' },
        ]);
        await query(`delete from ${table} where id > ${rows}`);
        // The version before sets its rights.
        await migrator().up();
        expect(await query(sum)).toEqual([rowsBefore]);
        expect(await counts(table)).toEqual(before.counts);
        const difference = catalogDifference(before.catalog, await catalog());
        // A label cannot be taken out of an enum type: it stays, forbidden.
        if (table === 'texts') expect(difference).toEqual([]);
        else
          expect(difference.map((line) => line.slice(0, 40))).toEqual([
            expect.stringMatching(/^- type mood/),
            expect.stringMatching(/^\+ constraint labels\.labels_mood_withdraw/),
            expect.stringMatching(/^\+ type mood/),
          ]);

        await migrator(...steps).up(accept);
        expect(catalogDifference(up, await catalog())).toEqual([]);
        expect(await counts(table)).toEqual(after);
      } finally {
        await database.drop();
      }
    },
    400_000,
  );
});

/** Reads and writes single rows all the time, as a host of the version before would. */
class Traffic {
  private readonly clients: pg.Client[] = [];
  private readonly loops: Promise<void>[] = [];
  private going = true;
  private requests = 0;
  private slowest = 0;
  private untouched = 0;
  private readonly failures: string[] = [];

  constructor(
    private readonly url: string,
    private readonly table: string,
    private readonly rows: number,
  ) {}

  async start(): Promise<void> {
    for (const text of [
      `select mood from ${this.table} where id = $1`,
      `update ${this.table} set note = note where id = $1`,
      'select $1::int',
    ]) {
      const client = new pg.Client({ connectionString: this.url });
      client.on('error', () => undefined);
      await client.connect();
      this.clients.push(client);
      this.loops.push(this.loop(client, text));
    }
  }

  async stop(): Promise<{ milliseconds: number; untouched: number; failures: string[]; requests: number }> {
    this.going = false;
    await Promise.all(this.loops);
    await Promise.all(this.clients.map((client) => client.end()));
    return {
      milliseconds: this.slowest,
      untouched: this.untouched,
      failures: this.failures,
      requests: this.requests,
    };
  }

  private async loop(client: pg.Client, text: string): Promise<void> {
    while (this.going) {
      const began = performance.now();
      await client
        .query(text, [1 + Math.floor(Math.random() * this.rows)])
        .catch((error: Error) => this.failures.push(error.message));
      const took = performance.now() - began;
      if (text.includes(this.table)) this.slowest = Math.max(this.slowest, took);
      else this.untouched = Math.max(this.untouched, took);
      this.requests += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

describe('what names a value of a column', () => {
  let database: TestDatabase;
  const query = async <T extends object>(text: string) => (await database.admin.query<T>(text)).rows;
  const up = (more: object = {}) =>
    new Migrator({
      ...database,
      modules: [
        moods(
          ...changeValues({
            ...changes('texts', 2),
            add: {},
            rename: {},
            remove: {},
            ...more,
          }),
        ),
      ],
    }).up();

  beforeEach(async () => {
    database = await emptyDatabase();
    await new Migrator({ ...database, modules: [moods()] }).up();
  });

  afterEach(() => database.drop());

  const make = (body: string) =>
    query(
      `set role carenode_owner; create function carenode.more() returns text language plpgsql set search_path = '' as $$ begin ${body} end $$; reset role`,
    );

  it.each([
    [
      'a variable',
      `if exists (select from public.texts) then return 'awful'; end if;`,
      'names "awful" where it cannot be told',
    ],
    [
      'another table’s column',
      `perform from public.texts t, public.labels l where l.mood = 'awful';`,
      'names "awful", and reads labels, which has a column mood too',
    ],
    [
      'SQL in a text',
      `execute 'delete from public.texts where mood = ''awful''';`,
      'names "awful" in a text that is run as SQL',
    ],
  ])('is not touched when it may be %s, and says which function it is', async (_, body, words) => {
    await make(body);
    await expect(up()).rejects.toThrow(`function carenode.more() ${words}`);
    await expect(up()).rejects.toThrow('0005-texts-mood-require failed and left no trace');
    await up({ mentions: { 'carenode.more()': 'leave' } });
    expect(await query(`select prosrc like '%awful%' as there from pg_proc where proname = 'more'`)).toEqual([
      { there: true },
    ]);
  });

  it('is rewritten wherever it stands when the author says so', async () => {
    await make(`if exists (select from public.texts) then return 'awful'; end if;`);
    await up({ mentions: { 'carenode.more()': 'rewrite' } });
    expect(
      await query(`select prosrc like '%''bad''%' as there from pg_proc where proname = 'more'`),
    ).toEqual([{ there: true }]);
  });

  it('is refused where there is no value in its place', async () => {
    await expect(up({ merge: {}, remove: { awful: null } })).rejects.toThrow(
      'in whose place there is no value',
    );
  });

  it('is refused in a declared policy, before anything is changed', async () => {
    const module = moods(...changeValues(changes('texts', 2)));
    const [texts, ...others] = module.tables;
    if (!texts) throw new Error('no table');
    const policies = { patient: mayEverything(rowsWhere(`mood <> 'awful'`, 'not the awful')) };
    const migrator = new Migrator({
      ...database,
      modules: [{ ...module, tables: [{ ...texts, policies }, ...others] }],
    });
    await expect(migrator.up()).rejects.toThrow(
      'The policy patient select of texts names "awful", which moods/0005-texts-mood-require takes from texts.mood',
    );
    expect(await query(`select count(*)::int as n from carenode.migrations where module = 'moods'`)).toEqual([
      { n: 1 },
    ]);
  });

  it('is refused when the CHECK is not the one that the change says', async () => {
    await expect(up({ from: ['fine', 'bad', 'awful'] })).rejects.toThrow(
      'constraint texts_mood_choice of texts is not "mood in (…)"',
    );
  });
});
