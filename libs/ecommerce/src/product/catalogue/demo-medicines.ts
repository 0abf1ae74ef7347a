export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

/** A medicine that patients of the demo take: what their records call it, by RxNorm code, and what the shop sells of it. */
export interface DemoMedicine {
  readonly code: string;
  /** Of the treatment, as in the records. */
  readonly treatment: string;
  readonly name: string;
  readonly strength: string;
  readonly form: string;
  readonly route: string;
  readonly needsPrescription: boolean;
}

type Line = readonly [
  code: string,
  treatment: string,
  name: string,
  strength: string,
  form: string,
  route?: string,
];

const ON_PRESCRIPTION: readonly Line[] = [
  [
    '562251',
    'Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet',
    'Amoxicillin and clavulanate',
    '250 mg / 125 mg',
    'tablet',
  ],
  ['308182', 'Amoxicillin 250 MG Oral Capsule', 'Amoxicillin', '250 mg', 'capsule'],
  ['197361', 'Amlodipine 5 MG Oral Tablet', 'Amlodipine', '5 mg', 'tablet'],
  ['259255', 'Atorvastatin 80 MG Oral Tablet', 'Atorvastatin', '80 mg', 'tablet'],
  ['833036', 'Captopril 25 MG Oral Tablet', 'Captopril', '25 mg', 'tablet'],
  ['309362', 'Clopidogrel 75 MG Oral Tablet', 'Clopidogrel', '75 mg', 'tablet'],
  ['197604', 'Digoxin 0.125 MG Oral Tablet', 'Digoxin', '0.125 mg', 'tablet'],
  ['315971', 'Lasix 40mg', 'Furosemide', '40 mg', 'tablet'],
  ['1719286', '10 ML Furosemide 10 MG/ML Injection', 'Furosemide', '10 mg/mL', 'injection', 'intravenous'],
  ['316049', 'Hydrochlorothiazide 25 MG', 'Hydrochlorothiazide', '25 mg', 'tablet'],
  [
    '752899',
    '0.25 ML Leuprolide Acetate 30 MG/ML Prefilled Syringe',
    'Leuprolide acetate',
    '30 mg/mL',
    'prefilled syringe',
    'subcutaneous',
  ],
  [
    '866414',
    '24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]',
    'Metoprolol succinate',
    '100 mg',
    'tablet, extended release',
  ],
  ['311995', 'NITROFURANTOIN, MACROCRYSTALS 50 MG Oral Capsule', 'Nitrofurantoin', '50 mg', 'capsule'],
  ['311989', 'Nitrofurantoin 5 MG/ML Oral Suspension', 'Nitrofurantoin', '5 mg/mL', 'suspension'],
  ['705129', 'Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray', 'Nitroglycerin', '0.4 mg', 'spray', 'sublingual'],
  ['1094107', 'Phenazopyridine hydrochloride 100 MG Oral Tablet', 'Phenazopyridine', '100 mg', 'tablet'],
  ['312961', 'Simvastatin 20 MG Oral Tablet', 'Simvastatin', '20 mg', 'tablet'],
  ['897718', 'Verapamil Hydrochloride 40 MG', 'Verapamil', '40 mg', 'tablet'],
  ['855332', 'Warfarin Sodium 5 MG Oral Tablet', 'Warfarin', '5 mg', 'tablet'],
];

const WITHOUT: readonly Line[] = [
  ['282464', 'Acetaminophen 160 MG Oral Tablet', 'Acetaminophen', '160 mg', 'tablet'],
  ['313782', 'Acetaminophen 325 MG Oral Tablet', 'Acetaminophen', '325 mg', 'tablet'],
  ['198405', 'Ibuprofen 100 MG Oral Tablet', 'Ibuprofen', '100 mg', 'tablet'],
  ['849574', 'Naproxen sodium 220 MG Oral Tablet', 'Naproxen sodium', '220 mg', 'tablet'],
];

const medicine =
  (needsPrescription: boolean) =>
  ([code, treatment, name, strength, form, route = 'oral']: Line): DemoMedicine => ({
    code,
    treatment,
    name,
    strength,
    form,
    route,
    needsPrescription,
  });

/** So that what they take is what they find and buy. Names and codes are those of their synthetic records. */
export const DEMO_MEDICINES: readonly DemoMedicine[] = [
  ...ON_PRESCRIPTION.map(medicine(true)),
  ...WITHOUT.map(medicine(false)),
];
