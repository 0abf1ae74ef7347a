import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class IndexLegacyUserTypes implements Migration {
  readonly id = '0017-index-legacy-user-types';
  readonly why = 'Admins ask how many people came with which legacy user type.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(
      sql,
      'profiles_legacy_user_type',
      'profiles (legacy_user_type) where legacy_user_type is not null',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'profiles_legacy_user_type');
  }
}
