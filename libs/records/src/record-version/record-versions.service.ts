import { Database, refuseUnseenOwner, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { type FormerRecord, RecordHistory } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

const MOST = 200;

// One for each table: a noted read is another statement for each.
const find = (table: string) =>
  statement(
    `record-versions:${table}`,
    `select v.version, v.row, v.replaced_at, v.replaced_by, v.deleted, v.import_id
     from public.record_versions v
    where v.patient_id = $1 and v.table_name = $2 and v.row_id = $3
    order by v.replaced_at desc, v.id desc limit ${MOST}`,
  );

interface Row {
  readonly version: number;
  readonly row: Readonly<Record<string, unknown>>;
  readonly replaced_at: Date;
  readonly replaced_by: string | null;
  readonly deleted: boolean;
  readonly import_id: string | null;
}

/** The history of records: what they were before they were corrected or deleted. */
@Injectable()
export class RecordVersions extends RecordHistory {
  constructor(private readonly db: Database) {
    super();
  }

  async list(
    ctx: RequestContext,
    patientId: string,
    table: string,
    rowId: string,
  ): Promise<{ items: FormerRecord[]; nextCursor: null }> {
    const read = { table, patient: patientId };
    const access = this.db.as(ctx);
    const rows = await access.queryOf<Row>(read, find(table), [patientId, table, rowId]);
    if (rows.length === 0) {
      await refuseUnseenOwner(this.db, ctx, patientId, table);
      const [row] = await access.queryOf(
        read,
        `select t.id from public.${table} t where t.patient_id = $1 and t.id = $2`,
        [patientId, rowId],
      );
      if (!row) throw new AppError('not_found', 'not_found', 'There is no such record.');
    }
    return {
      items: rows.map((row) => ({
        version: row.version,
        replacedAt: row.replaced_at.toISOString(),
        replacedBy: row.replaced_by,
        deleted: row.deleted,
        importId: row.import_id,
        record: Object.fromEntries(
          Object.entries(row.row).map(([column, value]) => [camelCase(column), value]),
        ),
      })),
      nextCursor: null,
    };
  }
}

const camelCase = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
