import type { Migration, SqlRunner } from '@carenode/module-kit';

import { SURELY_OF_IT } from './first-use.sql.js';
import { dropFunctions, makeFunctions } from './functions.js';
import { lotOutcomes } from './lot-outcomes.sql.js';
import { TELLING_OUTCOMES } from './told-outcomes.sql.js';

export class TellOutcomesCoarsely implements Migration {
  readonly id = '0063-tell-outcomes-coarsely';
  readonly why =
    'Who looks before and after one more person got units of a lot could subtract: what one person measured is in no difference of two answers.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, TELLING_OUTCOMES);
  }

  async down(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [lotOutcomes(10_000, SURELY_OF_IT)]);
    await dropFunctions(
      sql,
      TELLING_OUTCOMES.filter(({ signature }) => signature.startsWith('told_with_error')),
    );
  }
}
