import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const WORDS = `to_tsvector('pg_catalog.simple', name || ' ' || coalesce(brand, ''))`;
const ROLES = ['admin', 'provider', 'patient', 'research_partner', 'developer']
  .map((role) => `carenode_${role}`)
  .join(', ');

// Row security would switch the text index off (its operators are not leakproof), so the function runs as the owner, and
// asks itself what the caller may see: foods of everybody, and their own.
const SEARCH = `
  create function carenode.search_foods(words text, first_word text, after_order text, after_id uuid, max_rows integer)
  returns table (id uuid, order_text text) language plpgsql stable security definer set search_path = '' rows 50 as $$
  declare
    me constant uuid := carenode.subject();
  begin
    if carenode.scope_allows('foods', 'rs') is not true or carenode.module_active('patient-data') is not true then return; end if;
    if words is null then
      return query select f.id, f.name from public.foods f
        where (f.patient_id is null or f.patient_id = me)
          and (after_id is null or (f.name, f.id) > (after_order, after_id))
        order by f.name, f.id limit max_rows;
    else
      return query
        select c.id, c.order_text from (
          select f.id, case when f.patient_id is not null then '0'
                            when not starts_with(lower(f.name), first_word) then '3'
                            when substr(f.name, char_length(first_word) + 1, 1) ~ '[[:alnum:]]' then '2' else '1' end ||
                 lpad(char_length(f.name)::text, 3, '0') || f.name collate "C" as order_text
            from public.foods f
           where to_tsvector('pg_catalog.simple', f.name || ' ' || coalesce(f.brand, '')) @@ to_tsquery('pg_catalog.simple', words)
             and (f.patient_id is null or f.patient_id = me)) c
         where after_id is null or (c.order_text, c.id) > (after_order, after_id)
         order by c.order_text, c.id limit max_rows;
    end if;
  end $$`;

export class CreateFoods implements Migration {
  readonly id = '0030-create-foods';
  readonly why = 'What was eaten can be looked up, so that its nutrients need not be typed.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table foods (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid references profiles (id) on delete cascade,
        name text collate "C" not null,
        brand text,
        source text not null default 'own',
        source_code text,
        energy_kcal numeric,
        protein numeric,
        carbs numeric,
        fat numeric,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint foods_source_code unique (source, source_code),
        constraint foods_idempotency unique (patient_id, idempotency_key),
        constraint foods_source_choice check (source in ('own', 'usda-sr')),
        constraint foods_own_or_shared check ((source = 'own') = (patient_id is not null)),
        constraint foods_source_code_length check (char_length(source_code) between 1 and 60),
        constraint foods_name_length check (char_length(name) between 1 and 200),
        constraint foods_brand_length check (char_length(brand) between 1 and 200),
        constraint foods_energy_range check (energy_kcal between 0 and 1000),
        constraint foods_protein_range check (protein between 0 and 100),
        constraint foods_carbs_range check (carbs between 0 and 100),
        constraint foods_fat_range check (fat between 0 and 100)
      )`);
    await sql.query(
      'create index foods_patient on foods (patient_id, created_at desc, id desc) where patient_id is not null',
    );
    await sql.query(`create index foods_words on foods using gin ((${WORDS}))`);
    await sql.query('create index foods_order on foods (name, id)');
    await sql.query(
      `comment on index foods_words is 'Search: foods whose name or brand has words that begin so'`,
    );
    await sql.query(`comment on index foods_order is 'The foods, by name'`);
    await touchOnUpdate(sql, 'foods');
    await describeTable(
      sql,
      'foods',
      'What can be eaten: reference foods of everybody, and the patients’ own',
      {
        id: 'Id',
        patient_id: 'Whose own food it is; null for reference foods',
        name: 'What it is called',
        brand: 'Who makes it',
        source: 'Where its values are from: own (the patient), or usda-sr',
        source_code: 'Its number there: NDB number of USDA SR',
        energy_kcal: 'Energy in kcal per 100 g; null when not known',
        protein: 'Protein in grams per 100 g; null when not known',
        carbs: 'Carbohydrates in grams per 100 g; null when not known',
        fat: 'Fat in grams per 100 g; null when not known',
        created_at: 'When the row was made',
        updated_at: 'When it was last changed',
        version: 'Counts the changes; the ETag',
        idempotency_key: 'Idempotency-Key of the request that added the row',
        idempotency_fingerprint: 'SHA-256 of what that request sent, so that the key means one request only',
      },
    );
    await this.createParts(sql);
    await sql.query(SEARCH);
    const signature = 'carenode.search_foods(text, text, text, uuid, integer)';
    await sql.query(
      `comment on function ${signature} is 'Reference foods and the caller’s own that have words which begin so (a tsquery), in order, after one; all of them when words is null.'`,
    );
    await sql.query(`revoke execute on function ${signature} from public`);
    await sql.query(`grant execute on function ${signature} to ${ROLES}`);
  }

  /** What a food is made of, and in which portions it comes. */
  private async createParts(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table food_composition (
        food_id uuid not null,
        patient_id uuid references profiles (id) on delete cascade,
        nutrient text not null,
        amount numeric not null,
        unit text not null,
        primary key (food_id, nutrient),
        constraint food_composition_food foreign key (food_id) references foods (id) on delete cascade,
        constraint food_composition_nutrient_length check (char_length(nutrient) between 1 and 200),
        constraint food_composition_unit_length check (char_length(unit) between 1 and 60),
        constraint food_composition_amount_range check (amount between 0 and 1e9)
      )`);
    await sql.query(
      'create index food_composition_patient on food_composition (patient_id) where patient_id is not null',
    );
    await describeTable(sql, 'food_composition', 'Nutrients of foods, beyond the columns of foods', {
      food_id: 'The food',
      patient_id: 'Whose own food it is; null for reference foods',
      nutrient: 'Its name: Vitamin C, Fiber',
      amount: 'How much of it in 100 g of the food, in unit',
      unit: 'UCUM code of the unit',
    });
    await sql.query(`
      create table food_portions (
        food_id uuid not null,
        patient_id uuid references profiles (id) on delete cascade,
        name text not null,
        grams numeric not null,
        primary key (food_id, name),
        constraint food_portions_food foreign key (food_id) references foods (id) on delete cascade,
        constraint food_portions_name_length check (char_length(name) between 1 and 120 and name not in ('g', 'kg')),
        constraint food_portions_grams_range check (grams > 0 and grams <= 100000)
      )`);
    await sql.query(
      'create index food_portions_patient on food_portions (patient_id) where patient_id is not null',
    );
    await describeTable(sql, 'food_portions', 'Portions in which foods are measured at home', {
      food_id: 'The food',
      patient_id: 'Whose own food it is; null for reference foods',
      name: 'What it is called: 1 cup, 3 oz',
      grams: 'Its weight in grams',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.search_foods(text, text, text, uuid, integer)');
    for (const table of ['food_portions', 'food_composition', 'foods'])
      await sql.query(`drop table ${table}`);
  }
}
