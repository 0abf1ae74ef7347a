import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { Database } from '@carenode/database';
import { newId, type RequestContext, type Transaction } from '@carenode/module-kit';
import {
  type ReferenceFoodCounts,
  type ReferenceFoodReport,
  ReferenceFoods,
} from '@carenode/patient-data-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { readAbbrevLine, readWeightLine, type UsdaFood, type UsdaPortion } from './usda-sr.reader.js';

/** Foods sent with one statement, with some 35 nutrients each. */
const BATCH = 500;
const LONGEST_LINE = 65_536;
const LISTED = 100;

const STORE_FOODS = `
  with told as (
    select * from jsonb_to_recordset($1::jsonb) as r (id uuid, code text, name text, "energyKcal" numeric, protein numeric,
      carbs numeric, fat numeric, nutrients jsonb)
  ), stored as (
    insert into public.foods as t (id, source, source_code, name, energy_kcal, protein, carbs, fat)
    select id, 'usda-sr', code, name, "energyKcal", protein, carbs, fat from told
    on conflict (source, source_code) do update set
      name = excluded.name, energy_kcal = excluded.energy_kcal, protein = excluded.protein, carbs = excluded.carbs, fat = excluded.fat
    where (t.name, t.energy_kcal, t.protein, t.carbs, t.fat) is distinct from
          (excluded.name, excluded.energy_kcal, excluded.protein, excluded.carbs, excluded.fat)
    returning source_code, version = 1 as created
  )
  select source_code as code, created from stored`;
const STORE_COMPOSITION = `
  with told as (
    select f.id as food_id, f.source_code as code, n.nutrient, n.amount, n.unit
      from jsonb_to_recordset($1::jsonb) as r (code text, nutrients jsonb)
      join public.foods f on f.source = 'usda-sr' and f.source_code = r.code,
           jsonb_to_recordset(r.nutrients) as n (nutrient text, amount numeric, unit text)
  ), stored as (
    insert into public.food_composition as t (food_id, nutrient, amount, unit)
    select food_id, nutrient, amount, unit from told
    on conflict (food_id, nutrient) do update set amount = excluded.amount, unit = excluded.unit
    where (t.amount, t.unit) is distinct from (excluded.amount, excluded.unit)
    returning t.food_id
  ), stale as (
    -- Set against set: without statistics of what was just written, PostgreSQL would compare each row with each.
    select c.food_id, c.nutrient from public.food_composition c
     where c.food_id = any (array(
       select f.id from jsonb_to_recordset($1::jsonb) as r (code text)
         join public.foods f on f.source = 'usda-sr' and f.source_code = r.code))
    except
    select o.food_id, o.nutrient from told o
  ), gone as (
    delete from public.food_composition c using stale s
     where c.food_id = s.food_id and c.nutrient = s.nutrient
    returning c.food_id
  )
  select distinct f.source_code as code from public.foods f
   where f.id in (select food_id from stored union all select food_id from gone)`;
const STORE_PORTIONS = `
  with told as (
    select r.line, f.id as food_id, r.name, r.grams
      from jsonb_to_recordset($1::jsonb) as r (line integer, code text, name text, grams numeric)
      left join public.foods f on f.source = 'usda-sr' and f.source_code = r.code
  ), stored as (
    insert into public.food_portions as t (food_id, name, grams)
    select food_id, name, grams from told where food_id is not null
    on conflict (food_id, name) do update set grams = excluded.grams where t.grams <> excluded.grams
    returning t.food_id, t.name, t.xmax = 0 as created
  )
  select o.line, o.food_id is not null as known, s.created
    from told o left join stored s on s.food_id = o.food_id and s.name = o.name`;

type Numbered<T> = T & { readonly line: number };

/** Fills the reference foods from published files. */
@Injectable()
export class ReferenceFoodsService extends ReferenceFoods {
  constructor(private readonly db: Database) {
    super();
  }

