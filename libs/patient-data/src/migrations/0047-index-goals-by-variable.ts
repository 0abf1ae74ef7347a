import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class IndexGoalsByVariable implements Migration {
  readonly id = '0047-index-goals-by-variable';
  readonly why = 'A variable that goes is looked for in the goals that follow it.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(sql, 'health_goals_variable_idx', 'patient_health_goals (variable_id)');
    await sql.query(
      `comment on index health_goals_variable_idx is 'Foreign key: the goals that follow a variable'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'health_goals_variable_idx');
  }
}
