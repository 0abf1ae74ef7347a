import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { ACTIVITY_TYPES, COMPENDIUM } from './activity-types.seed.js';

const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

export class CreateActivityTypes implements Migration {
  readonly id = '0032-create-activity-types';
  readonly why = 'Energy that nobody measured is worked out from values that were published.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table activity_types (
        code text primary key,
        family text not null,
        name text not null,
        met numeric not null,
        words text[] not null default '{}',
        source text not null,
        constraint activity_types_code_length check (char_length(code) between 1 and 20),
        constraint activity_types_met_range check (met > 0 and met <= 30)
      )`);
    await describeTable(sql, 'activity_types', 'How much energy activities take, as published', {
      code: 'Code of the source',
      family: 'Activities of one family differ in how hard they are',
      name: 'What the source calls it',
      met: 'Energy in MET: kcal per kg of body weight and hour',
      words: 'What people call it, in small letters, when they say no more than this',
      source: 'Where the value was published',
    });
    const rows = ACTIVITY_TYPES.map(
      ([code, family, name, met, ...words]) =>
        `(${[code, family, name].map(text).join(', ')}, ${met}, array[${words.map(text).join(', ')}]::text[], ${text(COMPENDIUM)})`,
    );
    await sql.query(
      `insert into activity_types (code, family, name, met, words, source) values\n${rows.join(',\n')}`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table activity_types');
  }
}
