import { defineModule, type Migration } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Migrator } from '../src/migrate/migrator.js';
import { step } from './fixture-effects.js';
import { CreateNotes, notes } from './fixture-notes.js';

const CreateIndex = step('0002-index', ['create index notes_amount on notes (amount)']);
const Rename = step('0002-rename', ['alter table notes rename column body to words']);

describe('migrate up', () => {
  let database: TestDatabase;
  const migrator = (...steps: (new () => Migration)[]) =>
    new Migrator({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: [defineModule({ ...notes, migrations: [CreateNotes, ...steps] })],
    });
  const fill = (rows: number) =>
    database.admin.query(
      `insert into notes (owner_id, body) select gen_random_uuid(), 'x' from generate_series(1, ${rows})`,
    );
  const applied = async () =>
    (await database.admin.query<{ id: string }>(`select id from carenode.migrations where module = 'notes'`))
      .rows;

  beforeEach(async () => {
    database = await emptyDatabase();
    await migrator().up();
  });

  afterEach(() => database.drop());

  it('does not let others wait on a large table unless the step is named', async () => {
    await fill(100_001);
    const error = await migrator(CreateIndex)
      .up()
      .catch((reason: Error) => reason.message);
    expect(error).toBe(
      [
        'Nothing was changed, because of pending steps:',
        'notes/0002-index needs a window, in which others wait:',
        '  - The index is built while nobody may write notes.',
        '    Safer: CREATE INDEX CONCURRENTLY in a step of its own with "transaction = false".',
        'To run them all the same: carenode migrate up --accept notes/0002-index',
      ].join('\n'),
    );
    expect(await applied()).toEqual([{ id: '0001-create-notes' }]);
    expect(await migrator(CreateIndex).up({ accept: ['notes/0002-index'] })).toEqual(['notes/0002-index']);
  }, 60_000);

  it('asks nobody where the table is small', async () => {
    await fill(1000);
    expect(await migrator(CreateIndex).up()).toEqual(['notes/0002-index']);
  });

  it('never runs a refused step, whatever is accepted and however small the table', async () => {
    const both = migrator(Rename, step('0003-drop', ['alter table notes drop column secret']));
    const refusal = both.up({ accept: ['notes/0002-rename'] });
    await expect(refusal).rejects.toThrow('notes/0002-rename is refused and never runs');
    await expect(refusal).rejects.toThrow('Expand and contract');
    await expect(refusal).rejects.toThrow('notes/0003-drop needs a window');
    await expect(refusal).rejects.toThrow('Change the refused steps as said.');
    expect(await applied()).toHaveLength(1);
  });

  it('does not take a name of no step', async () => {
    await expect(migrator(CreateIndex).up({ accept: ['notes/0009-none'] })).rejects.toThrow(
      'There is no step notes/0009-none to accept.',
    );
    expect(await applied()).toHaveLength(1);
  });

  it('looks only at the steps that it would run', async () => {
    const first = step('0002-colour', ['alter table notes add column colour text']);
    const later = step('0003-rename', ['alter table notes rename column body to words']);
    expect(await migrator(first, later).up({ module: 'notes', to: '0002-colour' })).toEqual([
      'notes/0002-colour',
    ]);
  });

  it('judges nothing on an empty database', async () => {
    const other = await emptyDatabase();
    const modules = [defineModule({ ...notes, migrations: [CreateNotes, Rename] })];
    const fresh = new Migrator({
      adminUrl: other.adminUrl,
      hostLogin: other.hostLogin,
      modules: modules.map((one) => ({ ...one, tables: [] })),
    });
    expect((await fresh.up()).at(-1)).toBe('notes/0002-rename');
    await other.drop();
  });
});
