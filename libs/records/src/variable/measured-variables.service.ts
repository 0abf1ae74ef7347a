import { Database, refuseUnseenOwner, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { MeasuredVariableView } from './measured-variable.view.js';

// Counts from the index alone, then one probe of it for the newest measurement of each variable.
const MEASURED = statement(
  'variables:measured',
  `select v.id, v.name, v.display_name, v.code_system, v.code, v.kind, v.unit_code, v.category,
          c.count::int as count, n.start_at as newest_at, n.value as newest_value, n.unit as newest_unit,
          coalesce(n.value_text, n.value_code) as newest_text
     from (select m.variable_id, count(*) from public.measurements m where m.patient_id = $1 group by m.variable_id) c
     join public.variables v on v.id = c.variable_id
    cross join lateral (
      select m.start_at, m.value, m.unit, m.value_text, m.value_code from public.measurements m
       where m.patient_id = $1 and m.variable_id = c.variable_id
       order by m.start_at desc, m.id desc limit 1) n
    order by v.category nulls last, coalesce(v.display_name, v.name), v.id`,
);

interface Row {
  readonly id: string;
  readonly name: string;
  readonly display_name: string | null;
  readonly code_system: string | null;
  readonly code: string | null;
  readonly kind: string;
  readonly unit_code: string | null;
  readonly category: string | null;
  readonly count: number;
  readonly newest_at: Date;
  readonly newest_value: string | null;
  readonly newest_unit: string | null;
  readonly newest_text: string | null;
}

/** What a patient has measurements of. */
@Injectable()
export class MeasuredVariables {
  constructor(private readonly db: Database) {}

  /**
   * By category and the name that patients read. Throws `not_found` for a patient the caller may not see, `record_closed` for one whose record is
   * closed to the caller.
   */
  async list(ctx: RequestContext, patientId: string): Promise<MeasuredVariableView[]> {
    const read = { table: 'measurements', patient: patientId };
    const rows = await this.db.as(ctx).queryOf<Row>(read, MEASURED, [patientId]);
    if (rows.length === 0) await refuseUnseenOwner(this.db, ctx, patientId, read.table);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      displayName: row.display_name,
      codeSystem: row.code_system,
      code: row.code,
      kind: row.kind,
      unitCode: row.unit_code,
      category: row.category,
      count: row.count,
      newestAt: row.newest_at.toISOString(),
      newestValue: row.newest_value === null ? null : Number(row.newest_value),
      newestUnit: row.newest_unit,
      newestText: row.newest_text,
    }));
  }
}
