import { Migrator } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import { migratedDatabase, newRowsFile, type TestDatabase, testModules } from '@carenode/testing';

import { activityIntensity } from '../src/migrations/0010-activity-intensity.js';

let database: TestDatabase;
let modules: ModuleManifest[];

beforeAll(async () => {
  modules = await testModules(['patient-data']);
  database = await migratedDatabase(modules);
}, 120_000);

afterAll(() => database.drop());

const intensities = async () =>
  (
    await database.admin.query<{ intensity: string | null; n: number }>(
      'select intensity, count(*)::int as n from patient_activity_log group by 1 order by 1',
    )
  ).rows.map(({ intensity, n }) => `${intensity} ${n}`);

describe('The class "sedentary" of physical activity', () => {
  it('is a choice of the database, is unknown to the version before, and comes back with the next', async () => {
    const { admin } = database;
    const [{ id } = { id: '' }] = (
      await admin.query<{ id: string }>(`insert into profiles (user_type) values ('patient') returning id`)
    ).rows;
    await admin.query(
      `insert into patient_activity_log (patient_id, activity_type, intensity)
       select $1, 'x', i from unnest(array['light', 'moderate', 'vigorous', 'sedentary', 'sedentary', null]) i`,
      [id],
    );
    const before = await intensities();
    expect(before).toEqual(['light 1', 'moderate 1', 'sedentary 2', 'vigorous 1', 'null 1']);

    const migrator = new Migrator({ ...database, modules });
    await migrator.down({ module: 'patient-data', to: '0009-create-imports', dropData: newRowsFile() });
    expect(await intensities()).toEqual(['light 1', 'moderate 1', 'vigorous 1', 'null 3']);
    await expect(admin.query(`update patient_activity_log set intensity = 'sedentary'`)).rejects.toThrow(
      'activity_log_intensity_choice',
    );
    const applied = await migrator.up();
    expect(applied.filter((key) => key.includes('activity-intensity'))).toHaveLength(
      activityIntensity.length,
    );
    expect(await intensities()).toEqual(before);
  }, 180_000);
});
