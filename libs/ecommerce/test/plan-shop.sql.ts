/** The shop's tables as the database plan has them, with what is not said there left open: nothing refuses bad rows. */
export const PLAN_SHOP = `
  drop table if exists product_listings;
  drop table if exists products;
  create table products (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    description text,
    treatment_id text,
    manufacturer text,
    batch_lot_info text,
    sku text,
    price decimal,
    inventory_count integer,
    is_prescription_required boolean default false,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
  );
  create table orders (
    id uuid primary key default gen_random_uuid(),
    patient_id uuid references profiles (id) on delete cascade,
    order_date timestamptz default now(),
    status text not null,
    total_amount decimal,
    shipping_address jsonb,
    billing_address jsonb,
    payment_method_id text,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
  );
  create table order_items (
    id uuid primary key default gen_random_uuid(),
    order_id uuid references orders (id) on delete cascade,
    product_id uuid references products (id),
    quantity integer not null,
    price_per_unit decimal not null,
    batch_lot_info text,
    created_at timestamptz default now()
  );
  create table cart_items (
    id uuid primary key default gen_random_uuid(),
    patient_id uuid references profiles (id) on delete cascade,
    product_id uuid references products (id),
    quantity integer not null,
    added_at timestamptz default now(),
    updated_at timestamptz default now()
  );`;
