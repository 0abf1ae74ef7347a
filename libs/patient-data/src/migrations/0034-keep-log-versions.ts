import { OWNER_ROLE } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLES = ['patient_food_log', 'patient_activity_log', 'patient_condition_events'];

// As records does it: what goes with its patient, an erasure, an import that is taken back and a migration are no corrections.
const trigger = (table: string, name: string, event: string, transition: string, work: string) => `
  create trigger ${name} after ${event} on ${table} referencing ${transition}
    for each statement when (current_user <> '${OWNER_ROLE}') execute function carenode.${work}()`;

// Nutrients are part of their entry: before they change, the entry is kept together with them. Whoever changes an entry and
// its nutrients changes the nutrients first; both then are one version in the history.
const KEEP_NUTRIENTS = `
  create function carenode.keep_nutrients() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into public.record_versions (table_name, row_id, patient_id, version, row, replaced_by, deleted)
    select 'patient_food_log', f.id, f.patient_id, f.version,
           (pg_catalog.to_jsonb(f) - '{idempotency_key,idempotency_fingerprint}'::text[]) || pg_catalog.jsonb_build_object('nutrients', n.nutrients),
           carenode.subject(), false
      from (select r.food_log_id, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                     'nutrient', r.nutrient, 'amount', r.amount, 'unit', r.unit) order by r.nutrient) as nutrients
              from replaced r group by r.food_log_id) n
      join public.patient_food_log f on f.id = n.food_log_id;
    return null;
  end $$`;

export class KeepLogVersions implements Migration {
  readonly id = '0034-keep-log-versions';
  readonly why = 'A corrected or deleted entry of a log is still known as it was.';

  async up(sql: SqlRunner): Promise<void> {
    for (const table of TABLES) {
      await sql.query(
        trigger(table, 'keep_changed', 'update', 'old table as replaced new table as made', 'keep_version'),
      );
      await sql.query(trigger(table, 'keep_deleted', 'delete', 'old table as replaced', 'keep_version'));
    }
    await sql.query(KEEP_NUTRIENTS);
    await sql.query(
      `comment on function carenode.keep_nutrients() is 'Before nutrients of an entry change or go: keeps the entry with them.'`,
    );
    await sql.query('revoke execute on function carenode.keep_nutrients() from public');
    for (const [name, event] of [
      ['keep_changed', 'update'],
      ['keep_deleted', 'delete'],
    ] as const)
      await sql.query(
        trigger('patient_food_nutrients', name, event, 'old table as replaced', 'keep_nutrients'),
      );
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const table of ['patient_food_nutrients', ...TABLES]) {
      await sql.query(`drop trigger keep_deleted on ${table}`);
      await sql.query(`drop trigger keep_changed on ${table}`);
    }
    await sql.query('drop function carenode.keep_nutrients()');
  }
}
