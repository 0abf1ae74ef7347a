import type { Migration, SqlRunner } from '@carenode/module-kit';

export class AddTreatmentSourceTracking implements Migration {
  readonly id = '0002-add-treatment-source-tracking';
  readonly why = 'A treatment can be traced to who makes it, how that was verified, and what regulators say.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      ALTER TABLE treatments
      ADD COLUMN manufacturer TEXT,
      ADD COLUMN source_verification_method TEXT,
      ADD COLUMN regulatory_status TEXT`);
    await sql.query(`comment on column treatments.manufacturer is 'Who makes it'`);
    await sql.query(
      `comment on column treatments.source_verification_method is 'How its origin was verified, such as a certificate of analysis'`,
    );
    await sql.query(
      `comment on column treatments.regulatory_status is 'What regulators say of it, such as approved (FDA NDA020357)'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(
      'alter table treatments drop column regulatory_status, drop column source_verification_method, drop column manufacturer',
    );
  }
}
