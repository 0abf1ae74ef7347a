import type { Migration, SqlRunner } from '@carenode/module-kit';

/** As 0001 made it. */
const FORMER = `
  create or replace function carenode.user_type() returns text language sql stable parallel safe
    return replace(nullif(substr(current_setting('role'), 10), ''), '_', '-')`;

const USER_TYPE = `
  create or replace function carenode.user_type() returns text language sql stable parallel safe
    return case when starts_with(current_setting('role'), 'carenode_')
                then replace(nullif(substr(current_setting('role'), 10), ''), '_', '-') end`;

export class UserTypesAreOurRoles implements Migration {
  readonly id = '0005-user-types-are-our-roles';
  readonly why =
    'In a database that another application shares, its roles are no user types: supabase_admin would be read as admin.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(USER_TYPE);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(FORMER);
  }
}
