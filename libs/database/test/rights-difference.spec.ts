import {
  type Condition,
  defineModule,
  everyRow,
  mayEverything,
  mayRead,
  type Migration,
  type ModuleManifest,
  own,
  rowsWhere,
  type SqlRunner,
  type TablePolicies,
} from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Migrator } from '../src/migrate/migrator.js';
import { noRights, rightsOf } from '../src/migrate/rights/rights.js';
import { changeWords, rightName, rightsDifference } from '../src/migrate/rights/rights-difference.js';
import { notes } from './fixture-notes.js';

const table = (policies: TablePolicies) => {
  const [first] = notes.tables;
  if (!first) throw new Error('The module has a table.');
  return { ...first, policies };
};
const withPolicies = (policies: TablePolicies, more: Partial<ModuleManifest> = {}): ModuleManifest =>
  defineModule({ ...notes, tables: [table(policies), ...notes.tables.slice(1)], ...more });
const names = (changes: readonly Parameters<typeof rightName>[0][]) => changes.map(rightName).sort();

describe('the difference of rights', () => {
  const of = (before: TablePolicies, after: TablePolicies) => {
    const rights = (policies: TablePolicies) => [rightsOf(notes, table(policies))];
    const { gained, lost } = rightsDifference(rights(before), rights(after));
    return { gained: names(gained), lost: names(lost) };
  };

  it('is nothing when nothing changed', () => {
    const policies = { patient: mayEverything(own('owner_id'), ['body']) };
    expect(of(policies, { patient: mayEverything(own('owner_id'), ['body']) })).toEqual({
      gained: [],
      lost: [],
    });
  });

  it('names a verb, a column and a whole table that somebody gains or loses', () => {
    const read = mayRead(own('owner_id'), ['id', 'body']);
    expect(of({ patient: read }, { patient: mayRead(own('owner_id'), ['id', 'secret']) })).toEqual({
      gained: ['patient select notes secret'],
      lost: ['patient select notes body'],
    });
    expect(of({ patient: read }, { patient: mayRead(own('owner_id')) })).toEqual({
      gained: ['patient select notes'],
      lost: [],
    });
    expect(of({ patient: mayRead(own('owner_id')) }, { patient: read })).toEqual({
      gained: [],
      lost: ['patient select notes'],
    });
    expect(of({ patient: read }, { patient: read, admin: { delete: { when: everyRow } } })).toEqual({
      gained: ['admin delete notes'],
      lost: [],
    });
  });

  it('counts a changed condition as a gain and a loss, the gate’s too', () => {
    expect(of({ patient: mayRead(own('owner_id')) }, { patient: mayRead(everyRow) })).toEqual({
      gained: ['patient select notes'],
      lost: ['patient select notes'],
    });
    const optional = { ...notes, required: false };
    const only = table({ patient: mayRead(everyRow) });
    const { gained } = rightsDifference([rightsOf(optional, only)], [rightsOf(notes, only)]);
    expect(names(gained)).toEqual(['patient select notes']);
    expect(gained.map(changeWords).join()).toMatch(/module_active\('notes'\).*becomes/);
  });

  it('takes a written row’s check for part of the condition', () => {
    const update = (check: Condition) => ({ patient: { update: { when: own('owner_id'), check } } });
    expect(of(update(own('owner_id')), update(everyRow)).gained).toEqual(['patient update notes']);
  });

  it('knows that a grant without a policy, and a policy without a grant, are nothing', () => {
    const full = rightsOf(notes, table({ patient: mayRead(everyRow) }));
    expect(rightsDifference([{ ...full, grants: new Set<string>() }], [{ ...full, policies: [] }])).toEqual({
      gained: [],
      lost: [],
    });
    expect(names(rightsDifference([{ ...full, policies: [] }], [full]).gained)).toEqual([
      'patient select notes',
    ]);
    expect(names(rightsDifference([full], [noRights(table({}))]).lost)).toEqual(['patient select notes']);
  });
});

class CreateExtra implements Migration {
  readonly id = '0002-create-extra';
  readonly why = 'Tests need a step that must not be applied.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('create table extra (id uuid primary key)');
    await sql.query('alter table notes add flag boolean');
    await sql.query('create function carenode.fresh() returns boolean language sql stable return true');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.fresh()');
    await sql.query('alter table notes drop flag');
    await sql.query('drop table extra');
  }
}

