/** Rows of a patient, named so that they can be found again. */
export type RowSet =
  | {
      readonly table: 'measurements';
      readonly variableId: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly table: 'patient_condition_events';
      readonly conditionId: string | null;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly table: 'patient_food_log' | 'patient_activity_log';
      readonly from: string;
      readonly to: string;
    }
  | { readonly table: 'patient_treatments'; readonly from: null; readonly to: string };

/** Rows as they were: which, and in which version. */
export interface RowsSeen {
  readonly count: number;
  /** SHA-256 of `id version` of each, by id, joined by commas; in hexadecimal. */
  readonly sha256: string;
  /** The rows themselves, where they are few. */
  readonly ids?: readonly string[];
}

/** So many ids are named one by one. */
const FEW = 50;

const TIMED = `t."timestamp" >= $2 and t."timestamp" < $3`;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statement that looks at a set of rows; its row is `RowsSeen`. */
export function statementOf(patientId: string, set: RowSet): Statement {
  switch (set.table) {
    case 'measurements':
      // A period that begins before the first day may reach into it.
      return seen(
        set.table,
        `t.variable_id = $4 and t.start_at >= $2::timestamptz - interval '2 days' and t.start_at < $3`,
        [patientId, set.from, set.to, set.variableId],
      );
    case 'patient_condition_events':
      return seen(
        set.table,
        `${TIMED} and t.condition_id is not distinct from $4::uuid and t.severity is not null`,
        [patientId, set.from, set.to, set.conditionId],
      );
    case 'patient_treatments':
      return seen(set.table, 't.started_at < $2', [patientId, set.to]);
    default:
      return seen(set.table, TIMED, [patientId, set.from, set.to]);
  }
}

function seen(table: string, where: string, values: readonly unknown[]): Statement {
  const text = `
    select count(*)::int as count,
           encode(sha256(convert_to(coalesce(string_agg(t.id || ' ' || t.version, ',' order by t.id), ''), 'UTF8')), 'hex') as sha256,
           case when count(*) <= ${FEW} then array_agg(t.id order by t.id) end as ids
      from public.${table} t where t.patient_id = $1 and ${where}`;
  return { text, values };
}

/** Without `ids` where there are many. */
export function rowsSeen({
  count,
  sha256,
  ids,
}: {
  count: number;
  sha256: string;
  ids: string[] | null;
}): RowsSeen {
  return ids ? { count, sha256, ids } : { count, sha256 };
}
