import { RowView } from '@carenode/database';

import { Recall } from './recall.entity.js';
import { RecallMatch } from './recall-match.entity.js';
import { RecallNotice } from './recall-notice.entity.js';

const HIDDEN = ['ndcKeys', 'firmKeys', 'nameWords', 'productKeys', 'contentSha256', 'textSha256'] as const;

export const recallView = new RowView(Recall, { hide: HIDDEN });

/** With the lots that were read in it; its schema has a title of its own, as two of one title are one in OpenAPI. */
export const wholeRecallView = new RowView(Recall, {
  hide: HIDDEN,
  joined: {
    lots: {
      sql: `(
  select coalesce(json_agg(json_build_object('lotCode', c.lot_code, 'lotKey', c.lot_key, 'lotKeyTo', c.lot_key_to,
           'expiresOn', c.expires_on, 'expiresInMonth', c.expires_in_month, 'confidence', c.confidence, 'found', c.found)
           order by c.confidence desc, c.lot_key), '[]')
    from public.recall_lots c where c.recall_id = t.id)`,
      type: 'jsonb',
      about:
        'The lots that were read in codeInfo: code as printed, letters and digits of it (and of the last of a range), expiry date, how sure it is from 0 to 1, and how it was found',
    },
  },
});
export const wholeRecallSchema = { ...wholeRecallView.schema, title: 'WholeRecall' };

const OF_MATCH = `join public.recalls r on r.id = t.recall_id join public.lots l on l.id = t.lot_id
  join public.products p on p.id = l.product_id`;
const MATCH_COLUMNS = {
  recallNumber: { sql: 'r.recall_number', type: 'text', about: 'The number of the recall' },
  classification: {
    sql: 'r.classification',
    type: 'text',
    nullable: true,
    about: 'Class of the recall',
  },
  reason: { sql: 'r.reason', type: 'text', nullable: true, about: 'Why it is recalled' },
  lotCode: { sql: 'l.lot_code', type: 'text', about: 'The code of the lot' },
  productId: { sql: 'l.product_id', type: 'uuid', about: 'The product' },
  productName: { sql: 'p.name', type: 'text', about: 'What the product is called' },
};

export const matchView = new RowView(RecallMatch, {
  hide: ['textSha256', 'evidence'],
  join: OF_MATCH,
  joined: MATCH_COLUMNS,
});

const SOLD = (statuses: string, what: string) => `(
  select count(distinct ${what}) from public.lot_allocations a join public.order_items i on i.id = a.order_item_id
    join public.orders o on o.id = i.order_id
   where a.lot_id = t.lot_id and a.released_at is null and o.status in (${statuses}))`;

export const wholeMatchView = new RowView(RecallMatch, {
  hide: ['textSha256'],
  join: OF_MATCH,
  joined: {
    ...MATCH_COLUMNS,
    unitsInStock: {
      sql: 'l.quantity',
      type: 'integer',
      about: 'Units of the lot that are neither sold nor reserved',
    },
    openOrders: {
      sql: SOLD(`'placed', 'paid'`, 'o.id'),
      type: 'integer',
      about: 'Orders with units of the lot that have not left, and do not while it is held',
    },
    buyers: {
      sql: SOLD(`'shipped', 'delivered', 'returned', 'refunded'`, 'o.patient_id'),
      type: 'integer',
      about: 'People who were sent units of the lot',
    },
  },
});
export const wholeMatchSchema = { ...wholeMatchView.schema, title: 'WholeRecallMatch' };

export const noticeView = new RowView(RecallNotice, {
  hide: ['matchId'],
  join: 'join public.recalls r on r.id = t.recall_id',
  joined: {
    recallNumber: { sql: 'r.recall_number', type: 'text', about: 'The number of the recall' },
    classification: {
      sql: 'r.classification',
      type: 'text',
      nullable: true,
      about: 'Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any',
    },
    reason: { sql: 'r.reason', type: 'text', nullable: true, about: 'Why it is recalled' },
    urgent: {
      sql: `coalesce(r.classification = 'Class I', false)`,
      type: 'boolean',
      about: 'Whether it may do serious harm',
    },
  },
});

const COUNTS = {
  told: { type: 'integer', description: 'Lines of orders whose buyers were told' },
  acknowledged: { type: 'integer', description: 'How many of them were answered' },
  percent: {
    type: 'number',
    description: 'How many of a hundred were answered; 100 when nobody was to be told',
  },
};

export const completionSchema = {
  type: 'object',
  title: 'RecallCompletion',
  properties: {
    recallId: { type: 'string', format: 'uuid' },
    ...COUNTS,
    responses: {
      type: 'object',
      description: 'Response → how often it was given',
      additionalProperties: { type: 'integer' },
    },
    lots: {
      type: 'array',
      items: {
        type: 'object',
        properties: { lotId: { type: 'string', format: 'uuid' }, lotCode: { type: 'string' }, ...COUNTS },
        required: ['lotId', 'lotCode', ...Object.keys(COUNTS)],
      },
    },
    notices: {
      type: 'array',
      description: 'Who was told: those first who did not answer; at most 1000',
      items: {
        type: 'object',
        properties: {
          noticeId: { type: 'string', format: 'uuid' },
          lotId: { type: 'string', format: 'uuid' },
          patientId: { type: 'string', format: 'uuid' },
          orderItemId: { type: 'string', format: 'uuid' },
          quantity: { type: 'integer' },
          notifiedAt: { type: ['string', 'null'], format: 'date-time' },
          acknowledgedAt: { type: ['string', 'null'], format: 'date-time' },
          response: { type: ['string', 'null'] },
        },
        required: [
          'noticeId',
          'lotId',
          'patientId',
          'orderItemId',
          'quantity',
          'notifiedAt',
          'acknowledgedAt',
          'response',
        ],
      },
    },
  },
  required: ['recallId', ...Object.keys(COUNTS), 'responses', 'lots', 'notices'],
} as const;

export const recallImportSchema = {
  type: 'object',
  title: 'RecallImport',
  properties: {
    jobId: { type: 'string', format: 'uuid', description: 'The job that does it; its result is the report' },
  },
  required: ['jobId'],
} as const;
