import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { DECIDING } from './decide-recalls.sql.js';
import { dropFunctions, makeFunctions, type SqlFunction } from './functions.js';
import { MATCHING, PRODUCT_KEYS } from './match-recalls.sql.js';
import { RECALL_WORDS } from './recall-words.sql.js';
import { STORING, STORING_TRIGGERS } from './store-recalls.sql.js';

const FUNCTIONS: readonly SqlFunction[] = [...RECALL_WORDS, ...MATCHING, ...STORING, ...DECIDING];

export class MatchRecalls implements Migration {
  readonly id = '0031-match-recalls';
  readonly why = 'A lot that a recall may mean is held at once; a person decides, and buyers are told.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, FUNCTIONS);
    for (const [name, on] of STORING_TRIGGERS) await sql.query(`create trigger ${name} ${on}`);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [name, , table] of STORING_TRIGGERS) await sql.query(`drop trigger ${name} on ${table}`);
    await dropFunctions(sql, FUNCTIONS);
  }
}

const INDEXES: readonly (readonly [name: string, on: string])[] = [
  ['lot_holds_recall_match', 'lot_holds (recall_match_id) where recall_match_id is not null'],
  ['products_recall_keys', `products using gin (${PRODUCT_KEYS('')})`],
];

export class IndexRecalledProducts implements Migration {
  readonly id = '0033-index-recalled-products';
  readonly why = 'The products and holds that a recall is about are found without reading all of them.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    for (const [name, on] of INDEXES) await buildIndex(sql, name, on);
    await sql.query(
      `comment on index products_recall_keys is 'Products by their codes and names, for recalls of all lots'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [name] of [...INDEXES].reverse()) await dropIndex(sql, name);
  }
}
