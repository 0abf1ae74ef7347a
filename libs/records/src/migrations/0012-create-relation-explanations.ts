import { grantTo } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const SIGNATURE = 'explain_relations(uuid, text)';

// The same conditions as carenode.patients_in_care and carenode.trial_participants, each by itself.
const EXPLAIN = `
  create function carenode.explain_relations(patient uuid, table_name text) returns table (relation text, facts jsonb)
  language plpgsql stable security definer set search_path = '' as $$
  begin
    if pg_catalog.starts_with(pg_catalog.current_setting('carenode.actor', true), 'explain:') is not true then
      raise 'Only an explanation may ask this.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    return query
      (select 'care-team', pg_catalog.jsonb_build_object(
           'status', m.status, 'awaiting', m.awaiting, 'from', m.starts_at, 'until', m.ends_at,
           'holds', m.status = 'active' and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now()))
         from public.care_team_members m
        where m.provider_id = carenode.subject() and m.patient_id = patient
        order by m.status = 'active' desc, m.created_at desc, m.id desc limit 1)
      union all
      (select distinct on (c.purpose) 'consent', pg_catalog.jsonb_build_object(
           'purpose', c.purpose, 'version', c.text_version, 'given', c.given_at, 'withdrawn', c.withdrawn_at,
           'holds', c.withdrawn_at is null)
         from public.patient_consents c
        where c.patient_id = patient
        order by c.purpose, c.withdrawn_at is null desc, c.given_at desc, c.id desc)
      union all
      (select 'trial', pg_catalog.jsonb_build_object(
           'trial', t.id, 'team', m.status, 'status', t.status, 'ends', t.ends_at, 'enrollment', e.status,
           'needed', table_name = 'trial_enrollments' or exists (
             select from public.trial_data_needs n
              where n.trial_id = t.id and n.table_name = explain_relations.table_name),
           'holds', exists (
             select from carenode.trial_participants() p where p.trial = t.id and p.patient = e.patient_id))
         from public.trial_team_members m
         join public.trials t on t.id = m.trial_id
         join public.trial_enrollments e on e.trial_id = t.id and e.patient_id = patient
        where m.provider_id = carenode.subject()
        order by m.status = 'active' desc, e.status = 'enrolled' desc, m.added_at desc limit 5);
  end $$`;

export class CreateRelationExplanations implements Migration {
  readonly id = '0012-create-relation-explanations';
  readonly why =
    'An explanation of rights says how the person stands to the patient: care team, consent, trials.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(EXPLAIN);
    await grantTo(
      sql,
      SIGNATURE,
      'For explanations: the caller’s care team membership and trials with this patient, and what the patient consents to.',
      ['admin', 'provider', 'patient', 'research-partner', 'developer'],
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`drop function carenode.${SIGNATURE}`);
  }
}
