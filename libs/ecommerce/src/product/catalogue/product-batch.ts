import type { Database, Transaction } from '@carenode/database';
import { type FieldError, newId, type RequestContext } from '@carenode/module-kit';

import type { ProductStatus } from '../product.entity.js';
import { productErrors } from '../product.rules.js';
import type { ProductLine } from './product-columns.js';

/** What a file says of a product, all of it, as it is stored. */
interface Row {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly treatmentId: string | null;
  readonly manufacturer: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly isPrescriptionRequired: boolean;
  readonly status: ProductStatus;
  readonly category: string | null;
  readonly dosageForm: string | null;
  readonly strength: string | null;
  readonly route: string | null;
  readonly ndc: string | null;
  readonly gtin: string | null;
  readonly imageUrls: readonly string[];
  readonly maxPerOrder: number | null;
}
type Known = Row & { readonly id: string };

/** What became of a line. */
export type Outcome =
  | { readonly line: number; readonly what: 'created' | 'updated' | 'unchanged'; readonly lot: boolean }
  | { readonly line: number; readonly what: 'refused'; readonly errors: readonly FieldError[] };

const SHOWN = `id, sku, name, description, treatment_id as "treatmentId", manufacturer, price::float8 as price, currency,
  is_prescription_required as "isPrescriptionRequired", status, category, dosage_form as "dosageForm", strength, route, ndc, gtin,
  image_urls as "imageUrls", max_per_order as "maxPerOrder"`;
const KNOWN = `select ${SHOWN} from public.products where sku = any ($1)`;
const TREATMENTS = `
  select w.code as asked_code, w.name as asked_name, array_agg(t.id::text) as ids
    from jsonb_to_recordset($1::jsonb) as w (code text, name text)
    join public.treatments t on (w.code is null or t.code = w.code) and (w.name is null or lower(t.name) = lower(w.name))
   group by 1, 2`;
const COLUMNS =
  'sku, name, description, treatment_id, manufacturer, price, currency, is_prescription_required, status, category, dosage_form, strength, route, ndc, gtin, image_urls, max_per_order';
const VALUES = `r.sku, r.name, r.description, r."treatmentId", r.manufacturer, r.price, r.currency, r."isPrescriptionRequired", r.status,
  r.category, r."dosageForm", r.strength, r.route, r.ndc, r.gtin, r."imageUrls", r."maxPerOrder"`;
const ROWS = `jsonb_to_recordset($1::jsonb) as r (id uuid, sku text, name text, description text, "treatmentId" uuid, manufacturer text,
  price numeric, currency text, "isPrescriptionRequired" boolean, status text, category text, "dosageForm" text, strength text,
  route text, ndc text, gtin text, "imageUrls" text[], "maxPerOrder" integer)`;
const INSERT = `insert into public.products (id, ${COLUMNS}) select r.id, ${VALUES} from ${ROWS}`;
const UPDATE = `update public.products t set (${COLUMNS}) = (${VALUES}) from ${ROWS} where t.id = r.id`;
const RECEIVE = `
  insert into public.lots (id, product_id, lot_code, expires_on, supplier, quantity)
  select r.id, r."productId", r.code, r."expiresOn", r.supplier, r.quantity
    from jsonb_to_recordset($1::jsonb) as r (id uuid, "productId" uuid, code text, "expiresOn" date, supplier text, quantity integer)
   order by r.id
  on conflict (product_id, lot_code) do nothing returning id`;
const LOTS = `
  select w."productId" as "productId", w.code from jsonb_to_recordset($1::jsonb) as w ("productId" uuid, code text)
    join public.lots l on l.product_id = w."productId" and l.lot_code = w.code`;

/** Stores lines of a file together, or none of them. With `dryRun` it only tells what it would do. */
export async function storeBatch(
  db: Database,
  ctx: RequestContext,
  lines: readonly ProductLine[],
  options: { readonly currency: string; readonly dryRun: boolean },
): Promise<Outcome[]> {
  return db.as(ctx).transaction((tx) => new Batch(tx, options).store(lines), { readOnly: options.dryRun });
}

class Batch {
  private readonly created: Known[] = [];
  private readonly updated = new Map<string, Known>();
  private readonly known = new Map<string, Known>();
  private readonly treatments = new Map<string, readonly string[]>();

  constructor(
    private readonly tx: Transaction,
    private readonly options: { readonly currency: string; readonly dryRun: boolean },
  ) {}

