import { person, rowOf } from '../people.js';
import { PAYMENT_GUARDS } from './payment-account.expect.js';
import { RECALL_GUARDS } from './recall-guards.expect.js';
import { SHOP_GUARDS } from './shop-guards.expect.js';

/** What a trigger keeps from happening, though no right stands in the way. */
export interface Guarded {
  readonly table: string;
  readonly trigger: string;
  readonly what: string;
  /** Who tries; the superuser, whom no policy stops, if absent. */
  readonly persona?: string;
  /** What happens before, past every other trigger. */
  readonly before?: string;
  readonly sql: string;
  /** How the answer begins: `error CN403`, or what a read finds. */
  readonly answer: string;
}

const grant = rowOf('break_glass_grants', 'ann-gina');

export const GUARDS: readonly Guarded[] = [
  {
    table: 'profiles',
    trigger: 'guard_user_type',
    what: 'a user type changes by a request that an admin applied, and in no other way',
    sql: `update profiles set user_type = 'admin' where id = ${person('bob')}`,
    answer: 'error CN403',
  },
  {
    table: 'profiles',
    trigger: 'keep_person',
    what: 'a person of whom something must be kept is not deleted',
    sql: `delete from profiles where id = ${person('ann')}`,
    answer: 'error CN409',
  },
  {
    table: 'profiles',
    trigger: 'keep_people',
    what: 'people are not emptied out',
    sql: 'truncate profiles cascade',
    answer: 'error CN409',
  },
  {
    table: 'profiles',
    trigger: 'note_legacy_user_type',
    what: 'since when it is known what somebody was called elsewhere is nobody’s to say',
    before: `update profiles set legacy_user_type = 'doctor', legacy_user_type_at = '2020-01-01'
              where id = ${person('bob')}`,
    sql: `keys: select (legacy_user_type_at > now() - interval '1 day')::text from profiles where id = ${person('bob')}`,
    answer: 'true',
  },
  {
    table: 'legacy_user_types',
    trigger: 'guard',
    what: 'what people of an adopted system may do is approved by an admin only',
    sql: `update legacy_user_types set user_type = 'admin' where name = 'doctor'`,
    answer: 'error CN403',
  },
  {
    table: 'legacy_user_types',
    trigger: 'keep',
    what: 'proof of such an approval stays',
    sql: `delete from legacy_user_types where name = 'doctor'`,
    answer: 'error CN403',
  },
  {
    table: 'user_type_changes',
    trigger: 'guard',
    what: 'a request is applied by another admin only',
    sql: `update user_type_changes set status = 'applied', applied_tx = '1', decided_at = now()
           where id = ${rowOf('user_type_changes', 'otto-requested')}`,
    answer: 'error CN403',
  },
  {
    table: 'user_type_changes',
    trigger: 'keep',
    what: 'proof of a change stays',
    sql: `delete from user_type_changes where id = ${rowOf('user_type_changes', 'otto-applied')}`,
    answer: 'error CN403',
  },
  {
    table: 'break_glass_grants',
    trigger: 'guard',
    what: 'an opened record is not opened for longer',
    sql: `update break_glass_grants set expires_at = granted_at + interval '1 hour' where id = ${grant}`,
    answer: 'error CN4',
  },
  {
    table: 'break_glass_grants',
    trigger: 'keep',
    what: 'proof of break-glass stays',
    sql: `delete from break_glass_grants where id = ${grant}`,
    answer: 'error CN403',
  },
  {
    table: 'delegations',
    trigger: 'guard',
    what: 'a delegation gets no other guardian',
    sql: `update delegations set guardian_id = ${person('otto')} where id = ${rowOf('delegations', 'gus-kid')}`,
    answer: 'error CN4',
  },
  {
    table: 'delegations',
    trigger: 'keep',
    what: 'proof of a delegation stays',
    sql: `delete from delegations where id = ${rowOf('delegations', 'gus-kid')}`,
    answer: 'error CN403',
  },
  {
    table: 'care_team_members',
    trigger: 'guard',
    what: 'a membership is of nobody else’s care team',
    sql: `update care_team_members set patient_id = ${person('bob')}
           where id = ${rowOf('care_team_members', 'ann-carol')}`,
    answer: 'error CN409',
  },
  {
    table: 'care_team_members',
    trigger: 'note_care_consent',
    what: 'a first care team is consent to care',
    before: `insert into care_team_members (patient_id, provider_id, status)
             values (${person('gus')}, ${person('otto')}, 'active')`,
    sql: `keys: select purpose || ' ' || method from patient_consents where patient_id = ${person('gus')}`,
    answer: 'care care-team',
  },
  {
    table: 'consent_texts',
    trigger: 'keep',
    what: 'a published text stays as it is',
    sql: `update consent_texts set body = 'Everything' where id = ${rowOf('consent_texts', 'one')}`,
    answer: 'error CN409',
  },
  {
    table: 'consent_texts',
    trigger: 'keep_all',
    what: 'published texts are not emptied out',
    sql: 'truncate consent_texts cascade',
    answer: 'error CN409',
  },
  {
    table: 'consent_texts',
    trigger: 'number',
    what: 'texts follow each other without a gap',
    sql: `insert into consent_texts (purpose, version, title, body) values ('care', 9, 'Care', 'Care')`,
    answer: 'error CN422',
  },
  {
    table: 'patient_consents',
    trigger: 'guard',
    what: 'a withdrawn consent is not put in force again',
    sql: `update patient_consents set withdrawn_at = null where id = ${rowOf('patient_consents', 'wes-care')}`,
    answer: 'error CN409',
  },
  {
    table: 'patient_consents',
    trigger: 'guard_all',
    what: 'consents are not emptied out',
    sql: 'truncate patient_consents',
    answer: 'error CN409',
  },
  {
    table: 'jobs',
    trigger: 'settle',
    what: 'a job that is over does not begin again',
    persona: 'system',
    sql: `update jobs set status = 'queued' where id = ${rowOf('jobs', 'ann-done')}`,
    answer: 'error CN409',
  },
  {
    table: 'measurements',
    trigger: 'refuse_foreign_variables',
    what: 'nobody measures a variable of another patient',
    persona: 'ann',
    sql: `insert into measurements (patient_id, variable_id, value, start_at)
          values (${person('ann')}, ${rowOf('variables', 'bob')}, 1, now())`,
    answer: 'error 23503',
  },
  {
    table: 'measurements',
    trigger: 'refuse_foreign_variable',
    what: 'no measurement becomes one of a variable of another patient',
    persona: 'ann',
    sql: `update measurements set variable_id = ${rowOf('variables', 'bob')}
           where id = ${rowOf('measurements', 'ann')}`,
    answer: 'error 23503',
  },
  {
    table: 'trials',
    trigger: 'guard',
    what: 'nobody reviews their own trial',
    persona: 'paul',
    sql: `update trials set status = 'approved' where id = ${rowOf('trials', 'paul-review')}`,
    answer: 'error CN403',
  },
  {
    table: 'trial_enrollments',
    trigger: 'guard',
    what: 'patients do not complete trials by themselves',
    persona: 'ann',
    sql: `update trial_enrollments set status = 'completed' where id = ${rowOf('trial_enrollments', 'ann')}`,
    answer: 'error CN409',
  },
  {
    table: 'trial_enrollments',
    trigger: 'guard_consent',
    what: 'nobody takes part without consent to research',
    sql: `insert into trial_enrollments (trial_id, patient_id, status)
          values (${rowOf('trials', 'paul-active')}, ${person('wes')}, 'enrolled')`,
    answer: 'error CN409',
  },
  {
    table: 'trial_team_members',
    trigger: 'guard',
    what: 'a place in a trial’s team is nobody else’s',
    sql: `update trial_team_members set provider_id = ${person('otto')}
           where id = ${rowOf('trial_team_members', 'petra-active-tess')}`,
    answer: 'error CN409',
  },
  {
    table: 'trial_data_needs',
    trigger: 'guard',
    what: 'an approved trial asks for nothing more',
    persona: 'petra',
    sql: `insert into trial_data_needs (trial_id, table_name)
          values (${rowOf('trials', 'petra-active')}, 'patient_conditions')`,
    answer: 'error CN409',
  },
  ...(
    [
      ['patient_food_log', 'id', `notes = 'x'`],
      ['patient_activity_log', 'id', `notes = 'x'`],
      ['patient_condition_events', 'id', `notes = 'x'`],
      ['patient_food_nutrients', 'food_log_id', 'amount = 2'],
    ] as const
  ).flatMap(([table, key, change]) => {
    const row = rowOf(table === 'patient_food_nutrients' ? 'patient_food_log' : table, 'ann');
    const kept = `keys: select count(*)::text from record_versions where row_id = ${row}`;
    return [
      {
        table,
        trigger: 'keep_changed',
        what: 'what was corrected is kept as it was',
        before: `update ${table} set ${change} where ${key} = ${row}`,
        sql: kept,
        answer: '1',
      },
      {
        table,
        trigger: 'keep_deleted',
        what: 'what was deleted is kept as it was',
        before: `delete from ${table} where ${key} = ${row}`,
        sql: kept,
        answer: '1',
      },
    ];
  }),
  ...['audit_events', 'audit_changes', 'audit_seals'].flatMap((table) => [
    {
      table,
      trigger: 'append_only',
      what: 'what the audit trail says stays',
      sql: `delete from ${table}`,
      answer: 'error 42501',
    },
  ]),
  ...SHOP_GUARDS,
  ...PAYMENT_GUARDS,
  ...RECALL_GUARDS,
];

/** Triggers that tell, keep or mark, and refuse nothing: specs of their own see to them. */
export const NOTICES: Readonly<Record<string, string>> = {
  tell_identity_changed: 'libs/identity/test/session.spec.ts and api-key.spec.ts',
  notify: 'libs/instance-config/test/propagation.spec.ts',
  notify_all: 'libs/instance-config/test/propagation.spec.ts',
  tell_of_jobs: 'libs/identity/test/job.spec.ts',
  await_recalls: 'libs/ecommerce/test/recall-import.spec.ts',
  keep_changed: 'libs/records/test/record-versions.spec.ts',
  keep_deleted: 'libs/records/test/record-versions.spec.ts',
  mark_added_days: 'libs/records/test/daily-values.spec.ts',
  mark_changed_days: 'libs/records/test/daily-values.spec.ts',
  mark_deleted_days: 'libs/records/test/daily-values.spec.ts',
  mark_days: 'libs/records/test/daily-values.spec.ts',
};
