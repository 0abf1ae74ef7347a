import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, type SqlFunction } from './functions.js';
import { lotOutcomes } from './lot-outcomes.sql.js';

/** Of lots that sold more, those who bought last are looked at: enough to see an effect, and soon enough to act on it. */
const FUNCTIONS: readonly SqlFunction[] = [lotOutcomes(20_000, 'true', 'create')];

export class TraceLots implements Migration {
  readonly id = '0020-trace-lots';
  readonly why =
    'From the lot to the outcome: what happened to people after they used units of it, without telling of anybody.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, FUNCTIONS);
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropFunctions(sql, FUNCTIONS);
  }
}
