/** Steps that a careless way would make everybody wait for, on the table with the most rows: for the benchmark only. */
class IndexAll {
  id = '9001-index-all';
  why = 'An index over every row.';
  transaction = false;
  async up(sql) {
    await sql.query('drop index concurrently if exists bench_created');
    await sql.query('create index concurrently bench_created on measurements (created_at)');
  }
  async down(sql) {
    await sql.query('drop index concurrently if exists bench_created');
  }
}

class AddColumns {
  id = '9002-add-columns';
  why = 'Two columns, one with a default, and a check that is not looked at yet.';
  async up(sql) {
    await sql.query(
      `alter table measurements add column bench_note text, add column bench_kind text default 'plain'`,
    );
    await sql.query(
      `alter table measurements add constraint bench_kind check (bench_kind in ('plain', 'even', 'odd')) not valid`,
    );
  }
  async down(sql) {
    await sql.query('alter table measurements drop column bench_note, drop column bench_kind');
  }
}

class ValidateCheck {
  id = '9003-validate-check';
  why = 'The check holds for every row.';
  transaction = false;
  async up(sql) {
    await sql.query('alter table measurements validate constraint bench_kind');
  }
  async down() {}
}

class MarkRows {
  id = '9004-mark-rows';
  why = 'Half of all rows get another value.';
  table = 'measurements';
  reads = ['value'];
  writes = ['bench_kind'];
  where = `bench_kind = 'plain'`;
  async change(rows) {
    return rows.map(({ value }) => (Number(value) % 1 < 0.5 ? { set: { bench_kind: 'even' } } : null));
  }
}

export const STEPS = [IndexAll, AddColumns, ValidateCheck, MarkRows];

/** The modules with these steps at the end of those of `records`. */
export function withHardSteps(modules) {
  return modules.map((module) =>
    module.name === 'records'
      ? Object.freeze({ ...module, migrations: Object.freeze([...module.migrations, ...STEPS]) })
      : module,
  );
}
