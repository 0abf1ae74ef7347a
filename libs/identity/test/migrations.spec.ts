import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import { emptyDatabase, newRowsFile, type TestDatabase, testModules } from '@carenode/testing';

describe('the migrations of identity', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await emptyDatabase();
  });

  afterAll(() => database.drop());

  it('leave the same catalog after down to nothing and up again, and nothing in between', async () => {
    const modules = await testModules([]);
    const { adminUrl, hostLogin, admin } = database;
    const migrator = new Migrator({ adminUrl, hostLogin, modules });
    const catalog = () =>
      catalogLines({ query: async (text) => (await admin.query<Record<string, unknown>>(text)).rows });
    const before = await catalog();

    await migrator.up();
    const up = await catalog();
    expect(up.some((line) => line.startsWith('function carenode.fill_patient_profile'))).toBe(true);
    expect((await migrator.status()).drift).toEqual([]);

    await migrator.down({ dropData: newRowsFile() });
    // The schemas' own rights and the migrator's notebooks stay.
    const left = catalogDifference(before, await catalog()).filter(
      (line) =>
        !/^. schema |carenode\.(migrations|unfinished_steps|dropped_rows|data_|former_definitions|map_value|forget_undo|rights_memo|declared_rights)/.test(
          line,
        ),
    );
    expect(left).toEqual([]);

    await migrator.up();
    expect(catalogDifference(up, await catalog())).toEqual([]);
  });

  it('make api_keys as planned', async () => {
    const { rows } = await database.admin.query<{ planned: string }>(
      `select column_name || ' ' || data_type || ' ' || coalesce(column_default, '-') as planned
         from information_schema.columns where table_schema = 'public' and table_name = 'api_keys'
        order by ordinal_position limit 8`,
    );
    expect(rows.map(({ planned }) => planned)).toEqual([
      'id uuid uuid_generate_v4()',
      'name text -',
      'key text -',
      'scope ARRAY -',
      'created_at timestamp with time zone now()',
      'expires_at timestamp with time zone -',
      'created_by uuid -',
      'last_used_at timestamp with time zone -',
    ]);
    const { rows: keys } = await database.admin.query<{ definition: string }>(
      `select pg_get_constraintdef(oid) as definition from pg_constraint
        where conrelid = 'api_keys'::regclass and contype = 'f'`,
    );
    expect(keys).toEqual([
      { definition: 'FOREIGN KEY (created_by) REFERENCES profiles(id) ON DELETE CASCADE' },
    ]);
  });
});
