import { isoOf } from './printed-date.rules.js';
import { gtin14, gtinsOf, isNdc, ndcsOf } from './product-codes.rules.js';
import { parseCodeInfo, type ParsedLot } from './lot-parser.rules.js';

/** A recall report as it is stored. Days are `YYYY-MM-DD`. */
export interface RecallReport {
  readonly recallNumber: string;
  readonly eventId: string | null;
  readonly classification: string | null;
  readonly status: string | null;
  readonly productType: string | null;
  readonly productDescription: string;
  readonly productQuantity: string | null;
  readonly codeInfo: string | null;
  readonly reason: string | null;
  readonly recallingFirm: string | null;
  readonly manufacturers: readonly string[];
  readonly distribution: string | null;
  readonly initiatedOn: string | null;
  readonly classifiedOn: string | null;
  readonly reportedOn: string | null;
  readonly terminatedOn: string | null;
  readonly ndcs: readonly string[];
  readonly gtins: readonly string[];
  readonly brandNames: readonly string[];
  readonly genericNames: readonly string[];
  readonly coverage: 'listed' | 'all' | 'unknown';
  readonly lots: readonly ParsedLot[];
}

/** Why a record is not stored; names the field and the rule, and quotes nothing. */
export class RefusedRecord extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

const LONGEST = 20_000;
const LONGEST_CODES = 200_000;
const MOST_CODES = 1000;
const NUMBER = /^[A-Z]{1,3}-\d{1,6}-\d{1,4}$/;
const CLASSES = ['Class I', 'Class II', 'Class III'];
const STATUSES = ['Ongoing', 'Completed', 'Terminated', 'Pending'];

type Fields = Readonly<Record<string, unknown>>;

/** Reads one record of a feed: openFDA's names, or those of the enforcement report in XML, which have dashes. */
export function readRecallReport(record: unknown): RecallReport | RefusedRecord {
  try {
    return new RecordReader(record).report();
  } catch (error) {
    if (error instanceof RefusedRecord) return error;
    throw error;
  }
}

class RecordReader {
  private readonly fields: Fields;

  constructor(record: unknown) {
    if (typeof record !== 'object' || record === null || Array.isArray(record))
      throw new RefusedRecord('is no JSON object');
    this.fields = Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name.replaceAll('-', '_'), value as unknown]),
    );
  }

  report(): RecallReport {
    const productDescription = this.text('product_description') ?? refuse('product_description is missing');
    const codes = [this.text('code_info', LONGEST_CODES), this.text('more_code_info', LONGEST_CODES)];
    const codeInfo = codes.filter(Boolean).join('\n') || null;
    const { coverage, lots } = parseCodeInfo(codeInfo ?? '');
    const openfda = this.openfda();
    const texts = `${productDescription}\n${codeInfo ?? ''}`;
    return {
      recallNumber: this.number(productDescription),
      eventId: this.text('event_id', 100),
      classification: this.choice('classification', CLASSES),
      status: this.choice('status', STATUSES),
      productType: this.text('product_type', 200),
      productDescription,
      productQuantity: this.text('product_quantity'),
      codeInfo,
      reason: this.text('reason_for_recall'),
      recallingFirm: this.text('recalling_firm', 2000),
      manufacturers: openfda.list('manufacturer_name'),
      distribution: this.text('distribution_pattern'),
      initiatedOn: this.day('recall_initiation_date'),
      classifiedOn: this.day('center_classification_date'),
      reportedOn: this.day('report_date'),
      terminatedOn: this.day('termination_date'),
      ndcs: unique([
        ...openfda.list('product_ndc').filter(isNdc),
        ...openfda.list('package_ndc').filter(isNdc),
        ...ndcsOf(texts),
      ]),
      gtins: unique([...openfda.list('upc').flatMap((code) => gtin14(code) ?? []), ...gtinsOf(texts)]),
      brandNames: openfda.list('brand_name'),
      genericNames: openfda.list('generic_name'),
      coverage,
      lots,
    };
  }

  /** The number that the report has, or that old ones name in their text. */
  private number(description: string): string {
    const told =
      this.text('recall_number', 30) ?? /\brecall\s*#?\s*([A-Z]-\d+-\d+)\b/i.exec(description)?.[1];
    if (told === undefined) throw new RefusedRecord('recall_number is missing');
    if (!NUMBER.test(told)) throw new RefusedRecord('recall_number is not like D-0123-2024');
    return told;
  }

  private text(field: string, longest = LONGEST): string | null {
    const value = this.fields[field];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') throw new RefusedRecord(`${field} is no text`);
    if (value.length > longest) throw new RefusedRecord(`${field} has more than ${longest} characters`);
    if (value.includes('\0')) throw new RefusedRecord(`${field} holds a NUL character`);
    return wellFormed(value).trim() || null;
  }

  private choice(field: string, choices: readonly string[]): string | null {
    const told = this.text(field, 100);
    if (told === null || told === 'Not Yet Classified') return null;
    const known = choices.find((choice) => choice.toLowerCase() === told.toLowerCase());
    return known ?? refuse(`${field} is none of ${choices.join(', ')}`);
  }

  /** `YYYYMMDD`, `YYYY-MM-DD` or `MM/DD/YYYY`. */
  private day(field: string): string | null {
    const told = this.text(field, 30);
    if (told === null) return null;
    const [, year, month, day] =
      /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(told) ??
      told.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, '$3 $1 $2').match(/^(\d{4}) (\d+) (\d+)$/) ??
      [];
    return isoOf(Number(year), Number(month), Number(day)) ?? refuse(`${field} is no day`);
  }

  private openfda(): { list(field: string): string[] } {
    const value = this.fields['openfda'] ?? {};
    if (typeof value !== 'object' || Array.isArray(value))
      throw new RefusedRecord('openfda is no JSON object');
    return {
      list: (field) => texts(`openfda.${field}`, Object.entries(value).find(([name]) => name === field)?.[1]),
    };
  }
}

function refuse(reason: string): never {
  throw new RefusedRecord(reason);
}

function texts(field: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new RefusedRecord(`${field} is no list`);
  if (value.length > MOST_CODES) throw new RefusedRecord(`${field} has more than ${MOST_CODES} entries`);
  return unique(
    value.map((entry: unknown) => {
      if (typeof entry !== 'string' || entry.length > 2000 || entry.includes('\0'))
        throw new RefusedRecord(`${field} has an entry that is no text of at most 2000 characters`);
      return wellFormed(entry).trim();
    }),
  ).filter(Boolean);
}

/** Halves of surrogate pairs have no form in UTF-8; each is replaced as a decoder would. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const unique = (values: readonly string[]) => [...new Set(values)].slice(0, MOST_CODES);
