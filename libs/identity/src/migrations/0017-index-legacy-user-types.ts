import type { Migration, SqlRunner } from '@carenode/module-kit';

/** Made without keeping anybody from writing; what a run that was cut off left behind goes first. */
export class IndexLegacyUserTypes implements Migration {
  readonly id = '0017-index-legacy-user-types';
  readonly why = 'Admins ask how many people came with which legacy user type.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists profiles_legacy_user_type');
    await sql.query(
      'create index concurrently profiles_legacy_user_type on profiles (legacy_user_type) where legacy_user_type is not null',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists profiles_legacy_user_type');
  }
}
