import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { readDrugsAtFda, readNdcDirectory } from './published-products.js';

const file = (name: string) => readFileSync(new URL(`../../../demo/${name}`, import.meta.url), 'latin1');

describe('the published lists of medicines', () => {
  it('are read from Drugs@FDA: form and route apart, without the remarks of its editors', () => {
    const products = readDrugsAtFda(file('drugsatfda/Products.txt'));
    expect(products.length).toBeGreaterThan(1900);
    expect(products[1]).toEqual({
      sku: 'FDA-000159-001',
      name: 'Sulfapyridine 500 mg',
      activeIngredient: 'sulfapyridine',
      dosageForm: 'tablet',
      route: 'oral',
      strength: '500 mg',
      manufacturer: null,
      ndc: null,
    });
    expect(products.filter(({ name, strength }) => `${name} ${strength}`.includes('**'))).toEqual([]);
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
  });

  it('are read from the NDC directory: each ingredient with its strength', () => {
    const products = readNdcDirectory(file('ndc/product.txt'));
    expect(products.map(({ ndc }) => ndc)).toEqual(['0002-0800', '0002-1200', '0002-1407']);
    expect(products[2]).toMatchObject({
      sku: 'NDC-0002-1407',
      name: 'Quinidine Gluconate',
      manufacturer: 'Eli Lilly and Company',
      strength: '80 mg/mL',
      route: 'intravenous',
    });
  });

  it('are refused when a column is missing', () => {
    expect(() => readDrugsAtFda('ApplNo\tForm\n1\tTABLET')).toThrow('The list has no column ProductNo.');
  });
});
