import { readFileSync } from 'node:fs';

import { accessMatrix, matrixMarkdown } from '@carenode/database';
import { CALLERS, VERBS } from '@carenode/module-kit';
import { loadModules } from '@carenode/runtime';
import { describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

describe('the access matrix', () => {
  it('is printed in docs/access-matrix.md as the modules declare it', async () => {
    const file = new URL('../../../docs/access-matrix.md', import.meta.url);
    const written = readFileSync(file, 'utf8');
    const declared = matrixMarkdown(accessMatrix(await loadModules(catalog, null)));
    const current = written === declared ? 'current' : 'not current: run "npm run docs"';
    expect(`docs/access-matrix.md is ${current}`).toBe('docs/access-matrix.md is current');
  });

  it('has every table of every module, and each caller with each verb', async () => {
    const modules = await loadModules(catalog, null);
    const matrix = accessMatrix(modules);
    expect(matrix.map(({ table }) => table)).toEqual(
      modules.flatMap((module) => module.tables.map(({ name }) => name)),
    );
    for (const { cells } of matrix) {
      expect(cells.map(({ caller, verb }) => `${caller} ${verb}`)).toEqual(
        CALLERS.flatMap((caller) => VERBS.map((verb) => `${caller} ${verb}`)),
      );
    }
  });

  it('gives nobody a clinical row without a condition, and the anonymous nothing but public data', async () => {
    for (const { holds, table, cells } of accessMatrix(await loadModules(catalog, null))) {
      for (const { caller, verb, rows } of cells.filter((cell) => cell.allowed && cell.caller !== 'system')) {
        const place = `${caller} ${verb} ${table}`;
        if (holds === 'clinical') expect({ place, rows }).not.toEqual({ place, rows: 'every row' });
        if (caller === 'anonymous') expect({ place, holds }).toEqual({ place, holds: 'public' });
      }
    }
  });
});
