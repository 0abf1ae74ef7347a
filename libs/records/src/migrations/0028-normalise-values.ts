import type { DataChange, DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

export class NormaliseValues implements DataMigration {
  readonly id = '0028-normalise-values';
  readonly why =
    'Older rows, too, have their value in the unit of their variable beside the one that was told.';
  readonly table = 'measurements';
  readonly reads = ['variable_id', 'value', 'unit'];
  readonly writes = ['normalized_value', 'normalized_unit'];
  readonly where = 'value is not null and normalized_value is null';

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    // Loaded here: every host reads the list of migrations, and hardly any runs this one.
    const { conversion, normalised } = await import('../unit/normalise.rules.js');
    const variables = await this.variablesOf(rows, sql);
    return rows.map(({ variable_id, value, unit }) => {
      const variable = variables.get(String(variable_id));
      const found = variable && conversion(typeof unit === 'string' ? unit : null, variable);
      const normal = found ? normalised(String(value), found) : null;
      if (!found || normal === null) return { left: 'no value in the unit of the variable' };
      return { set: { normalized_value: normal, normalized_unit: found.unit } };
    });
  }

  private async variablesOf(
    rows: readonly DataRow[],
    sql: SqlRunner,
  ): Promise<Map<string, { unitCode: string | null; code: string | null; codeSystem: string | null }>> {
    const ids = [...new Set(rows.map(({ variable_id }) => String(variable_id)))];
    const found = (await sql.query(
      'select id, unit_code, code, code_system from public.variables where id = any ($1)',
      [ids],
    )) as { id: string; unit_code: string | null; code: string | null; code_system: string | null }[];
    return new Map(
      found.map(({ id, unit_code, code, code_system }) => [
        id,
        { unitCode: unit_code, code, codeSystem: code_system },
      ]),
    );
  }
}
