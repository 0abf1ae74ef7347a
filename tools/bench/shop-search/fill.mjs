import { products } from './products.mjs';

const BATCH = 5000;

/** As many products that are sold, by the way that imports take, and a lot of every second one. */
export async function fillProducts(client, count, log) {
  const treatment = (
    await client.query(`insert into treatments (name) values ('Medicines of the benchmark') returning id`)
  ).rows[0].id;
  let batch = [];
  let done = 0;
  const send = async () => {
    await client.query(
      `insert into products (id, name, description, manufacturer, sku, price, currency, category, dosage_form, route, strength,
                             is_prescription_required, treatment_id, status)
       select uuidv7(), r.name, r.description, r.manufacturer, r.sku, r.price, 'USD', r.category, nullif(r."dosageForm", ''),
              nullif(r.route, ''), nullif(r.strength, ''), r."onPrescription", case when r."onPrescription" then $2::uuid end, 'active'
         from jsonb_to_recordset($1::jsonb) as r (name text, description text, manufacturer text, sku text, price numeric,
              category text, "dosageForm" text, route text, strength text, "onPrescription" boolean)`,
      [JSON.stringify(batch), treatment],
    );
    done += batch.length;
    batch = [];
    if (done % 50_000 === 0) log(`${done} products`);
  };
  for (const product of products(count)) {
    batch.push(product);
    if (batch.length === BATCH) await send();
  }
  if (batch.length > 0) await send();
  await client.query(
    `insert into lots (product_id, lot_code, quantity, expires_on)
     select id, 'B' || right(sku, 6), 100, '2099-01-01' from products where right(sku, 1) in ('0', '2', '4', '6', '8')`,
  );
  await client.query('vacuum analyze');
}
