import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { formatTitle, READABLE_FORMATS } from './export-guide.rules.js';

describe('the formats that are shown', () => {
  it('are those that imports read', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../src/import/formats'));
    const ids = files.flatMap((name) => /^(.+)\.format\.ts$/.exec(name)?.[1] ?? []);
    expect(READABLE_FORMATS.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('each say what is in them and how to come by them', () => {
    for (const { holds, steps } of READABLE_FORMATS) {
      expect(holds).toMatch(/\.$/);
      expect(steps.length).toBeGreaterThan(0);
    }
  });

  it('have their id as name when they are new', () => {
    expect([formatTitle('apple-health'), formatTitle('brand-new')]).toEqual(['Apple Health', 'brand-new']);
  });
});
