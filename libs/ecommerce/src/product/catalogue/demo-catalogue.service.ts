import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { Database } from '@carenode/database';
import { newId, requestContext, systemContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { DEMO_MEDICINES, type DemoMedicine, RXNORM } from './demo-medicines.js';
import { type Outcome, storeBatch } from './product-batch.js';
import type { LotLine, ProductLine } from './product-columns.js';
import { type PublishedProduct, readDrugsAtFda, readNdcDirectory } from './published-products.js';

// src/ and dist/ lie beside demo/.
const FILES = new URL('../../../demo/', import.meta.url);
const BATCH = 500;
const DAY_MS = 86_400_000;
/** The product of which a lot is held. */
const HELD = 'NDC-0002-1407';
const INVENTED = 'Demo: the price and the stock are invented.';

const ADD_TREATMENTS = `
  insert into public.treatments (id, name, code_system, code, treatment_type)
  select r.id, r.name, r."codeSystem", r.code, 'medication'
    from jsonb_to_recordset($1::jsonb) as r (id uuid, name text, "codeSystem" text, code text)
   where not exists (select from public.treatments t
                      where case when r.code is null then lower(t.name) = lower(r.name)
                                 else t.code_system = r."codeSystem" and t.code = r.code end)`;
const HOLD = `
  insert into public.lot_holds (id, lot_id, kind, reason)
  select $1, l.id, 'quality', 'Demo: the seal of some packages of this lot is broken.'
    from public.lots l join public.products p on p.id = l.product_id
   where p.sku = $2 and not exists (select from public.lot_holds h where h.lot_id = l.id)
   order by l.lot_code limit 1
  returning lot_id`;

/** What is sold without a prescription, besides medicines: names and facts are general, the makers none. */
const OVER_THE_COUNTER: readonly (readonly [name: string, about: string, category: string, price: number])[] =
  [
    ['Blood glucose test strips, 50', 'For blood glucose meters.', 'Tests', 24.9],
    ['Blood glucose meter', 'With 10 strips and 10 lancets.', 'Devices', 29.5],
    ['Lancets, 100', 'For a finger prick.', 'Devices', 8.9],
    ['Blood pressure monitor, upper arm', 'Cuff of 22 to 42 cm.', 'Devices', 49],
    ['Pulse oximeter', 'Oxygen saturation and pulse at the finger.', 'Devices', 27],
    ['Digital thermometer', 'Measures in the mouth or under the arm.', 'Devices', 7.5],
    [
      'COVID-19 and influenza self-test',
      'Antigen test of a nasal swab; a result in 15 minutes.',
      'Tests',
      6.4,
    ],
    ['HbA1c self-test', 'Glucose of the past weeks, of a drop of blood.', 'Tests', 34],
    ['Ferritin self-test', 'Iron stores, of a drop of blood.', 'Tests', 19],
    ['Urine test strips, 10 fields, 100', 'Among them glucose, protein and leukocytes.', 'Tests', 15.8],
    ['Pregnancy test, 2', 'From the first day of a missed period.', 'Tests', 5.2],
    ['Vitamin D3 1000 IU, 90 capsules', 'A food supplement.', 'Vitamins', 12],
  ];

/** What the demo's shop sells. */
@Injectable()
export class DemoCatalogue {
  constructor(private readonly db: Database) {}

  /** Adds products and lots that are not there yet; answers with how many. Throws when one of them breaks a rule. */
  async fill(): Promise<{ readonly products: number; readonly lots: number }> {
    const ctx = systemContext('fill the demo: what the shop sells');
    const published = [
      ...readDrugsAtFda(await readFile(new URL('drugsatfda/Products.txt', FILES), 'latin1')),
      ...readNdcDirectory(await readFile(new URL('ndc/product.txt', FILES), 'latin1')),
    ];
    const treatments = [
      ...DEMO_MEDICINES.map(({ code, treatment }) => ({
        id: newId(),
        name: treatment,
        codeSystem: RXNORM,
        code,
      })),
      ...[...new Set(published.map(treatmentOf))].map((name) => ({ id: newId(), name })),
    ];
    await this.db.as(ctx).execute(ADD_TREATMENTS, [JSON.stringify(treatments)]);
    const today = Date.now();
    const lines = [
      ...DEMO_MEDICINES.flatMap((generic, index) => {
        const product = known(generic);
        return linesOf(product, lotsOf(product.sku, index, today));
      }),
      ...published.flatMap((product, index) => linesOf(medicine(product), lotsOf(product.sku, index, today))),
      ...OVER_THE_COUNTER.flatMap(([name, about, category, price], index) => {
        const sku = `OTC-${String(index + 1).padStart(3, '0')}`;
        const told = {
          name,
          description: `${about} ${INVENTED}`,
          category,
          price,
          status: 'active' as const,
        };
        return linesOf({ sku, told }, lotsOf(sku, index, today));
      }),
    ];
    const outcomes: Outcome[] = [];
    for (let from = 0; from < lines.length; from += BATCH) {
      const batch = lines.slice(from, from + BATCH);
      outcomes.push(...(await storeBatch(this.db, ctx, batch, { currency: 'USD', dryRun: false })));
    }
    for (const outcome of outcomes)
      if (outcome.what === 'refused')
        throw new Error(`The demo of the shop breaks a rule: ${outcome.errors[0]?.message}`);
    return {
      products: outcomes.filter(({ what }) => what === 'created').length,
      lots: outcomes.filter((outcome) => outcome.what !== 'refused' && outcome.lot).length,
    };
  }

  /** The admin holds a lot, unless it was held before. */
  async hold(adminId: string): Promise<boolean> {
    const ctx = requestContext({ subject: adminId, userType: 'admin', actor: { kind: 'cli', id: 'demo' } });
    return (await this.db.as(ctx).execute(HOLD, [newId(), HELD])).length > 0;
  }
}

const SHELVES: Readonly<Record<string, string>> = {
  oral: 'Medicines to take',
  injection: 'Injections',
  intravenous: 'Injections',
  subcutaneous: 'Injections',
  topical: 'Skin',
  ophthalmic: 'Eyes and ears',
  otic: 'Eyes and ears',
};

/** What prescriptions of it name: its active ingredients. */
const treatmentOf = ({ activeIngredient, name }: PublishedProduct) =>
  (activeIngredient ?? name).slice(0, 500).replace(/^./u, (letter) => letter.toUpperCase());

function known(of: DemoMedicine): Pick<ProductLine, 'sku' | 'told' | 'treatment'> {
  const sku = `RX-${of.code}`;
  return {
    sku,
    told: {
      name: `${of.name} ${of.strength}`,
      description: `In the records: ${of.treatment}. ${INVENTED}`,
      price: priceOf(sku),
      currency: 'USD',
      isPrescriptionRequired: of.needsPrescription,
      status: 'active',
      category: SHELVES[of.route] ?? 'Other medicines',
      dosageForm: of.form,
      strength: of.strength,
      route: of.route,
    },
    treatment: { code: of.code, name: of.treatment },
  };
}

function medicine(product: PublishedProduct): Pick<ProductLine, 'sku' | 'told' | 'treatment'> {
  const { sku, name, activeIngredient, dosageForm, route, strength, manufacturer, ndc } = product;
  return {
    sku,
    told: {
      name,
      description: `${activeIngredient ? `Active ingredient: ${activeIngredient}. ` : ''}${INVENTED}`,
      price: priceOf(sku),
      currency: 'USD',
      isPrescriptionRequired: true,
      status: 'active',
      category: SHELVES[route ?? ''] ?? 'Other medicines',
      manufacturer,
      dosageForm: dosageForm?.slice(0, 200) ?? null,
      strength: strength?.slice(0, 500) ?? null,
      route: route?.slice(0, 200) ?? null,
      ndc,
    },
    treatment: { code: null, name: treatmentOf(product) },
  };
}

/** A line for each lot, or one without. */
const linesOf = (
  product: Pick<ProductLine, 'sku' | 'told' | 'treatment'>,
  lots: readonly LotLine[],
): ProductLine[] =>
  lots.length === 0 ? [{ line: 0, ...product }] : lots.map((lot) => ({ line: 0, ...product, lot }));

/** One lot of most products; of some a second, that expires within the month; of some none. */
function lotsOf(sku: string, index: number, today: number): LotLine[] {
  if (index % 10 === 9) return [];
  const lot = (letter: string, days: number, quantity: number): LotLine => ({
    code: `${letter}${createHash('sha256').update(sku).digest('hex').slice(0, 6).toUpperCase()}`,
    expiresOn: new Date(today + days * DAY_MS).toISOString().slice(0, 10),
    quantity,
    supplier: 'Demo Wholesale',
  });
  const stock = [
    lot('A', 300 + Math.floor(chance(sku, 'expiry') * 600), 5 + Math.floor(chance(sku, 'stock') * 200)),
  ];
  return index % 25 === 0 ? [...stock, lot('B', 5 + (index % 20), 12)] : stock;
}

const priceOf = (sku: string) => Math.round(200 + chance(sku, 'price') * 7800) / 100;

/** From 0 to 1, the same for the same product each time. */
const chance = (sku: string, of: string) =>
  createHash('sha256').update(`${of} ${sku}`).digest().readUInt32BE() / 2 ** 32;
