import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

/** What people write of a product; stock is counted, and no version of what they wrote. */
const WRITTEN = [
  'name',
  'description',
  'treatment_id',
  'manufacturer',
  'sku',
  'price',
  'currency',
  'is_prescription_required',
  'status',
  'category',
  'dosage_form',
  'strength',
  'route',
  'ndc',
  'gtin',
  'image_urls',
  'max_per_order',
];

export class CreateProducts implements Migration {
  readonly id = '0001-create-products';
  readonly why = 'What the instance sells: medicines, supplements, devices and tests.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table products (
        id uuid primary key default uuid_generate_v4(),
        name text not null,
        description text,
        treatment_id uuid references treatments (id),
        manufacturer text,
        batch_lot_info text,
        sku text,
        price decimal,
        inventory_count integer,
        is_prescription_required boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        currency text,
        status text not null default 'draft',
        category text,
        dosage_form text,
        strength text,
        route text,
        ndc text,
        gtin text,
        image_urls text[] not null default '{}',
        max_per_order integer,
        version integer not null default 1,
        constraint products_name_length check (char_length(name) between 1 and 500),
        constraint products_description_length check (char_length(description) between 1 and 20000),
        constraint products_manufacturer_length check (char_length(manufacturer) between 1 and 500),
        constraint products_sku_length check (char_length(sku) between 1 and 100),
        constraint products_category_length check (char_length(category) between 1 and 200),
        constraint products_dosage_form_length check (char_length(dosage_form) between 1 and 200),
        constraint products_strength_length check (char_length(strength) between 1 and 500),
        constraint products_route_length check (char_length(route) between 1 and 200),
        constraint products_ndc_form check (ndc ~ '^[0-9]{4,6}-[0-9]{3,4}(-[0-9]{1,2})?$'),
        constraint products_gtin_form check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
        constraint products_price_range check (price >= 0 and price <= 1000000000 and scale(price) <= 3),
        constraint products_currency_form check (currency ~ '^[A-Z]{3}$'),
        constraint products_price_has_currency check (price is null or currency is not null),
        constraint products_status_choice check (status in ('draft', 'active', 'retired')),
        constraint products_active_has_price check (status <> 'active' or price is not null),
        constraint products_active_names_treatment
          check (status <> 'active' or not is_prescription_required or treatment_id is not null),
        constraint products_image_urls_count check (cardinality(image_urls) <= 20 and array_position(image_urls, null) is null),
        constraint products_image_urls_form
          check (cardinality(image_urls) = 0 or array_to_string(image_urls, E'\\n') ~ '^(https://[^[:space:]]+(\\n|$))+$'),
        constraint products_image_urls_length check (char_length(array_to_string(image_urls, '')) <= 40000),
        constraint products_max_per_order_range check (max_per_order between 1 and 100000)
      ) with (fillfactor = 80)`);
    await sql.query('create unique index products_sku on products (sku) where sku is not null');
    await sql.query(
      'create index products_treatment on products (treatment_id) where treatment_id is not null',
    );
    await touchOnUpdate(sql, 'products', WRITTEN);
    await describeTable(sql, 'products', 'What the instance sells', {
      id: 'Id',
      name: 'What it is called',
      description: 'What it is, for people',
      treatment_id: 'The treatment of the catalogue that it is',
      manufacturer: 'Who makes it',
      batch_lot_info: 'The lots that can be sold, soonest to expire first; kept by the lots',
      sku: 'The number it is ordered by',
      price: 'Price of one unit, in currency',
      inventory_count: 'How many units can be sold, over all lots; kept by the lots',
      is_prescription_required: 'Sold on prescription only',
      currency: 'ISO 4217 code of the price',
      status: 'draft: not shown yet; active: sold; retired: not sold any more',
      category: 'What it is listed under',
      dosage_form: 'Its form: tablet, solution',
      strength: 'How strong it is: 500 mg',
      route: 'How it is taken: oral',
      ndc: 'National Drug Code, with its dashes',
      gtin: 'Global Trade Item Number, of 8, 12, 13 or 14 digits',
      image_urls: 'Pictures of it, by their https addresses',
      max_per_order: 'How many units one order may have; null: as many as there are',
      created_at: 'When the row was made',
      updated_at: 'When somebody last changed it; sales do not count',
      version: 'Counts the changes by people; the ETag',
    });
    await sql.query(
      `comment on index products_sku is 'One product for each number that is ordered by; imports find it by that'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table products');
  }
}
