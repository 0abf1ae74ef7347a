import { describeColumns, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { amended, type SqlFunction } from './functions.js';
import { PAYMENT_FUNCTIONS } from './settle-payments.sql.js';

const NOTE_PAID = PAYMENT_FUNCTIONS.find(({ signature }) =>
  signature.startsWith('note_paid('),
) as SqlFunction;

export class NotePayments implements Migration {
  readonly id = '0064-note-payments';
  readonly why =
    'What a bank says of a transfer names people: it is told of the payment, from which an erasure takes it, and not of the event.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(
      `alter table payments add column note text,
         add constraint payments_note_length check (char_length(note) between 1 and 200) not valid`,
    );
    await describeColumns(sql, 'payments', {
      note: 'What whoever noted it as paid wrote of it: the reference of a bank transfer',
    });
    await sql.query(
      amended(
        NOTE_PAID,
        [`'applied' || coalesce(': ' || left(told, 80), '')`, `'applied'`],
        [
          `set status = 'succeeded', succeeded_at = coalesce(paid, now()), failure_code = null where`,
          `set status = 'succeeded', succeeded_at = coalesce(paid, now()), failure_code = null, note = nullif(left(told, 200), '') where`,
        ],
      ),
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(amended(NOTE_PAID));
    await sql.query('alter table payments drop column note');
  }
}

export const CheckNotesOfPayments = validateConstraints(
  '0065-check-notes-of-payments',
  'Every note of a payment has the length that it may have.',
  'payments',
  ['payments_note_length'],
);
