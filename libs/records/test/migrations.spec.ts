import { Migrator } from '@carenode/database';
import { jest } from '@jest/globals';
import { emptyDatabase, newRowsFile, type TestDatabase, testModules } from '@carenode/testing';

import { migrations } from '../src/migrations/index.js';

/** What the module's steps made: columns, constraints, indexes, functions, triggers and policies, as text. */
async function schemaOf({ admin }: TestDatabase): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(`
    select format('column %s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
             coalesce(pg_get_expr(adbin, adrelid), '')) as line
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      join pg_class c on c.oid = attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     where attnum > 0 and not attisdropped
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
    union all select format('function %s %s %s', p.oid::regprocedure, coalesce(proacl::text, ''), md5(pg_get_functiondef(p.oid)))
      from pg_proc p where pronamespace = 'carenode'::regnamespace
    union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select format('policy %s %s %s %s %s', tablename, policyname, roles, qual, with_check) from pg_policies
    order by 1`);
  return rows.map((row) => row.line);
}

// Thirty steps, taken back and done again, each looked at before and after.
jest.setTimeout(180_000);

describe('the migrations of records', () => {
  let database: TestDatabase;
  let migrator: Migrator;

  beforeAll(async () => {
    database = await emptyDatabase();
    migrator = new Migrator({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: await testModules([]),
    });
  });
  afterAll(() => database.drop());

  it('leave the same schema after up, down and up again, and nothing in between', async () => {
    await migrator.up();
    const before = await schemaOf(database);
    expect(before.filter((line) => line.startsWith('column measurements.')).length).toBe(27);

    const down = await migrator.down({ module: 'records', dropData: newRowsFile() });
    expect(down).toHaveLength(migrations.length);
    const between = await schemaOf(database);
    const ours =
      /\b(units|conditions|treatments|variables|measurements|care_team|trial|consent|patients_in_care|patients_open|why_open)/;
    expect(between.filter((line) => !line.startsWith('policy') && ours.test(line))).toEqual([]);

    await migrator.up();
    expect(await schemaOf(database)).toEqual(before);
    expect((await migrator.status()).drift).toEqual([]);
  });

  it('ask for no consent any more once that step is taken back, exactly as before it', async () => {
    const definition = async () => {
      const { rows } = await database.admin.query<{ text: string; about: string }>(
        `select pg_get_functiondef(oid) as text, obj_description(oid) as about
           from pg_proc where oid = 'carenode.patients_in_care()'::regprocedure`,
      );
      return rows[0];
    };
    const asked = await definition();
    expect(asked?.text).toContain('patient_consents');
    await migrator.down({ module: 'records', to: '0007-create-care-teams', dropData: newRowsFile() });
    const taken = await definition();
    await migrator.down({ module: 'records', to: '0006-create-patient-records' });
    await migrator.up();
    expect(await definition()).toEqual(asked);
    await migrator.down({ module: 'records', to: '0008-create-trials', dropData: newRowsFile() });
    expect(await definition()).toEqual(taken);
    expect(taken?.text).not.toContain('patient_consents');
    expect(taken?.about).toBe('Patients in whose active care team the calling provider is, now.');
    await migrator.up();
  });

  it('take care teams that there were before consents as consent to care', async () => {
    await migrator.down({ module: 'records', to: '0008-create-trials', dropData: newRowsFile() });
    const { rows: people } = await database.admin.query<{ id: string }>(
      `insert into profiles (user_type) values ('patient'), ('patient'), ('provider'), ('provider') returning id`,
    );
    const [cared, invited, one, two] = people.map(({ id }) => id);
    for (const [patient, provider, status] of [
      [cared, one, 'active'],
      [cared, two, 'active'],
      [invited, one, 'invited'],
    ])
      await database.admin.query(
        'insert into care_team_members (patient_id, provider_id, status) values ($1, $2, $3)',
        [patient, provider, status],
      );
    await migrator.up();
    const { rows } = await database.admin.query(
      'select patient_id, purpose, text_version, method, given_by, withdrawn_at from patient_consents',
    );
    expect(rows).toEqual([
      {
        patient_id: cared,
        purpose: 'care',
        text_version: 1,
        method: 'care-team',
        given_by: null,
        withdrawn_at: null,
      },
    ]);
  });

  it('add the traceability columns of the plan to treatments', async () => {
    const { rows } = await database.admin.query(
      `select column_name, data_type from information_schema.columns
        where table_name = 'treatments' and column_name in ('manufacturer', 'source_verification_method', 'regulatory_status') order by 1`,
    );
    expect(rows).toEqual([
      { column_name: 'manufacturer', data_type: 'text' },
      { column_name: 'regulatory_status', data_type: 'text' },
      { column_name: 'source_verification_method', data_type: 'text' },
    ]);
  });

  it('index every foreign key', async () => {
    const { rows } = await database.admin.query(
      `
      select conrelid::regclass::text as table, conname from pg_constraint c
       where contype = 'f' and connamespace = 'public'::regnamespace and conrelid::regclass::text = any ($1)
         and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
                           and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
      [
        [
          'variables',
          'measurements',
          'patient_conditions',
          'patient_treatments',
          'care_team_members',
          'trials',
          'trial_enrollments',
          'consent_texts',
          'patient_consents',
          'trial_team_members',
          'trial_data_needs',
        ],
      ],
    );
    expect(rows).toEqual([]);
  });

  it('say what every table and column of theirs means', async () => {
    const { rows } = await database.admin.query(
      `
      select c.relname || coalesce('.' || a.attname, '') as what
        from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attname not in ('id', 'created_at', 'updated_at', 'version')
       where c.relname = any ($1) and c.relnamespace = 'public'::regnamespace
         and (obj_description(c.oid, 'pg_class') is null or (a.attname is not null and col_description(c.oid, a.attnum) is null))`,
      [
        [
          'units',
          'conditions',
          'treatments',
          'variables',
          'measurements',
          'patient_conditions',
          'patient_treatments',
          'care_team_members',
          'trials',
          'trial_enrollments',
          'consent_texts',
          'patient_consents',
          'trial_team_members',
          'trial_data_needs',
        ],
      ],
    );
    expect(rows).toEqual([]);
  });

  it('seed variables whose LOINC codes have a right check digit', async () => {
    const { rows } = await database.admin.query<{ code: string; unit_code: string }>(
      `select code, unit_code from variables where code_system = 'http://loinc.org'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(40);
    const wrong = rows.filter(({ code }) => !hasRightCheckDigit(code));
    expect(wrong).toEqual([]);
  });
});

/** The check digit of LOINC: modulus 10 with doubled digits at every other place from the right (Users' Guide, appendix). */
function hasRightCheckDigit(code: string): boolean {
  const [number = '', digit] = code.split('-');
  const digits = [...number].reverse().map(Number);
  const odd = digits.filter((_, index) => index % 2 === 0);
  const even = digits.filter((_, index) => index % 2 === 1);
  const doubled = String(Number([...odd].reverse().join('')) * 2);
  const sum = [...doubled].map(Number).reduce((a, b) => a + b, 0) + even.reduce((a, b) => a + b, 0);
  return String((10 - (sum % 10)) % 10) === digit;
}
