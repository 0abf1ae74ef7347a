import type { Migration, SqlRunner } from '@carenode/module-kit';

type Seed = readonly [code: string, name: string, unit: string, kind?: 'sum'];

// Codes and names are LOINC's (see NOTICE.md); units are UCUM codes.
export const LOINC_VARIABLES: Readonly<Record<string, readonly Seed[]>> = {
  'vital-signs': [
    ['8480-6', 'Systolic blood pressure', 'mm[Hg]'],
    ['8462-4', 'Diastolic blood pressure', 'mm[Hg]'],
    ['8867-4', 'Heart rate', '/min'],
    ['40443-4', 'Heart rate --resting', '/min'],
    ['80404-7', 'R-R interval.standard deviation (Heart rate variability)', 'ms'],
    ['9279-1', 'Respiratory rate', '/min'],
    ['8310-5', 'Body temperature', 'Cel'],
    ['8331-1', 'Oral temperature', 'Cel'],
    ['59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry', '%'],
    ['2708-6', 'Oxygen saturation in Arterial blood', '%'],
    ['8302-2', 'Body height', 'cm'],
    ['29463-7', 'Body weight', 'kg'],
    ['39156-5', 'Body mass index (BMI) [Ratio]', 'kg/m2'],
    ['41982-0', 'Percentage of body fat Measured', '%'],
    ['8280-0', 'Waist Circumference at umbilicus by Tape measure', 'cm'],
  ],
  survey: [['72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported', '{score}']],
  laboratory: [
    ['2339-0', 'Glucose [Mass/volume] in Blood', 'mg/dL'],
    ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['1558-6', 'Fasting glucose [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['99504-3', 'Glucose [Mass/volume] in Interstitial fluid', 'mg/dL'],
    ['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%'],
    ['2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['13457-7', 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation', 'mg/dL'],
    ['18262-6', 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by Direct assay', 'mg/dL'],
    ['2571-8', 'Triglyceride [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL'],
    ['38483-4', 'Creatinine [Mass/volume] in Blood', 'mg/dL'],
    ['33914-3', 'Glomerular filtration rate/1.73 sq M.predicted', 'mL/min/{1.73_m2}'],
    ['6299-2', 'Urea nitrogen [Mass/volume] in Blood', 'mg/dL'],
    ['2947-0', 'Sodium [Moles/volume] in Blood', 'mmol/L'],
    ['6298-4', 'Potassium [Moles/volume] in Blood', 'mmol/L'],
    ['2069-3', 'Chloride [Moles/volume] in Blood', 'mmol/L'],
    ['20565-8', 'Carbon dioxide, total [Moles/volume] in Blood', 'mmol/L'],
    ['49765-1', 'Calcium [Mass/volume] in Blood', 'mg/dL'],
    ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL'],
    ['4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count', '%'],
    ['789-8', 'Erythrocytes [#/volume] in Blood by Automated count', '10*6/uL'],
    ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count', '10*3/uL'],
    ['777-3', 'Platelets [#/volume] in Blood by Automated count', '10*3/uL'],
    ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 'U/L'],
    ['1920-8', 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 'U/L'],
  ],
  activity: [
    ['41950-7', 'Number of steps in 24 hour Measured', '{steps}/(24.h)', 'sum'],
    ['55423-8', 'Number of steps in unspecified time Pedometer', '{steps}', 'sum'],
    ['55430-3', 'Walking distance unspecified time Pedometer', 'm', 'sum'],
    ['41981-2', 'Calories burned', 'kcal', 'sum'],
    ['55411-3', 'Exercise duration', 'min', 'sum'],
    ['93832-4', 'Sleep duration', 'h', 'sum'],
    ['93831-6', 'Deep sleep duration', 'h', 'sum'],
    ['93830-8', 'Light sleep duration', 'h', 'sum'],
    ['93829-0', 'REM sleep duration', 'h', 'sum'],
  ],
};

export class SeedVariables implements Migration {
  readonly id = '0004-seed-variables';
  readonly why = 'The variables most people measure are there from the start, each with its unit.';

  async up(sql: SqlRunner): Promise<void> {
    const rows = Object.entries(LOINC_VARIABLES).flatMap(([category, seeds]) =>
      seeds.map(
        ([code, name, unit, kind]) =>
          `('http://loinc.org', '${code}', '${name}', '${kind ?? 'sample'}', '${unit}', '${category}')`,
      ),
    );
    await sql.query(
      `insert into variables (code_system, code, name, kind, unit_code, category) values\n${rows.join(',\n')}\n` +
        `on conflict (code_system, code) where patient_id is null do nothing`,
    );
  }

  /** Keeps the variables that an admin has changed; measurements are gone by now. */
  async down(sql: SqlRunner): Promise<void> {
    const codes = Object.values(LOINC_VARIABLES).flatMap((seeds) => seeds.map(([code]) => `'${code}'`));
    await sql.query(
      `delete from variables where patient_id is null and code_system = 'http://loinc.org' and version = 1 and code in (${codes.join(', ')})`,
    );
  }
}