describe('a migrator whose declarations give more than before', () => {
  let database: TestDatabase;
  const first = withPolicies({ patient: mayRead(own('owner_id'), ['id', 'owner_id']) });
  const extra = {
    name: 'extra',
    entity: class {},
    holds: 'public' as const,
    policies: { patient: mayRead(everyRow) },
  };
  const migrator = (module: ModuleManifest) =>
    new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules: [module] });
  const state = async () => {
    const { rows } = await database.admin.query<{ state: string }>(
      `select concat_ws('|', (select string_agg(id, ',' order by seq) from carenode.migrations),
              (select string_agg(policyname || qual, ',' order by policyname) from pg_policies where tablename = 'notes'),
              (select string_agg(attname || attacl::text, ',' order by attname) from pg_attribute where attrelid = 'notes'::regclass),
              (select md5(string_agg(rights::text, ',' order by table_name)) from carenode.declared_rights)) as state`,
    );
    return rows[0]?.state;
  };

  beforeEach(async () => {
    database = await emptyDatabase();
    await migrator(first).up();
  });

  afterEach(() => database.drop());

  const second = (gains: Record<string, string> = {}) =>
    withPolicies(
      {
        patient: mayRead(own('owner_id'), ['id', 'owner_id', 'flag']),
        provider: mayRead(rowsWhere('flag and (select carenode.fresh())', 'flagged rows'), ['id']),
      },
      {
        migrations: [...notes.migrations, CreateExtra],
        tables: [
          table({
            patient: mayRead(own('owner_id'), ['id', 'owner_id', 'flag']),
            provider: mayRead(rowsWhere('flag and (select carenode.fresh())', 'flagged rows'), ['id']),
          }),
          ...notes.tables.slice(1),
          extra,
        ],
        gains,
      },
    );

  it('refuses before any step, names each gain and how to approve it, and leaves no trace', async () => {
    const before = await state();
    const refusal = await migrator(second())
      .up()
      .catch((error: Error) => error.message);
    expect(refusal).toContain('  patient select notes flag: their own rows (owner_id)\n');
    expect(refusal).toContain('  provider select notes id: flagged rows\n');
    expect(refusal).toContain('carenode migrate up --approve-gain "');
    expect(refusal).toContain('--approve-gain "patient select notes flag"');
    expect(refusal).not.toContain('extra');
    expect(await state()).toBe(before);
    expect((await migrator(first).status()).drift).toEqual([]);
  });

  it('applies gains that the manifest or the operator names, and does not ask again', async () => {
    const half = second({ 'patient select notes flag': 'they set it themselves' });
    await expect(migrator(half).up()).rejects.toThrow('provider select notes id');
    expect(await migrator(half).up({ approveGains: ['provider select notes'] })).toEqual([
      'notes/0002-create-extra',
    ]);
    const { drift } = await migrator(half).status();
    expect(drift).toEqual([]);
    expect(await migrator(second()).up()).toEqual([]);
    await database.admin.query('alter policy provider_select on notes using (true)');
    expect(await migrator(second()).up()).toEqual([]);
  });

  it('takes a changed condition for a gain, and less for none', async () => {
    const columns = ['id', 'owner_id'];
    const wide = withPolicies({ patient: mayRead(everyRow, columns) });
    await expect(migrator(wide).up()).rejects.toThrow(
      'patient select notes: "their own rows (owner_id)" becomes "every row"',
    );
    await expect(migrator(wide).up({ approveGains: ['patient select notes id'] })).rejects.toThrow(
      'every row',
    );
    await migrator(wide).up({ approveGains: ['patient select notes'] });
    expect(await migrator(withPolicies({ patient: mayRead(everyRow, ['id']) })).up()).toEqual([]);
    // What was taken away is a gain when it comes back.
    await expect(migrator(wide).up()).rejects.toThrow('patient select notes owner_id');
  });

  it('takes back a grant or policy made by hand without asking, also when it gave more', async () => {
    await database.admin.query('grant select on notes to carenode_patient');
    await database.admin.query('create policy more on notes for select to carenode_patient using (true)');
    expect(await migrator(first).up()).toEqual([]);
    expect((await migrator(first).status()).drift).toEqual([]);
  });

  it('compares with PostgreSQL itself after a version that kept no declarations', async () => {
    await database.admin.query('drop table carenode.declared_rights');
    const refusal = await migrator(second())
      .up()
      .catch((error: Error) => error.message);
    expect(refusal).toContain('patient select notes flag');
    expect(refusal).toContain('provider select notes id');
    const wide = withPolicies({ patient: mayRead(everyRow, ['id', 'owner_id']) });
    await expect(migrator(wide).up()).rejects.toThrow(
      'patient select notes: "(owner_id = ( SELECT carenode.subject() AS subject))" becomes "every row"',
    );
    await database.admin.query(`select from carenode.migrations`);
    expect(await migrator(first).up()).toEqual([]);
    expect((await migrator(first).rightsChange()).unnamed).toEqual([]);
  });

  it('asks nothing after steps were taken back and applied again', async () => {
    await migrator(first).down({ module: 'notes' });
    expect(await migrator(second()).up()).toHaveLength(2);
    expect(await migrator(second()).down({ module: 'notes', to: '0001-create-notes' })).toHaveLength(1);
    await expect(
      migrator(withPolicies({ patient: mayRead(everyRow) }, { migrations: second().migrations })).up(),
    ).rejects.toThrow('patient select notes');
    expect(await migrator(second()).up()).toHaveLength(1);
  });

  it('shows beforehand what changes for whom', async () => {
    const change = await migrator(second({ 'patient select notes flag': 'theirs' })).rightsChange();
    expect(names(change.gained)).toEqual(['patient select notes flag', 'provider select notes id']);
    expect(names(change.unnamed)).toEqual(['provider select notes id']);
    expect(change).toMatchObject({ lost: [], newTables: ['extra'] });
    await database.admin.query('grant select (secret) on notes to carenode_patient');
    expect(names((await migrator(first).rightsChange()).lost)).toEqual(['patient select notes secret']);
  });

  it.each([
    ['Patient select notes', {}],
    ['patient read notes', {}],
    ['patient select notes body more', {}],
    ['patient select others', { 'patient select others': 'not mine' }],
  ])('refuses "%s" as a name of a gain', async (name, gains) => {
    const { message } = (await migrator(withPolicies({ patient: {} }, { gains }))
      .up(Object.keys(gains).length > 0 ? {} : { approveGains: [name] })
      .catch((error: unknown) => error)) as Error;
    expect(message).toContain(`"${name}"`);
    expect(message).toContain('caller verb table');
  });
});
