import { Migrator } from '@carenode/database';
import { emptyDatabase, newRowsFile, type TestDatabase, testModules } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const BEFORE = { module: 'records', to: '0013-keep-unit-texts' } as const;
const WRITTEN = ['lbs', 'kg', 'BPM', 'mmHg', 'a bit', 'C', 'calories', ' mg/dl ', 'MG/DL', 'm[iU]/L'];

describe('the step that turns texts of units into UCUM codes', () => {
  let database: TestDatabase;
  let migrator: Migrator;
  const units = async () =>
    (
      await database.admin.query<{ notes: string; unit: string; unit_text: string | null }>(
        'select notes, unit, unit_text from measurements order by id',
      )
    ).rows.map(({ notes, unit, unit_text }) => [notes, unit, unit_text]);

  beforeEach(async () => {
    database = await emptyDatabase();
    const modules = await testModules([]);
    migrator = new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });
    await migrator.up(BEFORE);
    const {
      rows: [patient],
    } = await database.admin.query<{ id: string }>(
      `insert into profiles (user_type) values ('patient') returning id`,
    );
    for (const unit of WRITTEN) {
      await database.admin.query(
        `insert into measurements (patient_id, variable_id, value, unit, notes, start_at)
         select $1, v.id, 1, $2, $2, now() from variables v where v.code = '29463-7'`,
        [patient?.id, unit],
      );
    }
    await database.admin.query(
      `insert into measurements (patient_id, variable_id, value, unit, notes, start_at)
       select $1, v.id, 37, 'C', 'fever', now() from variables v where v.code = '8310-5'`,
      [patient?.id],
    );
  });

  afterEach(() => database.drop());

  it('keeps what was written, leaves what cannot be told, and takes its own work back', async () => {
    const before = await units();
    await migrator.up();
    const after = new Map((await units()).map(([notes, ...unit]) => [notes, unit]));
    expect(Object.fromEntries(after)).toEqual({
      lbs: ['[lb_av]', 'lbs'],
      kg: ['kg', null],
      BPM: ['/min', 'BPM'],
      mmHg: ['mm[Hg]', 'mmHg'],
      'a bit': ['a bit', null],
      C: ['C', null],
      fever: ['Cel', 'C'],
      calories: ['calories', null],
      ' mg/dl ': ['mg/dl', ' mg/dl '],
      'MG/DL': ['mg/dL', 'MG/DL'],
      'm[iU]/L': ['m[iU]/L', null],
    });
    await migrator.down({ ...BEFORE, dropData: newRowsFile() });
    expect(await units()).toEqual(before);
  }, 60_000);
});
