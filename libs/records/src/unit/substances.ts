/** What a mole of a measured substance weighs, and how many charges one particle of it has. */
export interface Substance {
  /** g/mol, decimal text. */
  readonly molarMass: string;
  /** Absolute charge of the ion; absent for what has none. */
  readonly charge?: number;
}

// Molar masses are sums of the abridged standard atomic weights of IUPAC's CIAAW (2021): H 1.008, C 12.011, N 14.007,
// O 15.999, Na 22.990, Cl 35.45, K 39.098, Ca 40.078.
const GLUCOSE: Substance = { molarMass: '180.156' }; // C6H12O6
const CHOLESTEROL: Substance = { molarMass: '386.664' }; // C27H46O; in lipoproteins, too, cholesterol is what is weighed
const TRIGLYCERIDE: Substance = { molarMass: '885.453' }; // C57H104O6, triolein, which laboratories report all of them as
const CREATININE: Substance = { molarMass: '113.12' }; // C4H7N3O
const UREA_NITROGEN: Substance = { molarMass: '28.014' }; // the two N of a mole of urea: what is weighed is nitrogen
const CALCIUM: Substance = { molarMass: '40.078', charge: 2 };
const SODIUM: Substance = { molarMass: '22.99', charge: 1 };
const POTASSIUM: Substance = { molarMass: '39.098', charge: 1 };
const CHLORIDE: Substance = { molarMass: '35.45', charge: 1 };
const BICARBONATE: Substance = { molarMass: '61.016', charge: 1 }; // HCO3-, nearly all of what total carbon dioxide is

/**
 * The substance that a LOINC code measures, for conversions between mass, moles and equivalents. Haemoglobin is left out: a
 * mole of it is of the monomer here and of the tetramer there, four times as heavy.
 */
export const SUBSTANCES: ReadonlyMap<string, Substance> = new Map([
  ['2339-0', GLUCOSE],
  ['2345-7', GLUCOSE],
  ['1558-6', GLUCOSE],
  ['99504-3', GLUCOSE],
  ['2093-3', CHOLESTEROL],
  ['2085-9', CHOLESTEROL],
  ['13457-7', CHOLESTEROL],
  ['18262-6', CHOLESTEROL],
  ['2571-8', TRIGLYCERIDE],
  ['2160-0', CREATININE],
  ['38483-4', CREATININE],
  ['6299-2', UREA_NITROGEN],
  ['49765-1', CALCIUM],
  ['2947-0', SODIUM],
  ['6298-4', POTASSIUM],
  ['2069-3', CHLORIDE],
  ['20565-8', BICARBONATE],
]);
