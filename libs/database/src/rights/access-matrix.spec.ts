import { describe, expect, it } from '@jest/globals';
import { CALLERS, defineModule, everyRow, mayRead, own, rowsWhere, VERBS } from '@carenode/module-kit';

import { accessMatrix } from './access-matrix.js';
import { cellLines, matrixMarkdown } from './matrix-markdown.js';

const dull = rowsWhere(
  `body <> 'x' and (select carenode.subject()) is not null`,
  'rows that say something, as far as anybody can tell',
);

const shop = defineModule({
  name: 'shop',
  title: 'Shop',
  nest: class {},
  tables: [
    {
      name: 'orders',
      entity: class {},
      holds: 'personal',
      about: 'patient_id',
      guarded: { paid: 'the payment webhook' },
      audit: { quiet: ['seen_at'] },
      onErasure: { pseudonymise: { address: `'gone'` }, why: 'recalls need the lot' },
      policies: {
        patient: {
          ...mayRead(own('patient_id')),
          insert: { when: own('patient_id'), check: dull, columns: ['id', 'patient_id'] },
          update: { when: own('patient_id'), check: dull, columns: ['address'] },
        },
        admin: mayRead(everyRow, ['id', 'patient_id']),
      },
    },
    { name: 'products', entity: class {}, holds: 'public', policies: { anonymous: mayRead(everyRow) } },
  ],
});

describe('the access matrix', () => {
  const [orders, products] = accessMatrix([shop]);
  const cell = (caller: string, verb: string) =>
    orders?.cells.find((one) => one.caller === caller && one.verb === verb);

  it('has a cell for every caller and verb of every table', () => {
    expect(orders?.cells).toHaveLength(CALLERS.length * VERBS.length);
    expect(products?.cells.filter((one) => one.allowed)).toEqual([
      { caller: 'anonymous', verb: 'select', allowed: true, rows: 'every row', writes: null, columns: null },
    ]);
  });

  it('says which rows, which columns, and what a written row must be', () => {
    expect(cell('admin', 'select')).toMatchObject({ rows: 'every row', columns: ['id', 'patient_id'] });
    expect(cell('patient', 'update')).toMatchObject({
      rows: 'their own rows (patient_id)',
      writes: dull.words,
      columns: ['address'],
    });
    expect(cell('patient', 'insert')).toMatchObject({ rows: dull.words, writes: null });
    expect(cell('provider', 'select')).toMatchObject({ allowed: false, rows: null });
  });

  it('names the gates, whom a row is about, its erasure, its guards and its audit', () => {
    expect(orders).toMatchObject({
      module: 'shop',
      holds: 'personal',
      about: 'patient_id',
      gates: {
        moduleActive: 'shop',
        scopes: { select: ['orders.r', 'orders.s'], insert: ['orders.c'], delete: ['orders.d'] },
      },
      erasure: 'pseudonymises address and keeps the rest: recalls need the lot',
      guarded: [{ column: 'paid', way: 'the payment webhook' }],
      audit: { writes: 'told, but for updates of seen_at alone', reads: 'not told' },
    });
    expect(products?.erasure).toContain('about nobody');
  });

  it('is a page that says everything once, with long conditions as notes', () => {
    const page = matrixMarkdown(accessMatrix([shop]));
    expect(page).toContain('## Shop (`shop`)');
    expect(page).toMatch(/\| patient +\| their own rows \(patient_id\) +\| yes \(2\) \(1\)/);
    expect(page).toContain('\n2. Rows that say something, as far as anybody can tell.\n');
    expect(page).toContain('\n1. Columns: `id`, `patient_id`.\n');
    expect(page).toContain('- Guarded column `paid`: the payment webhook.');
    expect(page).toMatch(/\| developer +\| – +\| – +\| – +\| – +\|/);
  });

  it('is short in a terminal', () => {
    expect(products && cellLines(products)).toEqual([['anonymous', 'select', 'every row', 'all']]);
  });
});
