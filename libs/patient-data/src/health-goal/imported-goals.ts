import { newId, type Transaction } from '@carenode/module-kit';
import type { Stored } from '@carenode/records-contract';

/** A goal as another system tells it. */
export interface ImportedGoal {
  readonly externalId: string;
  readonly title: string;
  readonly description: string | null;
  /** Decimal text. */
  readonly targetValue: string | null;
  readonly unit: string | null;
  readonly startDate: string | null;
  readonly targetDate: string | null;
  readonly status: string;
  readonly achievementStatus: string | null;
  /** Changes when the source tells the goal differently. */
  readonly fingerprint: string;
}

const STORE = `
  insert into public.patient_health_goals as g (id, patient_id, source, import_id, external_id, source_fingerprint,
      title, description, target_value, unit, start_date, target_date, status, achievement_status)
  select t.id, $1, $2, $14, t.external_id, t.source_fingerprint,
      t.title, t.description, t.target_value, t.unit, t.start_date, t.target_date, t.status, t.achievement_status
    from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::text[],
      $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[])
      as t (id, external_id, source_fingerprint, title, description, target_value, unit,
        start_date, target_date, status, achievement_status)
  on conflict (patient_id, source, external_id) do update set
      source_fingerprint = excluded.source_fingerprint, title = excluded.title,
      description = excluded.description, target_value = excluded.target_value, unit = excluded.unit,
      start_date = excluded.start_date, target_date = excluded.target_date, status = excluded.status,
      achievement_status = excluded.achievement_status, import_id = excluded.import_id
    where g.source_fingerprint <> excluded.source_fingerprint
  returning g.external_id, g.version = 1 as created`;

/**
 * Adds a patient's goals, each external id at most once. A goal that is there already is changed only when its source
 * tells it differently than before, so that what the patient wrote into it since stays.
 */
export async function storeGoals(
  tx: Transaction,
  patientId: string,
  source: string,
  goals: readonly ImportedGoal[],
  importId: string | null = null,
): Promise<Stored> {
  if (goals.length === 0) return { created: 0, updated: 0, duplicate: 0, changed: [] };
  const column = <K extends keyof ImportedGoal>(name: K) => goals.map((goal) => goal[name]);
  const rows = await tx.query<{ external_id: string; created: boolean }>(STORE, [
    patientId,
    source,
    goals.map(() => newId()),
    column('externalId'),
    column('fingerprint'),
    column('title'),
    column('description'),
    column('targetValue'),
    column('unit'),
    column('startDate'),
    column('targetDate'),
    column('status'),
    column('achievementStatus'),
    importId,
  ]);
  const created = rows.filter((row) => row.created).length;
  return {
    created,
    updated: rows.length - created,
    duplicate: goals.length - rows.length,
    changed: rows.map((row) => row.external_id),
  };
}
