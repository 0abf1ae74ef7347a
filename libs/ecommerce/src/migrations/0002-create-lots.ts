import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, type SqlFunction } from './functions.js';

/** The day that decides what is expired, everywhere. */
export const TODAY = `(now() at time zone 'UTC')::date`;

/** SQL: can units of the lot of this alias be sold, now? */
export const sellable = (lot: string) =>
  `(${lot}.held_since is null and (${lot}.expires_on is null or ${lot}.expires_on > ${TODAY}))`;

/** Before an update of a product: its stock is what its lots say, whatever is written. */
export const KEEP_STOCK_TOLD = `
      create function carenode.keep_stock_told() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        select coalesce(sum(l.quantity), 0),
               string_agg(l.lot_code || coalesce(' (expires ' || l.expires_on || ')', ''), ', '
                          order by l.expires_on, l.received_at, l.id)
          into new.inventory_count, new.batch_lot_info
          from public.lots l where l.product_id = new.id and l.quantity > 0 and ${sellable('l')};
        return new;
      end $$`;

// Who changes lots locks them first, in the order of their ids, and their products afterwards, in the order of theirs: so
// nobody waits for somebody who waits for them.
const FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'count_stock(uuid[])',
    meaning: 'Writes to products how many units of which lots can be sold.',
    text: `
      create function carenode.count_stock(product_ids uuid[]) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from public.products p where p.id = any (product_ids) order by p.id for no key update;
        -- A statement of its own: it sees what others committed while this one waited.
        update public.products p
           set inventory_count = s.units, batch_lot_info = s.lots
          from (select w.id, coalesce(sum(l.quantity), 0) as units,
                       string_agg(l.lot_code || coalesce(' (expires ' || l.expires_on || ')', ''), ', '
                                  order by l.expires_on, l.received_at, l.id) as lots
                  from unnest(product_ids) w (id)
                  left join public.lots l on l.product_id = w.id and l.quantity > 0 and ${sellable('l')}
                 group by w.id) s
         where p.id = s.id and (p.inventory_count, p.batch_lot_info) is distinct from (s.units, s.lots);
      end $$`,
  },
  {
    signature: 'count_changed_lots()',
    meaning: 'After writes to lots: products tell their stock.',
    text: `
      create function carenode.count_changed_lots() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        product_ids uuid[];
      begin
        if tg_op = 'UPDATE' then
          select array_agg(distinct w.product_id) into product_ids
            from (select o.product_id from was o join becomes n on n.id = o.id
                   where (o.product_id, o.lot_code, o.expires_on, o.quantity, o.held_since, o.received_at)
                         is distinct from (n.product_id, n.lot_code, n.expires_on, n.quantity, n.held_since, n.received_at)
                  union select n.product_id from was o join becomes n on n.id = o.id and n.product_id <> o.product_id) w;
        elsif tg_op = 'INSERT' then
          select array_agg(distinct n.product_id) into product_ids from becomes n;
        else
          select array_agg(distinct o.product_id) into product_ids from was o;
        end if;
        if product_ids is not null then
          perform carenode.count_stock(product_ids);
        end if;
        return null;
      end $$`,
  },
  {
    signature: 'keep_stock_told()',
    meaning: 'Before an update of a product: its stock is what its lots say, whatever is written.',
    text: KEEP_STOCK_TOLD,
  },
  {
    signature: 'move_stock()',
    meaning: 'After rows were written to the stock book: the lots have so many units more or fewer.',
    text: `
      create function carenode.move_stock() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from public.lots l where l.id in (select a.lot_id from added a) order by l.id for no key update;
        update public.lots l set quantity = l.quantity + m.units
          from (select a.lot_id, sum(a.quantity) as units from added a group by 1) m
         where l.id = m.lot_id;
        return null;
      end $$`,
  },
  {
    signature: 'book_lot()',
    meaning:
      'After a lot came in, or its quantity was written directly as by plain SQL: the stock book says by how much.',
    text: `
      create function carenode.book_lot() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if tg_op = 'INSERT' then
          insert into public.stock_movements (lot_id, kind, quantity, created_by)
            values (new.id, 'received', new.quantity, carenode.person());
        else
          insert into public.stock_movements (lot_id, kind, quantity, reason, created_by)
            values (new.id, 'counted', new.quantity - old.quantity, 'written directly', carenode.person());
        end if;
        return null;
      end $$`,
  },
  {
    signature: 'hold_lot()',
    meaning: 'After a hold was placed or released: the lot is held while any of its holds is.',
    text: `
      create function carenode.hold_lot() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from public.lots l where l.id = new.lot_id for no key update;
        -- A statement of its own: it sees holds that others committed while this one waited.
        update public.lots l set held_since = h.since
          from (select min(p.placed_at) as since from public.lot_holds p where p.lot_id = new.lot_id and p.released_at is null) h
         where l.id = new.lot_id and l.held_since is distinct from h.since;
        return null;
      end $$`,
  },
  {
    signature: 'guard_lot_hold()',
    meaning: 'A hold is released once, by whoever writes it, with a reason.',
    text: `
      create function carenode.guard_lot_hold() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        if old.released_at is not null then
          -- People who are gone are not named any more; nothing else of it changes.
          if (new.lot_id, new.kind, new.reason, new.placed_at, new.release_reason, new.released_at)
             is distinct from (old.lot_id, old.kind, old.reason, old.placed_at, old.release_reason, old.released_at) then
            raise exception using errcode = 'CN409', hint = 'hold_released', message = 'This hold was released before.';
          end if;
        elsif new.release_reason is not null then
          new.released_at := now();
          new.released_by := carenode.person();
        end if;
        return new;
      end $$`,
  },
];