  override async importUsdaSr(ctx: RequestContext, folder: string): Promise<ReferenceFoodReport> {
    return this.db.as(ctx).transaction(async (tx) => {
      const foods = await importLines<UsdaFood>(
        join(folder, 'ABBREV.txt'),
        readAbbrevLine,
        ({ code }) => code,
        (rows, tally) => storeFoods(tx, rows, tally),
      );
      const weights = join(folder, 'WEIGHT.txt');
      const portions = (await exists(weights))
        ? await importLines<UsdaPortion>(
            weights,
            readWeightLine,
            ({ code, name }) => `${code} ${name}`,
            (rows, tally) => storePortions(tx, rows, tally),
          )
        : new Tally();
      return { foods: foods.counts(), portions: portions.counts() };
    });
  }
}

async function storeFoods(tx: Transaction, rows: readonly Numbered<UsdaFood>[], tally: Tally): Promise<void> {
  const told = JSON.stringify(rows.map((row) => ({ id: newId(), ...row })));
  const stored = await tx.query<{ code: string; created: boolean }>(STORE_FOODS, [told]);
  const created = new Set(stored.filter((row) => row.created).map(({ code }) => code));
  const parts = await tx.query<{ code: string }>(STORE_COMPOSITION, [told]);
  const changed = new Set([...stored, ...parts].map(({ code }) => code));
  for (const { code } of rows)
    tally.count(created.has(code) ? 'created' : changed.has(code) ? 'updated' : 'unchanged');
}

async function storePortions(
  tx: Transaction,
  rows: readonly Numbered<UsdaPortion>[],
  tally: Tally,
): Promise<void> {
  const stored = await tx.query<{ line: number; known: boolean; created: boolean | null }>(STORE_PORTIONS, [
    JSON.stringify(rows),
  ]);
  for (const { line, known, created } of stored.toSorted((one, other) => one.line - other.line)) {
    if (!known) tally.refuse(line, 'there is no food with this number');
    else tally.count(created === null ? 'unchanged' : created ? 'created' : 'updated');
  }
}

/** Reads a file line by line; a file without one usable line is of another kind, whatever its name says. */
async function importLines<T extends object>(
  path: string,
  read: (line: string) => T | { readonly reason: string },
  keyOf: (row: T) => string,
  store: (rows: readonly Numbered<T>[], tally: Tally) => Promise<void>,
): Promise<Tally> {
  const tally = new Tally();
  const seen = new Set<string>();
  let batch: Numbered<T>[] = [];
  let line = 0;
  for await (const text of linesOf(path)) {
    line += 1;
    if (text === '') continue;
    const row = read(text);
    if ('reason' in row) tally.refuse(line, row.reason);
    else if (seen.has(keyOf(row))) tally.refuse(line, 'the file has it on an earlier line');
    else {
      seen.add(keyOf(row));
      batch.push({ ...row, line });
    }
    if (batch.length === BATCH) {
      await store(batch, tally);
      batch = [];
    }
  }
  if (batch.length > 0) await store(batch, tally);
  if (seen.size === 0) {
    const [first] = tally.counts().refusals;
    throw patientDataErrors.wrong_food_file({
      reason: first ? `line ${first.line}: ${first.reason}` : 'it is empty',
    });
  }
  return tally;
}

/** The lines of a file in Windows-1252, which these files are in, without their ends. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('windows-1252');
  let rest = '';
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE)
        throw patientDataErrors.wrong_food_file({
          reason: `a line has more than ${LONGEST_LINE} characters`,
        });
      for (const line of lines) yield line.replace(/\r+$/, '');
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall ? patientDataErrors.file_not_readable() : error;
  }
  if (rest !== '') yield rest.replace(/\r+$/, '');
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

class Tally {
  private readonly numbers = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  private readonly refusals: { line: number; reason: string }[] = [];

  count(what: 'created' | 'updated' | 'unchanged'): void {
    this.numbers[what] += 1;
  }

  refuse(line: number, reason: string): void {
    this.numbers.refused += 1;
    this.refusals.push({ line, reason });
  }

  counts(): ReferenceFoodCounts {
    const { created, updated, unchanged, refused } = this.numbers;
    const refusals = this.refusals.toSorted((one, other) => one.line - other.line).slice(0, LISTED);
    return { read: created + updated + unchanged + refused, created, updated, unchanged, refused, refusals };
  }
}
