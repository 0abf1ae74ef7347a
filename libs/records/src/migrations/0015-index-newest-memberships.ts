import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class IndexNewestMemberships implements Migration {
  readonly id = '0015-index-newest-memberships';
  readonly why = 'The admins’ list of all care team memberships read and sorted the whole table.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(sql, 'care_team_members_newest', 'care_team_members (created_at desc, id desc)');
    await sql.query(
      `comment on index care_team_members_newest is 'The newest care team memberships of everybody, for admins'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'care_team_members_newest');
  }
}
