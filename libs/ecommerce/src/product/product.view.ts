import { RowView } from '@carenode/database';

import { Product } from './product.entity.js';

export const productView = new RowView(Product, {
  join: 'left join carenode.available_units(array[t.id]) a on a.id = t.id',
  joined: {
    available: {
      sql: 'coalesce(a.units, 0)',
      type: 'bigint',
      about:
        'How many units can be ordered now: those in stock, and those of orders whose reservation is over',
    },
  },
});

export const productImportSchema = {
  type: 'object',
  title: 'ProductImport',
  properties: {
    jobId: { type: 'string', format: 'uuid', description: 'The job that does it; its result is the report' },
  },
  required: ['jobId'],
};

const count = { type: 'integer', description: 'How many products that match have it' };
const values = (type: string) => ({
  type: 'array',
  maxItems: 30,
  items: { type: 'object', properties: { value: { type }, count }, required: ['value', 'count'] },
});

export const facetsSchema = {
  type: 'object',
  title: 'ProductFacets',
  properties: {
    matches: {
      type: 'integer',
      description: 'How many products match; 10,000 when it is not complete',
    },
    complete: {
      type: 'boolean',
      description: 'False when more than 10,000 products match: the counts are those of 10,000 of them',
    },
    category: values('string'),
    manufacturer: values('string'),
    dosageForm: values('string'),
    prescription: values('boolean'),
    inStock: values('boolean'),
  },
  required: ['matches', 'complete', 'category', 'manufacturer', 'dosageForm', 'prescription', 'inStock'],
};
