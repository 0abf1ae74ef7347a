import type { Migration, SqlRunner } from '@carenode/module-kit';

/** Made without keeping anybody from writing; what a run that was cut off left behind goes first. */
export class IndexNewestMemberships implements Migration {
  readonly id = '0015-index-newest-memberships';
  readonly why = 'The admins’ list of all care team memberships read and sorted the whole table.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists care_team_members_newest');
    await sql.query(
      'create index concurrently care_team_members_newest on care_team_members (created_at desc, id desc)',
    );
    await sql.query(
      `comment on index care_team_members_newest is 'The newest care team memberships of everybody, for admins'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists care_team_members_newest');
  }
}
