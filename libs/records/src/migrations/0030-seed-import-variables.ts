import type { Migration, SqlRunner } from '@carenode/module-kit';

type Seed = readonly [code: string, name: string, unit: string, kind?: 'sum'];

const SYSTEM = 'urn:carenode:variable';
// What devices and apps tell and LOINC has no code for, or none that is known for sure; units are UCUM codes.
const VARIABLES: readonly Seed[] = [
  ['active-energy', 'Active energy', 'kcal', 'sum'],
  ['basal-energy', 'Resting energy', 'kcal', 'sum'],
  ['cycling-distance', 'Cycling distance', 'm', 'sum'],
  ['swimming-distance', 'Swimming distance', 'm', 'sum'],
  ['wheelchair-distance', 'Wheelchair distance', 'm', 'sum'],
  ['snow-sports-distance', 'Downhill snow sports distance', 'm', 'sum'],
  ['wheelchair-pushes', 'Wheelchair pushes', '{count}', 'sum'],
  ['swimming-strokes', 'Swimming strokes', '{count}', 'sum'],
  ['flights-climbed', 'Flights climbed', '{count}', 'sum'],
  ['stand-time', 'Standing time', 'min', 'sum'],
  ['sedentary-time', 'Sedentary time', 'min', 'sum'],
  ['light-activity-time', 'Light activity time', 'min', 'sum'],
  ['moderate-activity-time', 'Moderate activity time', 'min', 'sum'],
  ['vigorous-activity-time', 'Vigorous activity time', 'min', 'sum'],
  ['in-bed', 'Time in bed', 'h', 'sum'],
  ['awake-in-bed', 'Time awake in bed', 'h', 'sum'],
  ['mindful-time', 'Mindful time', 'min', 'sum'],
  ['vo2-max', 'VO2 max', 'mL/(min.kg)'],
  ['walking-heart-rate', 'Walking heart rate', '/min'],
  ['walking-speed', 'Walking speed', 'm/s'],
  ['body-fat-mass', 'Body fat mass', 'kg'],
  ['lean-body-mass', 'Lean body mass', 'kg'],
  ['muscle-mass', 'Muscle mass', 'kg'],
  ['stress-score', 'Stress score', '{score}'],
  ['body-battery', 'Body battery', '{score}'],
  ['rapid-acting-insulin', 'Rapid-acting insulin', '[iU]', 'sum'],
  ['long-acting-insulin', 'Long-acting insulin', '[iU]', 'sum'],
  ['blood-ketones', 'Blood ketones', 'mmol/L'],
  ['carbohydrate-intake', 'Carbohydrate intake', 'g', 'sum'],
  ['energy-intake', 'Energy intake', 'kcal', 'sum'],
  ['protein-intake', 'Protein intake', 'g', 'sum'],
  ['fat-intake', 'Fat intake', 'g', 'sum'],
  ['water-intake', 'Water intake', 'mL', 'sum'],
  ['caffeine-intake', 'Caffeine intake', 'mg', 'sum'],
  ['alcoholic-drinks', 'Alcoholic drinks', '{count}', 'sum'],
  ['audio-exposure', 'Surrounding sound level', 'dB[SPL]'],
];

export class SeedImportVariables implements Migration {
  readonly id = '0030-seed-import-variables';
  readonly why =
    'What several devices measure is one variable for the whole instance, also where LOINC has no code for it.';

  async up(sql: SqlRunner): Promise<void> {
    const rows = VARIABLES.map(
      ([code, name, unit, kind]) =>
        `('${SYSTEM}', '${code}', '${name}', '${kind ?? 'sample'}', '${unit}', 'activity')`,
    );
    await sql.query(
      `insert into variables (code_system, code, name, kind, unit_code, category) values\n${rows.join(',\n')}\n` +
        `on conflict (code_system, code) where patient_id is null do nothing`,
    );
  }

  /** Keeps the variables that an admin has changed, and those that have measurements. */
  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`
      delete from variables v
       where patient_id is null and code_system = '${SYSTEM}' and version = 1
         and not exists (select from measurements m where m.variable_id = v.id)`);
  }
}
