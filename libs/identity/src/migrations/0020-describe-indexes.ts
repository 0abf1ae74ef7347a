import type { Migration, SqlRunner } from '@carenode/module-kit';

const READS: Readonly<Record<string, string>> = {
  api_keys_newest: 'The newest API keys of everybody, for admins',
  audit_changes_of_patient: 'What the audit trail tells of the rows of a person, to erase it with them',
  audit_events_noted: 'Audit events of a kind that is rare: everything but reads and writes',
  audit_events_of_subject: 'The newest audit events of who acted',
  audit_events_of_transaction: 'Sealing the audit trail, and verifying it, in the order of transactions',
  break_glass_grants_newest: 'The newest uses of break-glass, for admins',
  break_glass_grants_unreviewed: 'Uses of break-glass that wait for a review, or are overdue',
  delegations_newest: 'The newest delegations of everybody, for admins',
  erasure_requests_of_job: 'The request that a job for erasure carries out',
  invitations_newest: 'The newest invitations of everybody, for admins',
  jobs_due: 'The job that has waited longest, for a worker',
  jobs_leased: 'Jobs whose worker is gone',
  jobs_newest: 'The newest jobs of everybody, for operators',
  jobs_over: 'Jobs that were over long ago, to remove them',
  profiles_email_begins: 'Search of people by the beginning of the e-mail address',
  profiles_first_name_begins: 'Search of people by the beginning of the given name',
  profiles_last_name_begins: 'Search of people by the beginning of the family name',
  profiles_legacy_user_type: 'How many people came with which legacy user type',
  profiles_newest: 'The newest people, for admins',
  profiles_newest_of_type: 'The newest people of one user type',
  sign_in_failures_window: 'Counts of failed sign-ins that are over, to remove them',
  user_type_changes_newest: 'The newest changes of user types, for admins',
};

export class DescribeIndexes implements Migration {
  readonly id = '0020-describe-indexes';
  readonly why = 'An index that is there for a read says which one, so that it goes when the read goes.';

  async up(sql: SqlRunner): Promise<void> {
    for (const [index, read] of Object.entries(READS))
      await sql.query(`comment on index ${index} is '${read}'`);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const index of Object.keys(READS)) await sql.query(`comment on index ${index} is null`);
  }
}
