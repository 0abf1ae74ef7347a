import {
  type DataChange,
  type DataMigration,
  type DataRow,
  defineModule,
  everyRow,
  mayEverything,
  type Migration,
  type SqlRunner,
  type StepClass,
} from '@carenode/module-kit';

export class CreateReadings implements Migration {
  readonly id = '0001-create-readings';
  readonly why = 'Tests need rows about people.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table readings (
        id uuid primary key default uuid_generate_v4(),
        owner_id uuid,
        amount numeric(12,4) not null,
        unit text not null,
        unit_text text,
        tags text[] not null default '{}',
        extra json,
        seen_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint readings_amount_range check (amount < 1000000)
      )`);
    await sql.query(
      'create trigger touch before update on readings for each row execute function carenode.touch_row()',
    );
    await sql.query(`create table labels (code text primary key, words text not null)`);
    await sql.query(`create table counts (number bigint primary key, amount integer)`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table counts, labels, readings');
  }
}

/** Pounds become kilograms, once: a second time would show. */
export class PoundsToKilograms implements DataMigration {
  readonly id: string = '0002-pounds-to-kilograms';
  readonly why = 'Tests need a step that changes rows.';
  readonly table = 'readings';
  readonly reads = ['amount', 'unit'];
  readonly writes = ['amount', 'unit', 'unit_text', 'tags', 'extra'];
  readonly where = `unit <> 'kg'`;

  async change(rows: readonly DataRow[], _sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    return rows.map(({ amount, unit }) => {
      if (unit === 'lb') {
        const kilograms = (Number(amount) / 2).toFixed(4);
        return {
          set: {
            amount: kilograms,
            unit: 'kg',
            unit_text: 'lb',
            tags: ['a "b"', null, 'c\\d'],
            extra: ['x'],
          },
        };
      }
      return unit === 'g' ? null : { left: 'the unit is unclear' };
    });
  }
}

/** Makes a label of each reading with a clear unit. */
export class LabelsOfUnits implements DataMigration {
  readonly id = '0002-labels-of-units';
  readonly why = 'Tests need a step that makes rows of another table.';
  readonly table = 'readings';
  readonly reads = ['id', 'unit'];
  readonly writes = [];
  readonly where = `not exists (select from public.labels l where l.code = t.id::text)`;
  readonly back = {
    where: `exists (select from public.labels l where l.code = t.id::text)`,
    change: async (rows: readonly DataRow[], sql: SqlRunner) => {
      await sql.query('delete from public.labels where code = any ($1)', [rows.map(({ id }) => id)]);
      return rows.map(() => ({ made: true }) as const);
    },
  };

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    const clear = rows.filter(({ unit }) => unit !== 'stone');
    await sql.query('insert into public.labels (code, words) select unnest($1::text[]), unnest($2::text[])', [
      clear.map(({ id }) => id),
      clear.map(({ unit }) => unit),
    ]);
    return rows.map((row) => (clear.includes(row) ? { made: true } : { left: 'the unit is unclear' }));
  }
}

export class AddAfterwards implements Migration {
  readonly id = '0003-add-afterwards';
  readonly why = 'Tests need a step that waits for the rows.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`alter table readings add constraint readings_no_pounds check (unit <> 'lb') not valid`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table readings drop constraint readings_no_pounds');
  }
}

export const readingsWith = (...migrations: readonly StepClass[]) =>
  defineModule({
    name: 'readings',
    title: 'Readings',
    required: true,
    nest: class ReadingsModule {},
    migrations,
    tables: [
      {
        name: 'readings',
        entity: class Reading {},
        holds: 'clinical',
        about: 'owner_id',
        policies: { patient: mayEverything(everyRow) },
      },
      {
        name: 'labels',
        entity: class Label {},
        holds: 'public',
        policies: { patient: mayEverything(everyRow) },
      },
      {
        name: 'counts',
        entity: class Count {},
        holds: 'operational',
        policies: { patient: mayEverything(everyRow) },
        audit: { off: 'It counts.' },
      },
    ],
  });
