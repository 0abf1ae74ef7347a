import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emptyDatabase } from '@carenode/testing';
import { describe, expect, it } from '@jest/globals';

import { binariesIn } from '../src/embedded/server-binaries.js';
import { startServer } from '../src/embedded/start-server.js';
import { effectCases } from './fixture-effect-cases.js';
import { judgeCases } from './fixture-effects.js';

describe('what a step does, on PostgreSQL 15', () => {
  it('is judged as on the newest version', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'carenode-effects-'));
    const binaries = await binariesIn(
      join(import.meta.dirname, '../../../node_modules/postgres-15-linux-x64'),
    );
    const server = await startServer({ directory, durable: false }, binaries);
    try {
      const database = await emptyDatabase(server.adminUrl);
      const { rows } = await database.admin.query<{ server_version_num: string }>('show server_version_num');
      expect(rows[0]?.server_version_num).toMatch(/^15/);
      const cases = effectCases.filter(({ fails }) => !fails);
      const judgements = await judgeCases(database, cases);
      await database.drop();
      const found = judgements.map(({ verdict, reasons }, index) => ({
        name: cases[index]?.name,
        verdict,
        rules: reasons.filter((reason) => reason.verdict !== 'safe').map(({ rule }) => rule),
      }));
      const expected = cases.map(({ name, verdict, rule }) => ({
        name,
        verdict,
        rules: rule === undefined ? [] : [rule].flat(),
      }));
      expect(found).toEqual(expected);
    } finally {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    }
  }, 120_000);
});
