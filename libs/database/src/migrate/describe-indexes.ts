import type { Migration, SqlRunner, StepClass } from '@carenode/module-kit';

/** A step that says of each index which read it serves: index → the read, in a few words. */
export function describeIndexes(id: string, reads: Readonly<Record<string, string>>): StepClass {
  return class DescribeIndexes implements Migration {
    readonly id = id;
    readonly why = 'An index that is there for a read says which one, so that it goes when the read goes.';

    async up(sql: SqlRunner): Promise<void> {
      for (const [index, read] of Object.entries(reads))
        await sql.query(`comment on index ${index} is '${read}'`);
    }

    async down(sql: SqlRunner): Promise<void> {
      for (const index of Object.keys(reads)) await sql.query(`comment on index ${index} is null`);
    }
  };
}
