import type { Migration, SqlRunner } from '@carenode/module-kit';

import { makeFunctions } from './functions.js';
import { SURELY_OF_IT } from './first-use.sql.js';
import { lotOutcomes } from './lot-outcomes.sql.js';

export class SampleOutcomes implements Migration {
  readonly id = '0050-sample-outcomes';
  readonly why =
    'Of lots that sold very often, 10,000 sales tell the outcomes as well as 20,000, in half of the time; of which lot somebody had must be known.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [lotOutcomes(10_000, SURELY_OF_IT)]);
  }

  async down(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [lotOutcomes(20_000)]);
  }
}