/** What people write of a lot. */
const LOT_COLUMNS = [
  'lot_code',
  'expires_on',
  'supplier',
  'supplier_reference',
  'certificate_url',
  'received_at',
  'notes',
];

// At depth 0 a statement is somebody's own; deeper, it is what a trigger made of one.
const TRIGGERS: readonly (readonly [name: string, on: string])[] = [
  [
    'count_added',
    'after insert on lots referencing new table as becomes for each statement execute function carenode.count_changed_lots()',
  ],
  [
    'count_changed',
    'after update on lots referencing old table as was new table as becomes for each statement execute function carenode.count_changed_lots()',
  ],
  [
    'count_removed',
    'after delete on lots referencing old table as was for each statement execute function carenode.count_changed_lots()',
  ],
  [
    'book_received',
    'after insert on lots for each row when (new.quantity > 0) execute function carenode.book_lot()',
  ],
  [
    'book_counted',
    'after update of quantity on lots for each row when (old.quantity <> new.quantity and pg_trigger_depth() = 0) execute function carenode.book_lot()',
  ],
  [
    'move',
    'after insert on stock_movements referencing new table as added for each statement when (pg_trigger_depth() = 0) execute function carenode.move_stock()',
  ],
  ['hold', 'after insert or update on lot_holds for each row execute function carenode.hold_lot()'],
  ['guard', 'before update on lot_holds for each row execute function carenode.guard_lot_hold()'],
  [
    'keep_stock_told',
    'before update of inventory_count, batch_lot_info on products for each row when (pg_trigger_depth() = 0) execute function carenode.keep_stock_told()',
  ],
];

export class CreateLots implements Migration {
  readonly id = '0002-create-lots';
  readonly why =
    'A lot is a row: what is in stock, until when it keeps, from whom it came, and whether it may be sold.';

  async up(sql: SqlRunner): Promise<void> {
    await this.createTables(sql);
    await makeFunctions(sql, FUNCTIONS);
    for (const [name, on] of TRIGGERS) await sql.query(`create trigger ${name} ${on}`);
    await touchOnUpdate(sql, 'lots', LOT_COLUMNS);
    await touchOnUpdate(sql, 'lot_holds');
  }

