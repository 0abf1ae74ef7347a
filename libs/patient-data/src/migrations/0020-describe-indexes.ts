import type { Migration, SqlRunner } from '@carenode/module-kit';

const READS: Readonly<Record<string, string>> = {
  learning_resources_created_at_id_idx: 'The newest learning resources',
  patient_data_imports_heartbeat_at_idx: 'Imports whose host is gone',
};

export class DescribeIndexes implements Migration {
  readonly id = '0020-describe-indexes';
  readonly why = 'An index that is there for a read says which one, so that it goes when the read goes.';

  async up(sql: SqlRunner): Promise<void> {
    for (const [index, read] of Object.entries(READS))
      await sql.query(`comment on index ${index} is '${read}'`);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const index of Object.keys(READS)) await sql.query(`comment on index ${index} is null`);
  }
}
