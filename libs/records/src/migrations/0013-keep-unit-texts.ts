import type { Migration, SqlRunner } from '@carenode/module-kit';

export class KeepUnitTexts implements Migration {
  readonly id = '0013-keep-unit-texts';
  readonly why =
    'What a source wrote for a unit is kept where the unit becomes the UCUM code that it stands for.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table measurements add column unit_text text');
    await sql.query(
      `comment on column measurements.unit_text is 'Unit as the source wrote it, where that was no UCUM code and unit is one now'`,
    );
    await sql.query(
      `comment on column measurements.unit is 'Unit: a UCUM code where the source gave one or its text stands for one, else as received'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(
      `comment on column measurements.unit is 'Unit as received; a UCUM code where the source gave one'`,
    );
    await sql.query('alter table measurements drop column unit_text');
  }
}
