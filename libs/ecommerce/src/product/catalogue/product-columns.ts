import { AppError, type FieldError } from '@carenode/module-kit';
import { parseInput } from '@carenode/module-kit/http';

import { isLotCode, LOT_CODE_RULE } from '../../lot/lot-code.rules.js';
import { ProductInput } from '../product.dto.js';
import { readCell } from './csv-cell.js';
import { BrokenCsv } from './csv-rows.js';

/** The columns of a file, in the order in which they are exported; the last four receive a lot and are not exported. */
export const EXPORTED = [
  'sku',
  'name',
  'description',
  'price',
  'currency',
  'isPrescriptionRequired',
  'status',
  'category',
  'manufacturer',
  'dosageForm',
  'strength',
  'route',
  'ndc',
  'gtin',
  'imageUrls',
  'treatmentCode',
  'treatmentName',
  'maxPerOrder',
] as const;
const LOT = ['lotCode', 'lotExpiresOn', 'lotQuantity', 'lotSupplier'] as const;
const COLUMNS: readonly string[] = [...EXPORTED, ...LOT];

export type ProductColumn = (typeof EXPORTED)[number] | (typeof LOT)[number];

/** What a line says of a product; what it leaves open is absent. */
export interface ProductLine {
  readonly line: number;
  readonly sku: string;
  readonly told: Omit<ProductInput, 'sku'>;
  /** Which treatment it is; null: none; absent: not said. */
  readonly treatment?: { readonly code: string | null; readonly name: string | null } | null;
  readonly lot?: LotLine;
  /** An earlier line is of the same product. */
  readonly again?: boolean;
}

export interface LotLine {
  readonly code: string;
  /** `YYYY-MM-DD`. */
  readonly expiresOn: string | null;
  readonly quantity: number;
  readonly supplier: string | null;
}

/** The columns of a header. Throws BrokenCsv for one that is unknown, twice or missing. */
export function columnsOf(header: readonly string[]): ProductColumn[] {
  const columns = header.map((cell, index) => {
    const known = COLUMNS.find((column) => column.toLowerCase() === cell.trim().toLowerCase());
    if (!known)
      throw new BrokenCsv(`Column ${index + 1} is none of a product; they are ${COLUMNS.join(', ')}.`);
    return known as ProductColumn;
  });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice) throw new BrokenCsv(`It has the column ${twice} twice.`);
  for (const needed of ['sku', 'name'] as const)
    if (!columns.includes(needed)) throw new BrokenCsv(`It has no column ${needed}.`);
  return columns;
}

/** What a row says, or which rules it breaks. */
export function readLine(
  columns: readonly ProductColumn[],
  cells: readonly string[],
  line: number,
): ProductLine | { readonly errors: readonly FieldError[] } {
  if (cells.length !== columns.length) {
    const message = `The line has ${cells.length} cells, and the header ${columns.length}.`;
    return { errors: [{ field: '', rule: 'cells', message }] };
  }
  const of = new Map(columns.map((column, index) => [column, readCell(cells[index] ?? '')]));
  const input: Record<string, unknown> = {};
  for (const [column, cell] of of) if (column in VALUES) input[column] = VALUES[column]?.(cell);
  for (const name of Object.keys(input)) if (input[name] === undefined) delete input[name];
  const errors: FieldError[] = [];
  let told: ProductInput | undefined;
  try {
    told = said(parseInput(ProductInput, input));
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.errors) throw error;
    errors.push(...error.details.errors);
  }
  const lot = readLot(of, errors);
  if (errors.length > 0 || !told) return { errors };
  const { sku, ...others } = told;
  if (!sku) return { errors: [{ field: 'sku', rule: 'required', message: 'sku is there in every line.' }] };
  const code = of.get('treatmentCode')?.trim();
  const name = of.get('treatmentName')?.trim();
  return {
    line,
    sku,
    told: others,
    ...(code === undefined && name === undefined
      ? {}
      : { treatment: code || name ? { code: code || null, name: name || null } : null }),
    ...(lot ? { lot } : {}),
  };
}

/** Without the fields that the file has no column or value for. */
const said = (input: ProductInput) =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as unknown as ProductInput;

const textOrNull = (cell: string) => (cell === '' ? null : cell);
const trimmedOrAbsent = (cell: string) => cell.trim() || undefined;
const numberOrNull = (cell: string) => {
  const text = cell.trim();
  return text === '' ? null : /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
};
const flag = (cell: string) => {
  const text = cell.trim().toLowerCase();
  if (['true', 'yes', '1'].includes(text)) return true;
  return ['false', 'no', '0'].includes(text) ? false : text || undefined;
};

/** Cells of products as the values that the API takes. An empty one clears what may be empty, and leaves what may not. */
const VALUES: Readonly<Partial<Record<ProductColumn, (cell: string) => unknown>>> = {
  sku: (cell) => cell.trim(),
  name: (cell) => cell,
  description: textOrNull,
  price: numberOrNull,
  currency: trimmedOrAbsent,
  isPrescriptionRequired: flag,
  status: trimmedOrAbsent,
  category: textOrNull,
  manufacturer: textOrNull,
  dosageForm: textOrNull,
  strength: textOrNull,
  route: textOrNull,
  ndc: (cell) => textOrNull(cell.trim()),
  gtin: (cell) => textOrNull(cell.trim()),
  imageUrls: (cell) => cell.split(/\s+/).filter((url) => url !== ''),
  maxPerOrder: numberOrNull,
};

const DAY = /^2[01]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOST_UNITS = 1_000_000_000;

function readLot(of: ReadonlyMap<ProductColumn, string>, errors: FieldError[]): LotLine | undefined {
  const [code, expiresOn, quantity, supplier] = LOT.map((column) => of.get(column)?.trim() ?? '') as [
    string,
    string,
    string,
    string,
  ];
  if (code + expiresOn + quantity + supplier === '') return undefined;
  const refuse = (field: string, rule: string, message: string) => errors.push({ field, rule, message });
  if (code.length < 1 || code.length > 100 || /\p{Cc}/u.test(code))
    refuse('lotCode', 'length', 'lotCode has 1 to 100 characters, none of them a control character.');
  else if (!isLotCode(code)) refuse('lotCode', 'code', `lotCode ${LOT_CODE_RULE}.`);
  if (expiresOn !== '' && (!DAY.test(expiresOn) || !isDay(expiresOn)))
    refuse('lotExpiresOn', 'day', 'lotExpiresOn is a day such as 2027-03-01, from 2000 to 2199.');
  if (!/^\d{1,10}$/.test(quantity) || Number(quantity) > MOST_UNITS)
    refuse('lotQuantity', 'quantity', `lotQuantity is a whole number from 0 to ${MOST_UNITS}.`);
  if (supplier.length > 500 || /\p{Cc}/u.test(supplier))
    refuse(
      'lotSupplier',
      'length',
      'lotSupplier has at most 500 characters, none of them a control character.',
    );
  return { code, expiresOn: expiresOn || null, quantity: Number(quantity), supplier: supplier || null };
}

const isDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};
