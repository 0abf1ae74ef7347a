import type { Migration, SqlRunner, StepClass } from '@carenode/module-kit';

/**
 * A step that has PostgreSQL look at every row for constraints that an earlier step added as `not valid`. In a step of its
 * own, as rows are then looked at while others read and write.
 */
export function validateConstraints(
  id: string,
  why: string,
  table: string,
  constraints: readonly string[],
): StepClass {
  return class ValidateConstraints implements Migration {
    readonly id = id;
    readonly why = why;

    async up(sql: SqlRunner): Promise<void> {
      for (const name of constraints) await sql.query(`alter table ${table} validate constraint ${name}`);
    }

    async down(sql: SqlRunner): Promise<void> {
      for (const name of constraints) {
        const [found] = (await sql.query(
          'select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = $1::regclass and conname = $2',
          [table, name],
        )) as { rule: string }[];
        await sql.query(
          `alter table ${table} drop constraint ${name}, add constraint ${name} ${found?.rule} not valid`,
        );
      }
    }
  };
}
