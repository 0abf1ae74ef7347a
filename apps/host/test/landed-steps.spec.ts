import { readFileSync } from 'node:fs';

import { stepsOf } from '@carenode/database/migrate';
import { loadModules } from '@carenode/runtime';
import { describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

const landed = JSON.parse(readFileSync(new URL('landed-steps.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

describe('the steps that have landed', () => {
  it('are as they were: instances have them in their ledgers', async () => {
    const steps = new Map((await stepsOf(await loadModules(catalog, null))).map((step) => [step.key, step]));
    const edited = Object.entries(landed).filter(([key, checksum]) => steps.get(key)?.checksum !== checksum);
    expect(edited.map(([key]) => key)).toEqual([]);
    expect(Object.keys(landed).length).toBeGreaterThanOrEqual(40);
  });
});
