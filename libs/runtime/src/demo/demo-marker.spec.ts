import { randomBytes } from 'node:crypto';

import type { Database } from '@carenode/database';
import { migratedDatabase, openTestDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { AesSealer } from '../instance/aes-sealer.js';
import { DemoMarker } from './demo-marker.js';

describe('the note about a demo', () => {
  const newSealer = () => new AesSealer([randomBytes(32).toString('base64')]);
  const sealer = newSealer();
  let database: TestDatabase;
  let db: Database;
  let marker: DemoMarker;

  beforeEach(async () => {
    database = await migratedDatabase([]);
    db = await openTestDatabase(database, []);
    marker = new DemoMarker(db, sealer);
  });

  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  it('lets one of two hosts fill, and none once it is filled', async () => {
    const [first, second] = [new DemoMarker(db, sealer), new DemoMarker(db, sealer)];
    const begun = await Promise.all([
      first.begin('one', { alone: false }),
      second.begin('two', { alone: false }),
    ]);
    expect(begun.filter((password) => password === null)).toHaveLength(1);
    expect(await marker.isFilled()).toBe(false);
    await first.finish();
    expect(await marker.isFilled()).toBe(true);
    expect(await marker.begin('three', { alone: true })).toBeNull();
  });

  it('goes on with the password of a fill that was cut off: at once when nobody else can be at it', async () => {
    expect(await marker.begin('first', { alone: false })).toBe('first');
    expect(await marker.begin('second', { alone: false })).toBeNull();
    expect(await marker.begin('second', { alone: true })).toBe('first');
  });

  it('takes over from another host that has not filled it within two minutes', async () => {
    await marker.begin('first', { alone: false });
    await database.admin.query(`update carenode.notes set updated_at = now() - interval '121 seconds'`);
    expect(await marker.begin('second', { alone: false })).toBe('first');
  });

  it('keeps no password in the clear, and none once it is filled', async () => {
    const kept = async () =>
      JSON.stringify((await database.admin.query('select note from carenode.notes')).rows);
    await marker.begin('a secret word', { alone: true });
    expect(await kept()).not.toContain('a secret word');
    expect(await new DemoMarker(db, newSealer()).begin('another', { alone: true })).toBe('another');
    await marker.finish();
    expect(await kept()).toBe('[{"note":{"state":"filled"}}]');
  });
});
