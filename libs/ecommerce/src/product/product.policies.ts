import { everyRow, mayRead, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** What people, and imports, write of a product. Its stock is kept by its lots. */
export const PRODUCT_COLUMNS = [
  'name',
  'description',
  'treatment_id',
  'manufacturer',
  'sku',
  'price',
  'currency',
  'is_prescription_required',
  'status',
  'category',
  'dosage_form',
  'strength',
  'route',
  'ndc',
  'gtin',
  'image_urls',
  'max_per_order',
];

const onSale = mayRead(rowsWhere(`status = 'active'`, 'products that are sold'));
const keeping = {
  ...mayRead(everyRow),
  insert: { when: everyRow, columns: ['id', ...PRODUCT_COLUMNS] },
  update: { when: everyRow, columns: PRODUCT_COLUMNS },
};

/** Everybody who is signed in sees what is sold; admins and their imports keep the catalogue. Nothing that was sold is deleted. */
export const productPolicies: TablePolicies = {
  admin: keeping,
  provider: onSale,
  patient: onSale,
  'research-partner': onSale,
  developer: onSale,
  system: keeping,
};

const BY_LOTS = 'the triggers of lots, which count what can be sold';
export const productGuards = { inventory_count: BY_LOTS, batch_lot_info: BY_LOTS };

/** Kept by triggers of products, and read by the functions that search. */
export const productSearchPolicies: TablePolicies = { system: mayRead(everyRow) };
