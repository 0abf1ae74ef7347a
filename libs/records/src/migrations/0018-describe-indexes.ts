import type { Migration, SqlRunner } from '@carenode/module-kit';

const READS: Readonly<Record<string, string>> = {
  conditions_words: 'Search of conditions by words',
  conditions_code_prefix: 'Search of conditions by the beginning of a code',
  conditions_order: 'The list of conditions, by code',
  treatments_words: 'Search of treatments by words',
  treatments_code_prefix: 'Search of treatments by the beginning of a code',
  treatments_order: 'The list of treatments, by name',
  measurements_patient_start: 'The newest measurements of a patient, and those of a time',
  consent_texts_published: 'The texts to agree to, newest first',
  trials_created: 'The list of trials, newest first',
};

export class DescribeIndexes implements Migration {
  readonly id = '0018-describe-indexes';
  readonly why = 'An index that is there for a read says which one, so that it goes when the read goes.';

  async up(sql: SqlRunner): Promise<void> {
    for (const [index, read] of Object.entries(READS))
      await sql.query(`comment on index ${index} is '${read}'`);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const index of Object.keys(READS)) await sql.query(`comment on index ${index} is null`);
  }
}
