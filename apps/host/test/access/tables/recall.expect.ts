import type { RowsByPersona, TableExpectation } from '../expectation.js';
import { rowOf } from '../people.js';
import { OWN, rowsOf } from './shop.expect.js';

const module = 'ecommerce';
const HASH = `repeat('a', 64)`;

const everyRecall = 'listed';
const readByAll = { admin: '*', provider: '*', patient: '*', system: '*' };

/** Recalls are public, and written by functions that compare them with the lots. */
export const recalls: TableExpectation = {
  module,
  columns:
    'id source recall_number event_id classification status product_type product_description product_quantity code_info ' +
    'reason recalling_firm manufacturers distribution initiated_on classified_on reported_on terminated_on ndcs gtins ' +
    'brand_names generic_names coverage ndc_keys firm_keys name_words product_keys content_sha256 text_sha256 imported_at ' +
    'created_at updated_at version',
  rows: {
    listed: {
      id: rowOf('recalls', 'listed'),
      source: `'fda'`,
      recall_number: `'D-0001-2026'`,
      product_description: `'Bitter drops'`,
      coverage: `'listed'`,
      content_sha256: HASH,
      text_sha256: HASH,
    },
  },
  may: { select: readByAll },
  see: { admin: everyRecall, provider: everyRecall, patient: everyRecall, system: everyRecall },
};

export const recallLots: TableExpectation = {
  module,
  key: 'recall_id',
  columns: 'recall_id lot_key lot_key_to lot_code expires_on expires_in_month confidence found',
  rows: {
    listed: {
      recall_id: rowOf('recalls', 'listed'),
      lot_key: `'HELD'`,
      lot_code: `'held'`,
      confidence: '0.97',
      found: `'labelled'`,
    },
  },
  may: { select: { admin: '*', provider: '*', system: '*' } },
  see: { admin: everyRecall, provider: everyRecall, system: everyRecall },
};

const decided = { decided_at: 'now()', decision_note: `'It says so on the label'` };
const match = (label: string, lot: string, more: Record<string, string>) => ({
  id: rowOf('recall_matches', label),
  recall_id: rowOf('recalls', 'listed'),
  lot_id: rowOf('lots', lot),
  confidence: '0.9',
  evidence: `'[]'`,
  text_sha256: HASH,
  ...more,
});
const everyMatch = 'possible confirmed';

/** Those who keep the stock see them; a function alone decides. */
export const recallMatches: TableExpectation = {
  module,
  columns:
    'id recall_id lot_id confidence evidence status text_sha256 decided_by decided_at decision_note created_at updated_at version',
  rows: {
    possible: match('possible', 'held', {}),
    confirmed: match('confirmed', 'free', { status: `'confirmed'`, ...decided }),
  },
  may: { select: { admin: '*', system: '*' } },
  see: { admin: everyMatch, system: everyMatch },
  edit: 'confidence = confidence / 2',
};

const EVERYBODYS = 'ann bob wes kid';
const SEEN: RowsByPersona = { ...OWN, admin: EVERYBODYS, system: EVERYBODYS };

/** Patients see what they were told, and those who keep the stock who answered; functions alone write. */
export const recallNotices: TableExpectation = {
  module,
  columns:
    'id match_id recall_id lot_id lot_code product_name patient_id order_item_id quantity notified_at acknowledged_at ' +
    'response note created_at updated_at version',
  rows: rowsOf('recall_notices', (name) => ({
    match_id: rowOf('recall_matches', 'confirmed'),
    recall_id: rowOf('recalls', 'listed'),
    lot_id: rowOf('lots', 'free'),
    lot_code: `'free'`,
    product_name: `'Bitter drops'`,
    order_item_id: rowOf('order_items', name),
    quantity: '1',
    notified_at: 'now()',
  })),
  may: { select: { patient: '*', admin: '*', system: '*' } },
  see: SEEN,
};