  private async createTables(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table lots (
        id uuid primary key default uuid_generate_v4(),
        product_id uuid not null references products (id),
        lot_code text not null,
        lot_key text not null generated always as (upper(regexp_replace(lot_code, '[^A-Za-z0-9]', '', 'g'))) stored,
        expires_on date,
        supplier text,
        supplier_reference text,
        certificate_url text,
        received_at timestamptz not null default now(),
        quantity integer not null,
        held_since timestamptz,
        notes text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint lots_code unique (product_id, lot_code),
        constraint lots_code_length check (char_length(lot_code) between 1 and 100 and lot_code = btrim(lot_code)),
        constraint lots_expires_on_range check (expires_on between '2000-01-01' and '2200-01-01'),
        constraint lots_supplier_length check (char_length(supplier) between 1 and 500),
        constraint lots_supplier_reference_length check (char_length(supplier_reference) between 1 and 200),
        constraint lots_certificate_url_form check (certificate_url ~ '^https://[^[:space:]]+$' and char_length(certificate_url) <= 2000),
        constraint lots_received_at_range check (received_at between '2000-01-01Z' and '2200-01-01Z'),
        constraint lots_notes_length check (char_length(notes) between 1 and 10000),
        constraint lots_quantity_range check (quantity between 0 and 1000000000)
      ) with (fillfactor = 70)`);
    await sql.query('create index lots_newest on lots (created_at desc, id desc)');
    await sql.query('create index lots_key on lots (lot_key)');
    await sql.query('create index lots_held on lots ((held_since is not null), created_at desc, id desc)');
    await describeTable(sql, 'lots', 'What of a product was made, and came in, as one lot', {
      id: 'Id',
      product_id: 'The product',
      lot_code: 'The maker’s code of the lot, as it stands on the package',
      lot_key: 'Letters and digits of that code, in capitals: recalls are compared by it',
      expires_on: 'The first day on which it is not sold any more (UTC); null when it does not expire',
      supplier: 'Who delivered it',
      supplier_reference: 'The supplier’s number of the delivery',
      certificate_url: 'Where its certificate of analysis is',
      received_at: 'When it came in',
      quantity: 'How many units of it are there and neither sold nor reserved',
      held_since: 'Since when it is held and not sold; null when no hold is in force. Kept by lot_holds',
      notes: 'Remarks',
      created_at: 'When the row was made',
      updated_at: 'When somebody last changed it; sales do not count',
      version: 'Counts the changes by people; the ETag',
    });
    await sql.query('create index lots_expiry on lots (expires_on) where expires_on is not null');
    await sql.query(
      `comment on index lots_expiry is 'Lots that expired lately, for the stock that products tell'`,
    );
    await sql.query(`comment on index lots_newest is 'Lots, the newest first'`);
    await sql.query(`comment on index lots_held is 'Lots that are held, the newest first'`);
    await sql.query(`comment on index lots_key is 'Lots by code, for recalls and searches'`);
    await sql.query(`
      create table stock_movements (
        id uuid primary key default uuid_generate_v4(),
        lot_id uuid not null references lots (id),
        kind text not null,
        quantity integer not null,
        reason text,
        created_by uuid default carenode.subject() references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        constraint stock_movements_kind_choice check (kind in ('received', 'counted', 'written-off', 'returned')),
        constraint stock_movements_written_off check (kind <> 'written-off' or quantity < 0),
        constraint stock_movements_returned check (kind <> 'returned' or quantity > 0),
        constraint stock_movements_quantity_range check (quantity between -1000000000 and 1000000000),
        constraint stock_movements_reason_length check (char_length(reason) between 1 and 1000)
      )`);
    await sql.query(
      'create index stock_movements_of_lot on stock_movements (lot_id, created_at desc, id desc)',
    );
    await sql.query('create index stock_movements_created_by on stock_movements (created_by)');
    await describeTable(
      sql,
      'stock_movements',
      'The stock book: what came in and went out of lots other than by orders',
      {
        id: 'Id',
        lot_id: 'The lot',
        kind: 'received: came in; counted: what a count found more or less; written-off: destroyed or lost; returned: came back and can be sold',
        quantity: 'Number of units that came in; less than zero for those that went',
        reason: 'Why',
        created_by: 'Who wrote it; null for background work and people who are gone',
        created_at: 'When it was written',
      },
    );
    await sql.query(`
      create table lot_holds (
        id uuid primary key default uuid_generate_v4(),
        lot_id uuid not null references lots (id),
        kind text not null default 'manual',
        reason text not null,
        placed_by uuid default carenode.subject() references profiles (id) on delete set null,
        placed_at timestamptz not null default now(),
        release_reason text,
        released_by uuid references profiles (id) on delete set null,
        released_at timestamptz,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint lot_holds_kind_choice check (kind in ('manual', 'quality', 'possible-recall', 'recall')),
        constraint lot_holds_reason_length check (char_length(reason) between 1 and 2000),
        constraint lot_holds_release_reason_length check (char_length(release_reason) between 1 and 2000),
        constraint lot_holds_released_with_reason check ((released_at is null) = (release_reason is null))
      )`);
    await sql.query('create index lot_holds_of_lot on lot_holds (lot_id, placed_at desc, id desc)');
    await sql.query('create index lot_holds_placed_by on lot_holds (placed_by)');
    await sql.query('create index lot_holds_released_by on lot_holds (released_by)');
    await describeTable(sql, 'lot_holds', 'Why lots are, or were, not to be sold', {
      id: 'Id',
      lot_id: 'The lot',
      kind: 'manual, quality, possible-recall: a recall may mean it; recall: a person confirmed that it does',
      reason: 'Why it is not to be sold',
      placed_by: 'Who placed it; null for background work and people who are gone',
      placed_at: 'Since when',
      release_reason: 'Why it may be sold again; null while the hold is in force',
      released_by: 'Who released it',
      released_at: 'When; null while the hold is in force',
      updated_at: 'When the row was last changed',
      version: 'Counts the changes; the ETag',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop trigger keep_stock_told on products');
    for (const table of ['lot_holds', 'stock_movements', 'lots']) await sql.query(`drop table ${table}`);
    await dropFunctions(sql, FUNCTIONS);
  }
}
