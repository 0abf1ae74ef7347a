import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import type { ModuleManifest, SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, newRowsFile, type TestDatabase, testModules } from '@carenode/testing';
import { getMetadataArgsStorage } from 'typeorm';

let database: TestDatabase;
let modules: ModuleManifest[];
let manifest: ModuleManifest;
const admin: SqlRunner = {
  query: async (sql, parameters) => (await database.admin.query(sql, parameters)).rows as unknown,
};
let migrator: Migrator;

beforeAll(async () => {
  modules = await testModules(['patient-data']);
  manifest = modules.find((module) => module.name === 'patient-data') as ModuleManifest;
  database = await emptyDatabase();
  migrator = new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });
  await migrator.up();
});

afterAll(() => database.drop());

/** The plan's tables: column, type, default. */
const PLAN: Readonly<Record<string, readonly (readonly [string, string, string | null])[]>> = {
  patient_food_log: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['timestamp', 'timestamp with time zone', 'now()'],
    ['food_name', 'text', null],
    ['quantity', 'numeric', null],
    ['unit', 'text', null],
    ['calories', 'integer', null],
    ['protein', 'numeric', null],
    ['carbs', 'numeric', null],
    ['fat', 'numeric', null],
    ['notes', 'text', null],
    ['created_at', 'timestamp with time zone', 'now()'],
  ],
  patient_activity_log: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['activity_type', 'text', null],
    ['timestamp', 'timestamp with time zone', 'now()'],
    ['duration', 'integer', null],
    ['intensity', 'text', null],
    ['calories_burned', 'integer', null],
    ['notes', 'text', null],
    ['created_at', 'timestamp with time zone', 'now()'],
  ],
  patient_condition_events: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['condition_id', 'uuid', null],
    ['event_type', 'text', null],
    ['timestamp', 'timestamp with time zone', 'now()'],
    ['severity', 'integer', null],
    ['notes', 'text', null],
    ['created_at', 'timestamp with time zone', 'now()'],
  ],
  patient_data_import_sources: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['source_name', 'text', null],
    ['source_type', 'text', null],
    ['auth_token', 'text', null],
    ['status', 'text', null],
    ['last_sync', 'timestamp with time zone', null],
    ['created_at', 'timestamp with time zone', 'now()'],
    ['updated_at', 'timestamp with time zone', 'now()'],
  ],
  patient_insights: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['insight_type', 'text', null],
    ['insight_text', 'text', null],
    ['confidence_score', 'numeric', null],
    ['data_sources', 'jsonb', null],
    ['generated_at', 'timestamp with time zone', 'now()'],
    ['viewed_at', 'timestamp with time zone', null],
    ['is_hidden', 'boolean', 'false'],
  ],
  patient_health_goals: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['title', 'text', null],
    ['description', 'text', null],
    ['target_value', 'numeric', null],
    ['current_value', 'numeric', null],
    ['unit', 'text', null],
    ['start_date', 'timestamp with time zone', 'now()'],
    ['target_date', 'timestamp with time zone', null],
    ['status', 'text', null],
    ['created_at', 'timestamp with time zone', 'now()'],
    ['updated_at', 'timestamp with time zone', 'now()'],
  ],
  learning_resources: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['title', 'text', null],
    ['description', 'text', null],
    ['resource_type', 'text', null],
    ['content_url', 'text', null],
    ['content', 'text', null],
    ['related_condition_id', 'uuid', null],
    ['related_treatment_id', 'uuid', null],
    ['created_at', 'timestamp with time zone', 'now()'],
    ['created_by', 'uuid', null],
  ],
  patient_learning_progress: [
    ['id', 'uuid', 'uuid_generate_v4()'],
    ['patient_id', 'uuid', null],
    ['resource_id', 'uuid', null],
    ['progress_percent', 'integer', '0'],
    ['completed', 'boolean', 'false'],
    ['last_accessed', 'timestamp with time zone', null],
    ['created_at', 'timestamp with time zone', 'now()'],
    ['updated_at', 'timestamp with time zone', 'now()'],
  ],
};

/** The plan's foreign keys: column → table, and whether rows go with it. */
const PLANNED_KEYS = [
  'patient_food_log.patient_id → profiles cascade',
  'patient_activity_log.patient_id → profiles cascade',
  'patient_condition_events.patient_id → profiles cascade',
  'patient_condition_events.condition_id → conditions no action',
  'patient_data_import_sources.patient_id → profiles cascade',
  'patient_insights.patient_id → profiles cascade',
  'patient_health_goals.patient_id → profiles cascade',
  'learning_resources.related_condition_id → conditions no action',
  'learning_resources.related_treatment_id → treatments no action',
  'learning_resources.created_by → profiles no action',
  'patient_learning_progress.patient_id → profiles cascade',
  'patient_learning_progress.resource_id → learning_resources cascade',
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly standard: string | null;
  readonly comment: string | null;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await database.admin.query<Column>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
            pg_get_expr(d.adbin, d.adrelid) as standard, col_description(a.attrelid, a.attnum) as comment
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table],
  );
  return rows;
}

