import { admin, id, past, patient, type Rows } from './ids.js';

const HASH = `repeat('a', 64)`;

/** Recalls, the lots they mean, and who was told. */
export const RECALL_ROWS: readonly Rows[] = [
  [
    'recalls',
    20000,
    {
      id: id('recall', 'n'),
      source: `'fda'`,
      recall_number: `'D-' || n || '-2026'`,
      classification: `case when n % 100 = 0 then 'Class I' else 'Class II' end`,
      status: `'Terminated'`,
      product_description: `'Product of kind ' || n`,
      coverage: `case when n % 4 = 0 then 'all' else 'listed' end`,
      product_keys: `case when n % 4 = 0 then array['ndc ' || n] else '{}' end`,
      content_sha256: HASH,
      text_sha256: HASH,
      imported_at: past('1 hour'),
    },
  ],
  [
    'recall_lots',
    20000,
    {
      recall_id: id('recall', 'n'),
      lot_key: `'L' || n`,
      lot_key_to: `case when n % 100 = 0 then 'L' || n end`,
      lot_code: `'L' || n`,
      confidence: '0.97',
      found: `'labelled'`,
    },
  ],
  [
    'recall_matches',
    20000,
    {
      id: id('recall match', 'n'),
      recall_id: id('recall', 'n'),
      lot_id: id('lot', 'n'),
      confidence: '0.9',
      evidence: `'[]'`,
      status: `case when n % 100 = 0 then 'possible' else 'confirmed' end`,
      text_sha256: HASH,
      decided_by: `case when n % 100 <> 0 then ${admin()} end`,
      decided_at: `case when n % 100 <> 0 then now() end`,
      created_at: past('1 hour'),
    },
  ],
  [
    'recall_notices',
    20000,
    {
      match_id: id('recall match', 'n'),
      recall_id: id('recall', 'n'),
      lot_id: id('lot', 'n'),
      lot_code: `'L' || n`,
      product_name: `'Product of kind ' || n`,
      patient_id: patient(),
      order_item_id: id('order item', 'n'),
      quantity: '1',
      created_at: past('1 hour'),
    },
  ],
];
