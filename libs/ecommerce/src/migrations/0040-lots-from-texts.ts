import { describeColumns, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { KEEP_STOCK_TOLD } from './0002-create-lots.js';
import { ORDER_WORK } from './order-work.sql.js';

const RETURN_ORDER = ORDER_WORK.find(({ signature }) => signature.startsWith('return_order('))?.text ?? '';

/** Steps that take lots away again give products the text of before: nobody else writes what lots tell. */
const UNLESS_A_STEP = `
      begin
        if pg_catalog.current_setting('carenode.data_step', true) = 'products'
           and pg_catalog.current_setting('role') = 'carenode_owner' then
          return new;
        end if;`;

const replacing = (text: string) => text.replace('create function', 'create or replace function');

/** Which of several lots came back is not known. */
const onlyKnown = (text: string) =>
  text.replace(
    'where i.order_id = which and a.released_at is null group by 1;',
    `where i.order_id = which and a.released_at is null and a.certainty <> 'possible' group by 1;`,
  );

export class LotsFromTexts implements Migration {
  readonly id = '0040-lots-from-texts';
  readonly why = 'Older systems wrote lots as text; what is read from it says so, and how sure it is.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table lots add column source_text text');
    await sql.query(
      'alter table lots add constraint lots_source_text_length check (char_length(source_text) between 1 and 5000) not valid',
    );
    await sql.query(`alter table lot_allocations add column certainty text not null default 'recorded'`);
    await sql.query(
      `alter table lot_allocations add constraint lot_allocations_certainty_choice
         check (certainty in ('recorded', 'read', 'possible')) not valid`,
    );
    await describeColumns(sql, 'lots', {
      source_text: 'The text of an older system that it was read from; null for a lot that was received here',
    });
    await describeColumns(sql, 'lot_allocations', {
      certainty:
        'recorded: when it was sold; read: from the text of an older system; possible: that text names several lots, of which it is one',
    });
    await sql.query(replacing(KEEP_STOCK_TOLD.replace('\n      begin', UNLESS_A_STEP)));
    await sql.query(replacing(onlyKnown(RETURN_ORDER)));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(RETURN_ORDER));
    await sql.query(replacing(KEEP_STOCK_TOLD));
    await sql.query('alter table lot_allocations drop column certainty');
    await sql.query('alter table lots drop column source_text');
  }
}

const WHY = 'What was read from texts, and how sure it is, is as it must be.';

export const CheckLotsFromTexts = validateConstraints('0041-check-lots-from-texts', WHY, 'lots', [
  'lots_source_text_length',
]);

export const CheckCertainty = validateConstraints('0042-check-certainty', WHY, 'lot_allocations', [
  'lot_allocations_certainty_choice',
]);
