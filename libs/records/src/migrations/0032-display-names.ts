import { describeColumns, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { LOINC_VARIABLES } from './0004-seed-variables.js';

/** By LOINC code, as a patient says it; no two alike. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  '8480-6': 'Systolic blood pressure',
  '8462-4': 'Diastolic blood pressure',
  '8867-4': 'Heart rate',
  '40443-4': 'Resting heart rate',
  '80404-7': 'Heart rate variability',
  '9279-1': 'Breathing rate',
  '8310-5': 'Body temperature',
  '8331-1': 'Mouth temperature',
  '59408-5': 'Blood oxygen',
  '2708-6': 'Arterial blood oxygen',
  '8302-2': 'Height',
  '29463-7': 'Weight',
  '39156-5': 'Body mass index',
  '41982-0': 'Body fat',
  '8280-0': 'Waist',
  '72514-3': 'Pain',
  '2339-0': 'Blood glucose',
  '2345-7': 'Plasma glucose',
  '1558-6': 'Fasting glucose',
  '99504-3': 'Sensor glucose',
  '4548-4': 'HbA1c',
  '2093-3': 'Total cholesterol',
  '2085-9': 'HDL cholesterol',
  '13457-7': 'LDL cholesterol (calculated)',
  '18262-6': 'LDL cholesterol (measured)',
  '2571-8': 'Triglycerides',
  '2160-0': 'Creatinine',
  '38483-4': 'Creatinine in whole blood',
  '33914-3': 'Kidney filtration rate (eGFR)',
  '6299-2': 'Urea nitrogen',
  '2947-0': 'Sodium',
  '6298-4': 'Potassium',
  '2069-3': 'Chloride',
  '20565-8': 'Carbon dioxide',
  '49765-1': 'Calcium',
  '718-7': 'Hemoglobin',
  '4544-3': 'Hematocrit',
  '789-8': 'Red blood cells',
  '6690-2': 'White blood cells',
  '777-3': 'Platelets',
  '1742-6': 'Liver enzyme ALT',
  '1920-8': 'Liver enzyme AST',
  '41950-7': 'Steps in 24 hours',
  '55423-8': 'Steps',
  '55430-3': 'Walking distance',
  '41981-2': 'Energy burned',
  '55411-3': 'Exercise time',
  '93832-4': 'Sleep',
  '93831-6': 'Deep sleep',
  '93830-8': 'Light sleep',
  '93829-0': 'REM sleep',
};

export class DisplayNames implements Migration {
  readonly id = '0032-display-names';
  readonly why =
    'Patients read “Steps” instead of “Number of steps in unspecified time Pedometer”; the names of LOINC codes stay as they are.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table variables
        add column display_name text,
        add constraint variables_display_name_length check (length(display_name) between 1 and 120) not valid`);
    await describeColumns(sql, 'variables', { display_name: 'What patients read; name when null' });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table variables drop column display_name');
  }
}

export const CheckDisplayNames = validateConstraints(
  '0033-check-display-names',
  'What the new column of variables promises holds for every row.',
  'variables',
  ['variables_display_name_length'],
);

/** Row by row, of which there are few, and without a lock that others wait for. */
export class NameVariablesPlainly implements Migration {
  readonly id = '0034-name-variables-plainly';
  readonly why = 'The variables of the catalogue are called what patients call them.';

  async up(sql: SqlRunner): Promise<void> {
    const named = Object.values(LOINC_VARIABLES)
      .flat()
      .map(([code, name]) => `('${code}', '${name}', '${DISPLAY_NAMES[code]}')`);
    // What an admin has given another name, in another language perhaps, keeps that.
    const found = (await sql.query(
      `select v.id, n.display_name from (values\n${named.join(',\n')}) as n (code, name, display_name)\n` +
        `join variables v on v.patient_id is null and v.code_system = 'http://loinc.org' and v.code = n.code and v.name = n.name`,
    )) as { id: string; display_name: string }[];
    for (const { id, display_name: name } of found)
      await sql.query('update variables set display_name = $1 where id = $2', [name, id]);
  }

  /** The way back of the step that seeded the rows knows by version 1 what no admin has changed: `up` does not count. */
  async down(sql: SqlRunner): Promise<void> {
    const codes = Object.keys(DISPLAY_NAMES).map((code) => `'${code}'`);
    await sql.query('drop trigger touch on variables');
    await sql.query(`
      update variables set display_name = null, version = version - 1
       where patient_id is null and code_system = 'http://loinc.org' and code in (${codes.join(', ')})
         and display_name is not null and version > 1`);
    await sql.query(
      'create trigger touch before update on variables for each row execute function carenode.touch_row()',
    );
  }
}
