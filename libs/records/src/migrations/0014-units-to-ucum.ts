import type { DataChange, DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

/** Codes that are what they say, and the most frequent: rows with them need not be looked at. */
const SURE = [
  'kg',
  'g',
  'mg',
  'cm',
  'm',
  'mm[Hg]',
  '/min',
  '%',
  'Cel',
  'mg/dL',
  'mmol/L',
  'kcal',
  'min',
  'h',
  'ms',
  '{score}',
  '{steps}',
];

export class UnitsToUcum implements DataMigration {
  readonly id = '0014-units-to-ucum';
  readonly why =
    'Older rows and other systems name units in words; only UCUM codes can be compared and converted.';
  readonly table = 'measurements';
  readonly reads = ['variable_id', 'unit'];
  readonly writes = ['unit', 'unit_text'];
  readonly where = `unit is not null and unit_text is null and unit not in (${SURE.map((code) => `'${code}'`).join(', ')})`;

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    // Loaded here: every host reads the list of migrations, and hardly any runs this one.
    const { readUnit } = await import('../unit/unit.rules.js');
    const expected = await this.usualUnits(rows, sql);
    return rows.map(({ unit, variable_id }) => {
      const text = String(unit);
      const reading = readUnit(text, expected.get(String(variable_id)) ?? null);
      if ('unclear' in reading) return { left: reading.unclear };
      return reading.code === text ? null : { set: { unit: reading.code, unit_text: text } };
    });
  }

  private async usualUnits(rows: readonly DataRow[], sql: SqlRunner): Promise<Map<string, string>> {
    const ids = [...new Set(rows.map(({ variable_id }) => String(variable_id)))];
    const variables = (await sql.query(
      'select id, unit_code from public.variables where id = any ($1) and unit_code is not null',
      [ids],
    )) as { id: string; unit_code: string }[];
    return new Map(variables.map(({ id, unit_code }) => [id, unit_code]));
  }
}
