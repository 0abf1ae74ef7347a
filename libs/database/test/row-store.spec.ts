import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, requestContext, type RequestContext } from '@carenode/module-kit';
import { migratedDatabase, openTestDatabase, type TestDatabase } from '@carenode/testing';

import type { Database } from '../src/door/database.js';
import { RowStore } from '../src/rows/row-store.js';
import { RowView } from '../src/rows/row-view.js';
import { Note, notes } from './fixture-notes.js';

interface NoteView {
  id: string;
  ownerId: string;
  body: string;
  amount: number | null;
  writtenAt: string;
  version: number;
}

describe('a row store', () => {
  let database: TestDatabase;
  let db: Database;
  let store: RowStore<Note>;
  const someone = (): RequestContext & { subject: string } =>
    requestContext({
      subject: newId(),
      userType: 'patient',
      actor: { kind: 'session', id: null },
    }) as RequestContext & { subject: string };

  beforeAll(async () => {
    database = await migratedDatabase([notes]);
    db = await openTestDatabase(database, [notes]);
    store = new RowStore(db, new RowView(Note), {
      noun: 'note',
      owner: 'ownerId',
      order: 'writtenAt',
      idempotent: true,
      filters: { least: 't.amount >= ?' },
    });
  });

  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  it('writes a row as JSON exactly as PostgreSQL has it', async () => {
    const ctx = someone();
    const body = 'a "quote", a \\ and\na line — Ünïcode 🩺';
    const { json, created } = await store.create(ctx, ctx.subject, {
      body,
      amount: '171.65129806003597',
      writtenAt: '2026-03-01T08:30:00.123456+01:00',
    });
    expect(created).toBe(true);
    expect(json.etag).toBe('"1"');
    expect(json.text).toContain('"amount":171.65129806003597');
    expect(JSON.parse(json.text)).toEqual({
      id: expect.any(String),
      ownerId: ctx.subject,
      body,
      amount: 171.65129806003597,
      writtenAt: '2026-03-01T07:30:00.123456Z',
      version: 1,
    });
  });

  it('pages through rows of one instant without losing or repeating any', async () => {
    const ctx = someone();
    for (let index = 0; index < 25; index++) {
      await store.create(ctx, ctx.subject, {
        body: `note ${index}`,
        writtenAt: index < 15 ? '2026-03-01T08:30:00Z' : `2026-03-0${(index % 5) + 2}T00:00:00Z`,
      });
    }
    const seen: NoteView[] = [];
    let cursor: string | undefined;
    do {
      const page = JSON.parse((await store.list(ctx, ctx.subject, { limit: 4, cursor })).text) as {
        items: NoteView[];
        nextCursor: string | null;
      };
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen.map((note) => note.id)).size).toBe(25);
    expect(seen.map((note) => note.writtenAt)).toEqual(
      seen
        .map((note) => note.writtenAt)
        .sort()
        .reverse(),
    );
  });

  it('filters, and combines filters with cursors', async () => {
    const ctx = someone();
    for (const amount of ['1', '2', '3', '4']) await store.create(ctx, ctx.subject, { body: 'x', amount });
    const first = JSON.parse((await store.list(ctx, ctx.subject, { limit: 2 }, { least: 2 })).text) as {
      items: NoteView[];
      nextCursor: string;
    };
    const second = JSON.parse(
      (await store.list(ctx, ctx.subject, { limit: 2, cursor: first.nextCursor }, { least: 2 })).text,
    ) as { items: NoteView[]; nextCursor: null };
    expect([...first.items, ...second.items].map((note) => note.amount)).toEqual([4, 3, 2]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    'nonsense',
    Buffer.from(`' or 1=1 -- ${newId()}`).toString('base64url'),
    Buffer.from(`2026-13-45 ${newId()}`).toString('base64url'),
  ])('refuses the cursor %s', async (cursor) => {
    const ctx = someone();
    await expect(store.list(ctx, ctx.subject, { cursor })).rejects.toMatchObject({
      code: 'invalid_cursor',
      kind: 'invalid',
    });
  });

  it('answers another person’s row as if it did not exist', async () => {
    const [owner, other] = [someone(), someone()];
    const { id } = await store.create(owner, owner.subject, { body: 'private' });
    for (const attempt of [
      store.get(other, owner.subject, id),
      store.get(other, other.subject, id),
      store.update(other, owner.subject, id, { body: 'mine now' }),
      store.remove(other, owner.subject, id),
      store.create(other, owner.subject, { body: 'planted' }),
      store.list(other, owner.subject, {}),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'not_found', kind: 'not_found' });
    }
    expect(JSON.parse((await store.get(owner, owner.subject, id)).text)).toMatchObject({
      body: 'private',
      version: 1,
    });
  });

  it('refuses an update of a row that changed since it was read, and counts versions', async () => {
    const ctx = someone();
    const { id } = await store.create(ctx, ctx.subject, { body: 'one' });
    const two = await store.update(ctx, ctx.subject, id, { body: 'two' }, '"1"');
    expect(two.etag).toBe('"2"');
    await expect(store.update(ctx, ctx.subject, id, { body: 'three' }, '"1"')).rejects.toMatchObject({
      code: 'stale',
      kind: 'stale',
    });
    await expect(store.update(ctx, ctx.subject, id, { body: 'three' }, 'nonsense')).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect((await store.update(ctx, ctx.subject, id, { amount: null }, 'W/"2"')).etag).toBe('"3"');
  });

  it('lets nobody move a row to another owner', async () => {
    const ctx = someone();
    const { id } = await store.create(ctx, ctx.subject, { body: 'one' });
    await expect(
      db.as(ctx).execute('update public.notes set owner_id = $1 where id = $2', [newId(), id]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(db.as(ctx).query('select secret from public.notes')).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('makes one row of twenty equal requests with one idempotency key, and refuses the key for another request', async () => {
    const ctx = someone();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => store.create(ctx, ctx.subject, { body: 'once' }, 'key-1')),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await expect(store.create(ctx, ctx.subject, { body: 'another' }, 'key-1')).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('deletes, once', async () => {
    const ctx = someone();
    const { id } = await store.create(ctx, ctx.subject, { body: 'one' });
    await store.remove(ctx, ctx.subject, id);
    await expect(store.remove(ctx, ctx.subject, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
