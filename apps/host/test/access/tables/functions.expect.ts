import { CALLERS } from '@carenode/module-kit';

const people = 'admin provider patient research-partner developer';
const everybody = CALLERS.join(' ');

/** Who may call which function: those that run with their owner's rights are doors of their own. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  // Who asks, and with what: these tell callers nothing but about themselves.
  'carenode.subject()': everybody,
  'carenode.user_type()': everybody,
  'carenode.person()': everybody,
  'carenode.scope_allows(text,text)': everybody,
  'carenode.acts_in_person()': `${people} system`,
  'carenode.module_active(text)': everybody,
  'carenode.audience_valid(jsonb)': everybody,
  'uuid_generate_v4()': everybody,

  // Relations that open rows.
  'carenode.patients_in_care()': everybody,
  'carenode.my_care_providers()': everybody,
  'carenode.my_trials()': 'patient',
  'carenode.patients_open(text)': 'admin provider',
  'carenode.patients_open_wholly(text)': 'admin provider',
  'carenode.trial_participants()': 'provider',
  'carenode.trial_measurements()': 'provider',
  'carenode.in_trial_teams()': 'provider',
  'carenode.patients_under_break_glass()': 'admin provider',
  'carenode.break_glass_of(uuid)': 'admin provider',
  'carenode.has_consent(uuid,text)': 'patient provider system',
  'carenode.why_open(uuid,text)': people,
  'carenode.delegated_subject(uuid)': 'patient',

  // Names, for those who may know them.
  'carenode.care_team_names(uuid)': 'admin patient provider system',
  'carenode.trial_team_names(uuid)': 'admin patient provider research-partner',
  'carenode.break_glass_names(uuid)': people,
  'carenode.delegation_names(uuid)': people,
  'carenode.people_who_looked(uuid[])': 'patient',
  'carenode.provider_by_email(text)': 'admin patient research-partner',
  'carenode.profiles_beginning(text)': 'admin',

  // What people do.
  'carenode.accept_care_team_invitation(uuid)': 'patient provider',
  'carenode.end_care_team_membership(uuid)': 'admin patient provider',
  'carenode.accept_trial_team_invitation(uuid)': 'provider',
  'carenode.end_trial_team_membership(uuid)': 'admin provider research-partner',
  'carenode.give_consent(uuid,text,integer,text)': 'patient',
  'carenode.withdraw_consent(uuid,text)': 'patient',
  'carenode.request_user_type_change(uuid,text,text)': 'admin',
  'carenode.decide_user_type_change(uuid,boolean,text)': 'admin',
  'carenode.break_glass(uuid,text,integer)': 'admin provider',
  'carenode.end_break_glass(uuid)': 'admin provider',
  'carenode.review_break_glass(uuid,text,text)': 'admin',
  'carenode.lift_break_glass_suspension(uuid,text)': 'admin',
  'carenode.propose_delegation(uuid,uuid,text,timestamp with time zone,timestamp with time zone)': 'admin',
  'carenode.accept_delegation(uuid)': 'patient provider',
  'carenode.end_delegation(uuid)': people,
  'carenode.fill_patient_profile(uuid,jsonb)': 'patient provider system',
  'carenode.export_tables()': 'patient',
  'carenode.open_export(text)': 'patient',
  'carenode.request_erasure(text,integer)': 'patient',
  'carenode.withdraw_erasure()': 'patient',
  'carenode.search_conditions(text,text,text,uuid,integer)': `${people} system`,
  'carenode.search_treatments(text,text,text,uuid,integer)': `${people} system`,
  'carenode.note_read(text,uuid,bigint)': people,
  'carenode.note_reads(text,uuid[])': people,
  'carenode.note_export(uuid)': 'patient',
  'carenode.note_explanation(uuid,text)': 'admin',

  // What background work does.
  'carenode.erase_person(uuid)': 'system',
  'carenode.job_hindrance(text,text,uuid,text)': 'system',
  'carenode.make_audit_partitions()': 'system',

  // They refuse whoever is not asked about by an admin.
  'carenode.explain_about(text,uuid)': people,
  'carenode.explain_powers(uuid)': people,
  'carenode.explain_relations(uuid,text)': people,
  'carenode.explain_row(text,uuid,text)': people,

  // A trigger, which nobody calls whatever their rights.
  'carenode.touch_row()': everybody,
};

/** For other functions, policies and triggers only. */
export const FUNCTIONS_OF_NOBODY: readonly string[] = [
  'carenode.activation_holds(instance_module_activations,text,uuid,timestamp with time zone)',
  'carenode.agrees_in_person()',
  'carenode.apply_user_type_change(user_type_changes)',
  'carenode.audience_includes(jsonb,text,text,uuid)',
  'carenode.audit_write()',
  'carenode.break_glass_suspended(uuid)',
  'carenode.caller_in_person(text[])',
  'carenode.columns_left_out(text)',
  'carenode.decides_in_person()',
  'carenode.demand_research_consent()',
  'carenode.erase_tables(uuid)',
  'carenode.exporting_patient()',
  'carenode.guard_break_glass_grant()',
  'carenode.guard_care_team_member()',
  'carenode.guard_delegation()',
  'carenode.guard_trial()',
  'carenode.guard_trial_data_need()',
  'carenode.guard_trial_enrollment()',
  'carenode.guard_trial_team_member()',
  'carenode.guard_user_type()',
  'carenode.guard_user_type_change()',
  'carenode.keep_consent_texts()',
  'carenode.keep_consents()',
  'carenode.keep_person()',
  'carenode.keep_rows()',
  'carenode.module_active_for(text,text,uuid,timestamp with time zone)',
  'carenode.note_care_consent()',
  'carenode.note_event(text,uuid,text)',
  'carenode.notify_activation()',
  'carenode.notify_person(uuid,text,jsonb)',
  'carenode.notify_settings()',
  'carenode.number_consent_text()',
  'carenode.refuse_audit_change()',
  'carenode.refuse_foreign_variable()',
  'carenode.refuse_foreign_variables()',
  'carenode.settle_job()',
  'carenode.tell_identity_changed()',
  'carenode.tell_of_jobs()',
  'carenode.user_type_changes_need_two_admins()',
];
