import { grantTo } from '@carenode/database';
import type { Caller, Migration, SqlRunner } from '@carenode/module-kit';

const RUNS = `('approved', 'active', 'temporarily-closed-to-accrual', 'closed-to-accrual',
            'temporarily-closed-to-accrual-and-intervention', 'closed-to-accrual-and-intervention')`;

const needs = (trial: string, condition: string) =>
  `exists (select from public.trial_data_needs n where n.trial_id = ${trial} and ${condition})`;

/** Who is open to the caller: for trials, to those whose participants' rows satisfy the condition on `p` and `what`. */
const patientsOpen = (name: string, needed: string) => `
     create function carenode.${name}(what text) returns setof uuid
     language plpgsql stable security definer set search_path = '' rows 50 as $$
     begin
       if pg_catalog.current_setting('carenode.noting', true) is distinct from 'on'
         or coalesce(carenode.user_type() not in ('provider', 'admin'), true)
       then
         return;
       end if;
       if carenode.user_type() = 'provider' then
         return query select carenode.patients_in_care();
         return query select p.patient from carenode.trial_participants() p where ${needed};
       end if;
       return query select carenode.patients_under_break_glass();
     end $$`;

// PL/pgSQL keeps its plans: the policies of every clinical table ask these, once per statement.
const FUNCTIONS: readonly (readonly [
  signature: string,
  meaning: string,
  callers: readonly Caller[],
  sql: string,
])[] = [
  [
    'in_trial_teams()',
    'Is the calling provider in the team of any trial, so that some records may be open to them in part?',
    ['provider'],
    `create function carenode.in_trial_teams() returns boolean
     language plpgsql stable security definer set search_path = '' as $$
     begin
       return carenode.user_type() = 'provider' and exists (
         select from public.trial_team_members m where m.provider_id = carenode.subject() and m.status = 'active');
     end $$`,
  ],
  [
    'trial_participants()',
    'Trials and their participants whose data the calling provider may read, now: in the trial’s team, the trial approved and not over, the patient enrolled and with consent to research.',
    ['provider'],
    `create function carenode.trial_participants() returns table (trial uuid, patient uuid)
     language plpgsql stable security definer set search_path = '' rows 50 as $$
     begin
       if carenode.in_trial_teams() is not true then return; end if;
       return query
         select e.trial_id, e.patient_id
           from public.trial_team_members m
           join public.trials t on t.id = m.trial_id
           join public.trial_enrollments e on e.trial_id = t.id
          where m.provider_id = carenode.subject() and m.status = 'active'
            and t.status in ${RUNS} and (t.ends_at is null or t.ends_at > now())
            and e.status = 'enrolled'
            and exists (select from public.patient_consents c
                         where c.patient_id = e.patient_id and c.purpose = 'research' and c.withdrawn_at is null);
     end $$`,
  ],
  [
    'trial_measurements()',
    'Patients and variables whose measurements the calling provider may read for a trial that asked for single variables.',
    ['provider'],
    `create function carenode.trial_measurements() returns table (patient uuid, variable uuid)
     language plpgsql stable security definer set search_path = '' rows 200 as $$
     begin
       return query
         select p.patient, n.variable_id
           from carenode.trial_participants() p
           join public.trial_data_needs n on n.trial_id = p.trial and n.table_name = 'measurements' and n.variable_id is not null;
     end $$`,
  ],
  [
    'patients_open(text)',
    'Patients of whose rows of this table the caller may read some or all, now, in a statement that is noted in the audit trail: by care team and consent, by a trial, or by break-glass.',
    ['provider', 'admin'],
    patientsOpen('patients_open', `what = 'trial_enrollments' or ${needs('p.trial', 'n.table_name = what')}`),
  ],
  [
    'patients_open_wholly(text)',
    'Patients all of whose rows of this table the caller may read, now, in a statement that is noted in the audit trail: patients_open without those of trials that asked for single variables, or for none of the table.',
    ['provider', 'admin'],
    patientsOpen('patients_open_wholly', needs('p.trial', 'n.table_name = what and n.variable_id is null')),
  ],
  [
    'why_open(uuid, text)',
    'Why the patient’s rows of this table (null: any table) are open to the caller, now: own, delegation, care-team, trial and its id, break-glass and its id; null when they are not.',
    ['patient', 'provider', 'admin', 'research-partner', 'developer'],
    `create function carenode.why_open(patient uuid, what text) returns text
     language plpgsql stable security definer set search_path = '' as $$
     declare
       found_trial uuid;
     begin
       if patient = carenode.subject() then
         return case when pg_catalog.starts_with(pg_catalog.current_setting('carenode.actor', true), 'delegate:')
                  then 'delegation' else 'own' end;
       end if;
       if patient is null or coalesce(carenode.user_type() not in ('provider', 'admin'), true) then return null; end if;
       if carenode.user_type() = 'provider' then
         if patient in (select carenode.patients_in_care()) then return 'care-team'; end if;
         select p.trial into found_trial from carenode.trial_participants() p
          where p.patient = why_open.patient
            and (what is null or what = 'trial_enrollments' or ${needs('p.trial', 'n.table_name = what')})
          order by p.trial limit 1;
         if found then return 'trial ' || found_trial; end if;
       end if;
       return 'break-glass ' || carenode.break_glass_of(patient);
     end $$`,
  ],
];

export class OpenRecords implements Migration {
  readonly id = '0011-open-records';
  readonly why =
    'One place says whose clinical rows are open to whom, and why: care, trial or break-glass, and only when noted.';

  async up(sql: SqlRunner): Promise<void> {
    for (const [signature, meaning, callers, text] of FUNCTIONS) {
      await sql.query(text);
      await grantTo(sql, signature, meaning, callers);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [signature] of [...FUNCTIONS].reverse())
      await sql.query(`drop function carenode.${signature}`);
  }
}
