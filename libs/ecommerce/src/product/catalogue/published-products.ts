/** A medicine as a public list has it. */
export interface PublishedProduct {
  /** Its number in the list, which the shop orders it by. */
  readonly sku: string;
  readonly name: string;
  readonly activeIngredient: string | null;
  readonly dosageForm: string | null;
  readonly route: string | null;
  readonly strength: string | null;
  readonly manufacturer: string | null;
  readonly ndc: string | null;
}

type Cells = (column: string) => string;

/** Products.txt of Drugs@FDA: tab-separated, `Form` is form and route parted by a semicolon. Lines without a name are left out. */
export function readDrugsAtFda(text: string): PublishedProduct[] {
  return rowsOf(text, ['ApplNo', 'ProductNo', 'Form', 'Strength', 'DrugName', 'ActiveIngredient']).flatMap(
    (of) => {
      const name = plain(of('DrugName'));
      if (name === null || of('ApplNo') === '' || of('ProductNo') === '') return [];
      const [form = '', route = ''] = of('Form').split(';');
      // A remark of the list's editors follows some strengths, in asterisks.
      const strength = strengthText(of('Strength').replace(/\s*\*\*.*$/s, ''));
      return [
        {
          sku: `FDA-${of('ApplNo')}-${of('ProductNo')}`,
          name: [titled(name), strength].filter(Boolean).join(' ').slice(0, 500),
          activeIngredient: plain(of('ActiveIngredient'))?.toLowerCase() ?? null,
          dosageForm: plain(form)?.toLowerCase() ?? null,
          route: plain(route)?.toLowerCase() ?? null,
          strength,
          manufacturer: null,
          ndc: null,
        },
      ];
    },
  );
}

/** product.txt of the National Drug Code directory: tab-separated. Lines without a name or code are left out. */
export function readNdcDirectory(text: string): PublishedProduct[] {
  const columns = [
    'PRODUCTNDC',
    'PROPRIETARYNAME',
    'NONPROPRIETARYNAME',
    'DOSAGEFORMNAME',
    'ROUTENAME',
    'LABELERNAME',
    'SUBSTANCENAME',
    'ACTIVE_NUMERATOR_STRENGTH',
    'ACTIVE_INGRED_UNIT',
  ];
  return rowsOf(text, columns).flatMap((of) => {
    const name = plain(of('PROPRIETARYNAME')) ?? plain(of('NONPROPRIETARYNAME'));
    const ndc = of('PRODUCTNDC');
    if (name === null || !/^\d{4,6}-\d{3,4}$/.test(ndc)) return [];
    const units = of('ACTIVE_INGRED_UNIT').split(';');
    const strength = of('ACTIVE_NUMERATOR_STRENGTH')
      .split(';')
      .map((amount, index) => `${amount.trim()} ${(units[index] ?? '').trim()}`.trim())
      .filter(Boolean)
      .join('; ');
    return [
      {
        sku: `NDC-${ndc}`,
        name,
        activeIngredient: plain(of('SUBSTANCENAME'))?.toLowerCase() ?? null,
        dosageForm: plain(of('DOSAGEFORMNAME'))?.toLowerCase() ?? null,
        route: plain(of('ROUTENAME').replace(/;\s*/g, '; '))?.toLowerCase() ?? null,
        strength: plain(strength),
        manufacturer: plain(of('LABELERNAME')),
        ndc,
      },
    ];
  });
}

/** Rows of a tab-separated file whose header has these columns. Throws a sentence when it lacks one. */
function rowsOf(text: string, columns: readonly string[]): Cells[] {
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = header.split('\t').map((name) => name.trim());
  const missing = columns.find((column) => !names.includes(column));
  if (missing) throw new Error(`The list has no column ${missing}.`);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t');
      return (column) => (cells[names.indexOf(column)] ?? '').trim();
    });
}

const UNITS: Readonly<Record<string, string>> = { GM: 'g', ML: 'mL', MEQ: 'mEq' };
const unit = (text: string) => UNITS[text] ?? text.toLowerCase();

/** 10MG/5ML;30MG/5ML → 10 mg/5 mL; 30 mg/5 mL. What is no amount stays as it is. */
const strengthText = (text: string) =>
  plain(
    text
      .replace(/;(?=\S)/g, '; ')
      .replace(/(\d) ?(MG|MCG|GM|ML|MEQ|UNITS)\b/g, (_, digit: string, of: string) => `${digit} ${unit(of)}`)
      .replace(/\/(MG|GM|ML|HR|VIAL|INH|AMP|BOT)\b/g, (_, of: string) => `/${unit(of)}`),
  );

const plain = (text: string) => text.replace(/\s+/g, ' ').trim() || null;

/** HYDROCHLOROTHIAZIDE W/ RESERPINE → Hydrochlorothiazide W/ Reserpine; words with digits stay as they are. */
const titled = (name: string) =>
  name.replace(/\p{L}[\p{L}\p{N}]*/gu, (word) =>
    /\d/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  );
