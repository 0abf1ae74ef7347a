import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions } from './functions.js';
import { INDEX_FUNCTIONS, INDEX_TRIGGERS } from './product-index.sql.js';
import { SEARCH_FUNCTIONS } from './product-search.sql.js';
import { WORD_FUNCTIONS } from './product-words.sql.js';

const FUNCTIONS = [...WORD_FUNCTIONS, ...SEARCH_FUNCTIONS, ...INDEX_FUNCTIONS];

// Searches are to be as quick after an import as before: entries that wait to be sorted in would be read one by one.
const AT_ONCE = 'with (fastupdate = off)';
const INDEXES: readonly (readonly [name: string, on: string, meaning: string | null])[] = [
  ['product_search_words', `using gin (words) ${AT_ONCE}`, 'Products with all words of a search'],
  ['product_search_name', '(name_key, product_id)', 'Products by name, and those whose name begins so'],
  ['product_search_price', `((coalesce(price, 'Infinity')), product_id)`, 'Products by price'],
  ['product_search_status', '(status, name_key, product_id)', 'Products of a status, by name'],
  ['product_search_category', '(category, name_key, product_id)', 'Products of a category, by name'],
  ['product_search_manufacturer', '(manufacturer, name_key, product_id)', 'Products of a maker, by name'],
  ['product_search_dosage_form', '(dosage_form, name_key, product_id)', 'Products of a form, by name'],
  [
    'product_search_prescription',
    '(is_prescription_required, name_key, product_id)',
    'What needs a prescription, or needs none, by name',
  ],
  [
    'product_search_treatment',
    '(treatment_id, name_key, product_id) where treatment_id is not null',
    'Products that are a treatment, by name',
  ],
];

export class SearchProducts implements Migration {
  readonly id = '0011-search-products';
  readonly why = 'Products are found by their words, mistyped ones too, and by what they are.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table product_search (
        product_id uuid primary key references products (id) on delete cascade,
        status text not null,
        name_key text collate "C" not null,
        name_words tsvector not null,
        words tsvector not null,
        category text,
        manufacturer text,
        dosage_form text,
        is_prescription_required boolean not null,
        treatment_id uuid,
        price numeric
      )`);
    for (const [name, on, meaning] of INDEXES) {
      await sql.query(`create index ${name} on product_search ${on}`);
      if (meaning) await sql.query(`comment on index ${name} is '${meaning}'`);
    }
    await describeTable(
      sql,
      'product_search',
      'What products are searched and filtered by; kept by products',
      {
        product_id: 'The product',
        status: 'Its status',
        name_key: 'The words of its name, as names are put in order and compared',
        name_words: 'The words of its name',
        words: 'The words of all that is said of it',
        category: 'Its category',
        manufacturer: 'Who makes it',
        dosage_form: 'Its form',
        is_prescription_required: 'Sold on prescription only',
        treatment_id: 'The treatment that it is',
        price: 'Price of one unit, in currency of the product',
      },
    );
    await sql.query(`
      create table product_words (
        word text collate "C" primary key,
        variants text[] collate "C" not null
      )`);
    await sql.query(`create index product_words_variants on product_words using gin (variants) ${AT_ONCE}`);
    await sql.query(
      `comment on index product_words_variants is 'Words that what was typed differs from by one or two letters'`,
    );
    await describeTable(sql, 'product_words', 'Words that products have, or had', {
      word: 'The word, in lower case and without accents',
      variants: 'Its first seven letters, and what is left of them without one or two',
    });
    await makeFunctions(sql, FUNCTIONS);
    for (const [name, on] of INDEX_TRIGGERS) await sql.query(`create trigger ${name} ${on}`);
    await sql.query('select carenode.index_products(array(select id from products))');
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [name] of INDEX_TRIGGERS) await sql.query(`drop trigger ${name} on products`);
    for (const table of ['product_words', 'product_search']) await sql.query(`drop table ${table}`);
    await dropFunctions(sql, FUNCTIONS);
  }
}