describe('The tables', () => {
  it.each(Object.keys(PLAN))('%s have every column, type and default of the plan', async (table) => {
    const columns = new Map((await columnsOf(table)).map((column) => [column.name, column]));
    const planned = (PLAN[table] ?? []).map(([name]) => [
      name,
      columns.get(name)?.type,
      columns.get(name)?.standard,
    ]);
    expect(planned).toEqual(PLAN[table]);
  });

  it('have the foreign keys of the plan', async () => {
    const { rows } = await database.admin.query<{ key: string }>(`
      select k.conrelid::regclass || '.' || a.attname || ' → ' || k.confrelid::regclass || ' ' ||
             case k.confdeltype when 'c' then 'cascade' when 'a' then 'no action' when 'n' then 'set null' end as key
        from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       where k.contype = 'f'`);
    expect(rows.map((row) => row.key)).toEqual(expect.arrayContaining(PLANNED_KEYS));
  });

  it('say what each table and column means', async () => {
    for (const { name } of manifest.tables) {
      const { rows } = await database.admin.query<{ about: string | null }>(
        `select obj_description($1::regclass) as about`,
        [name],
      );
      expect([name, rows[0]?.about]).toEqual([name, expect.any(String)]);
      const silent = (await columnsOf(name))
        .filter((column) => !column.comment)
        .map((column) => `${name}.${column.name}`);
      expect(silent).toEqual([]);
    }
  });

  it('are the tables of the entities: the same columns, types and nulls', async () => {
    const types: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };
    for (const { name, entity } of manifest.tables) {
      const lineage = new Set<unknown>();
      for (let type: unknown = entity; typeof type === 'function'; type = Object.getPrototypeOf(type))
        lineage.add(type);
      const declared = getMetadataArgsStorage()
        .columns.filter((column) => lineage.has(column.target))
        .map(({ propertyName, options }) => [
          propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          `${types[String(options.type)] ?? String(options.type)}${options.array ? '[]' : ''}`,
          options.nullable ?? false,
        ]);
      const columns = (await columnsOf(name))
        .filter((column) => !column.name.startsWith('idempotency_'))
        .map(({ name: column, type, nullable }) => [column, type, nullable]);
      expect([name, declared.sort()]).toEqual([name, columns.sort()]);
    }
  });

  it('have an index that begins with each column of a foreign key or policy', async () => {
    const { rows } = await database.admin.query<{ missing: string }>(
      `with wanted as (
         select k.conrelid as relation, k.conkey[1] as attribute from pg_constraint k where k.contype = 'f'
         union
         select p.polrelid, a.attnum from pg_policy p
           join pg_attribute a on a.attrelid = p.polrelid and a.attname in ('patient_id', 'recorded_by', 'created_by')
          where concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ ('\\m' || a.attname || '\\M'))
       select distinct relation::regclass || '.' || a.attname as missing
         from wanted join pg_attribute a on a.attrelid = relation and a.attnum = attribute
        where relation::regclass::text = any($1)
          and not exists (select from pg_index i where i.indrelid = relation and i.indkey[0] = attribute)`,
      [manifest.tables.map((table) => table.name)],
    );
    expect(rows).toEqual([]);
  });

  it('keep numbers finite and within reason, whoever writes them', async () => {
    const { rows } = await database.admin.query<{ id: string }>(
      `insert into profiles (user_type) values ('patient') returning id`,
    );
    const patient = rows[0]?.id;
    const refused = async (table: string, columns: string, values: string) => {
      const insert = database.admin.query(
        `insert into ${table} (patient_id, ${columns}) values ('${patient}', ${values})`,
      );
      await expect(insert).rejects.toMatchObject({ code: '23514' });
    };
    for (const value of [`'NaN'`, `'Infinity'`, `'-Infinity'`, '-1']) {
      for (const column of ['quantity', 'protein', 'carbs', 'fat'])
        await refused('patient_food_log', `food_name, ${column}`, `'x', ${value}`);
      await refused(
        'patient_insights',
        'insight_type, insight_text, confidence_score',
        `'trend', 'x', ${value}`,
      );
      if (value !== '-1')
        await refused('patient_health_goals', 'title, status, target_value', `'x', 'active', ${value}`);
    }
    await refused('patient_food_log', 'food_name, timestamp', `'x', 'infinity'`);
    await refused('patient_food_log', 'food_name, timestamp', `'x', '0001-01-01'`);
    await refused('patient_food_log', 'food_name', `repeat('x', 201)`);
    await refused('patient_condition_events', 'event_type, severity', `'other', 11`);
    await refused('patient_condition_events', 'event_type', `'party'`);
    await refused('patient_insights', 'insight_type, insight_text, data_sources', `'trend', 'x', '"text"'`);
    await refused('patient_health_goals', 'title, status, source', `'x', 'active', 'fhir'`);
    await refused(
      'patient_data_imports',
      'format, byte_count, content_sha256, status',
      `'fhir-r4', 1, repeat('0', 64), 'done'`,
    );
  });
});

describe('The migrations', () => {
  it('leave nothing on the way down, and the same on the way up again', async () => {
    const before = await catalogLines(admin);
    const down = await migrator.down({ module: 'patient-data', dropData: newRowsFile() });
    expect(down).toHaveLength(manifest.migrations.length);
    const { rows } = await database.admin.query(`select relname from pg_class where relname = any($1)`, [
      manifest.tables.map((table) => table.name),
    ]);
    expect(rows).toEqual([]);
    expect(await migrator.up()).toHaveLength(manifest.migrations.length);
    expect(catalogDifference(before, await catalogLines(admin))).toEqual([]);
    expect((await migrator.status()).drift).toEqual([]);
  }, 90_000);
});