  async store(lines: readonly ProductLine[]): Promise<Outcome[]> {
    await this.look(lines);
    const outcomes: Outcome[] = [];
    const lots: object[] = [];
    const lotLines: number[] = [];
    for (const line of lines) {
      const outcome = this.decide(line);
      outcomes.push(outcome);
      if (outcome.what === 'refused' || !line.lot) continue;
      lots.push({ id: newId(), productId: this.known.get(line.sku)?.id, ...line.lot });
      lotLines.push(outcomes.length - 1);
    }
    if (!this.options.dryRun) {
      if (this.created.length > 0) await this.tx.query(INSERT, [JSON.stringify(this.created)]);
      if (this.updated.size > 0) await this.tx.query(UPDATE, [JSON.stringify([...this.updated.values()])]);
    }
    const received = lots.length > 0 ? await this.receive(lots) : new Set<number>();
    return outcomes.map((outcome, index) =>
      outcome.what === 'refused' ? outcome : { ...outcome, lot: received.has(lotLines.indexOf(index)) },
    );
  }

  /** Reads what the lines are about. */
  private async look(lines: readonly ProductLine[]): Promise<void> {
    const skus = [...new Set(lines.map(({ sku }) => sku))];
    // Locked in the order of their ids, as whoever sells them does.
    const sql = this.options.dryRun ? KNOWN : `${KNOWN} order by id for no key update`;
    for (const row of await this.tx.query<Known>(sql, [skus])) this.known.set(row.sku, row);
    const asked = [
      ...new Map(
        lines.flatMap(({ treatment }) => (treatment ? [[keyOf(treatment), treatment] as const] : [])),
      ).values(),
    ];
    if (asked.length === 0) return;
    const found = await this.tx.query<{
      asked_code: string | null;
      asked_name: string | null;
      ids: string[];
    }>(TREATMENTS, [JSON.stringify(asked)]);
    for (const { asked_code: code, asked_name: name, ids } of found)
      this.treatments.set(keyOf({ code, name }), ids);
  }

  private decide({ line, sku, told, treatment, again }: ProductLine): Outcome {
    const before = this.known.get(sku);
    let treatmentId = before?.treatmentId ?? null;
    if (treatment === null) treatmentId = null;
    else if (treatment) {
      const found = this.treatments.get(keyOf(treatment)) ?? [];
      const [first, another] = found;
      const field = treatment.code === null ? 'treatmentName' : 'treatmentCode';
      if (!first) return refused(line, field, 'known', `${field} is that of a treatment of the catalogue.`);
      // That of several of one name that it is already, is meant.
      if (another && !found.includes(treatmentId ?? ''))
        return refused(line, field, 'unique', `${field} is that of several treatments; say code and name.`);
      if (!found.includes(treatmentId ?? '')) treatmentId = first;
    }
    const row: Known = {
      ...NEW,
      currency: this.options.currency,
      id: before?.id ?? newId(),
      ...before,
      ...told,
      sku,
      treatmentId,
    };
    const after: Known =
      row.price !== null && row.currency === null ? { ...row, currency: this.options.currency } : row;
    const errors = productErrors(after);
    if (errors.length > 0) return { line, what: 'refused', errors };
    if (before && same(before, after)) return { line, what: 'unchanged', lot: false };
    this.known.set(sku, after);
    if (before) {
      this.updated.set(after.id, after);
      return { line, what: 'updated', lot: false };
    }
    if (again && this.options.dryRun) return { line, what: 'unchanged', lot: false };
    this.created.push(after);
    return { line, what: 'created', lot: false };
  }

  /** Which of the lots are new, by their place in the list. */
  private async receive(lots: readonly object[]): Promise<Set<number>> {
    const text = JSON.stringify(lots);
    const all = lots as readonly { id: string; productId: string; code: string }[];
    if (this.options.dryRun) {
      const there = await this.tx.query<{ productId: string; code: string }>(LOTS, [text]);
      const keys = new Set(there.map(({ productId, code }) => `${productId} ${code}`));
      return new Set(
        all.flatMap(({ productId, code }, place) => {
          const key = `${productId} ${code}`;
          if (keys.has(key)) return [];
          keys.add(key);
          return [place];
        }),
      );
    }
    const added = new Set((await this.tx.query<{ id: string }>(RECEIVE, [text])).map(({ id }) => id));
    return new Set(all.flatMap(({ id }, place) => (added.has(id) ? [place] : [])));
  }
}

const NEW: Omit<Known, 'id' | 'sku' | 'currency'> = {
  name: '',
  description: null,
  treatmentId: null,
  manufacturer: null,
  price: null,
  isPrescriptionRequired: false,
  status: 'draft',
  category: null,
  dosageForm: null,
  strength: null,
  route: null,
  ndc: null,
  gtin: null,
  imageUrls: [],
  maxPerOrder: null,
};

const keyOf = ({ code, name }: { readonly code: string | null; readonly name: string | null }) =>
  JSON.stringify([code, name?.toLowerCase() ?? null]);

const refused = (line: number, field: string, rule: string, message: string): Outcome => ({
  line,
  what: 'refused',
  errors: [{ field, rule, message }],
});

function same(before: Known, after: Known): boolean {
  return (Object.keys(after) as (keyof Known)[]).every((name) =>
    name === 'imageUrls'
      ? JSON.stringify(before.imageUrls) === JSON.stringify(after.imageUrls)
      : before[name] === after[name],
  );
}
