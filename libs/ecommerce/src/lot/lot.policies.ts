import { both, everyRow, mayRead, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** What people write of a lot. */
export const LOT_COLUMNS = [
  'lot_code',
  'expires_on',
  'supplier',
  'supplier_reference',
  'certificate_url',
  'received_at',
  'notes',
];

const keeping = {
  ...mayRead(everyRow),
  insert: { when: everyRow, columns: ['id', 'product_id', ...LOT_COLUMNS, 'quantity'] },
  update: { when: everyRow, columns: LOT_COLUMNS },
};

/** Those who run the instance keep its stock, providers look up what a patient got; patients read of which lots their orders are. */
export const lotPolicies: TablePolicies = { admin: keeping, provider: mayRead(everyRow), system: keeping };

export const lotGuards = {
  quantity: 'lot_allocations and stock_movements, whose triggers count',
  held_since: 'lot_holds, whose trigger keeps it',
};

/** The stock book is written on, and never changed. */
export const stockMovementPolicies: TablePolicies = {
  admin: {
    ...mayRead(everyRow),
    insert: { when: everyRow, columns: ['id', 'lot_id', 'kind', 'quantity', 'reason'] },
  },
  provider: mayRead(everyRow),
  system: mayRead(everyRow),
};

const byPeople = rowsWhere(`kind in ('manual', 'quality')`, 'holds that are of no recall');

/** Admins hold lots and release them; holds of recalls are placed and released by the decision about the recall. */
export const lotHoldPolicies: TablePolicies = {
  admin: {
    ...mayRead(everyRow),
    insert: { when: byPeople, columns: ['id', 'lot_id', 'kind', 'reason'] },
    update: {
      when: both(byPeople, rowsWhere('released_at is null', 'while they are in force')),
      check: byPeople,
      columns: ['release_reason'],
    },
  },
  provider: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const lotHoldGuards = {
  released_at: 'set by the database when a reason is given',
  released_by: 'set by the database to who gives the reason',
};
