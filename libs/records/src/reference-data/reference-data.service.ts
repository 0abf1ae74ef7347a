import { Database, type Transaction } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import type { ReferenceData, ReferenceImportReport } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { errors } from '../records.errors.js';
import { type OrderLine, readOrderLine } from './icd-10-cm.order-file.js';
import { ImportTally } from './import-tally.js';
import { linesOf, readText } from './reference-file.js';
import { NotUcumEssence, UcumEssenceReader, type UcumUnit, whatIsWrong } from './ucum-essence.reader.js';

/** Rows sent with one statement. */
const BATCH = 1000;

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const ORDER_FILE = 'an ICD-10-CM order file';
const STORE_CONDITIONS = `
  insert into public.conditions as t (code_system, code, name, short_name, is_billable)
  select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[])
  on conflict (code_system, code) do update set
    name = excluded.name, short_name = excluded.short_name, is_billable = excluded.is_billable
  where (t.name, t.short_name, t.is_billable) is distinct from (excluded.name, excluded.short_name, excluded.is_billable)
  returning t.version = 1 as created`;

const UCUM = 'http://unitsofmeasure.org';
const ESSENCE = 'ucum-essence.xml';
const STORE_UNITS = `
  insert into public.units as t (code, name, print_symbol, property, is_metric, is_arbitrary, is_special)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::boolean[])
  on conflict (code) do update set
    name = excluded.name, print_symbol = excluded.print_symbol, property = excluded.property, is_metric = excluded.is_metric,
    is_arbitrary = excluded.is_arbitrary, is_special = excluded.is_special
  where (t.name, t.print_symbol, t.property, t.is_metric, t.is_arbitrary, t.is_special) is distinct from
        (excluded.name, excluded.print_symbol, excluded.property, excluded.is_metric, excluded.is_arbitrary, excluded.is_special)
  returning t.version = 1 as created`;

/** Fills the catalogues from published files. */
@Injectable()
export class ReferenceDataService implements ReferenceData {
  constructor(private readonly db: Database) {}

  async importIcd10Cm(ctx: RequestContext, path: string): Promise<ReferenceImportReport> {
    return this.db.as(ctx).transaction(async (tx) => {
      const tally = new ImportTally();
      let batch: OrderLine[] = [];
      const flush = async () => {
        await storeConditions(tx, batch, tally);
        batch = [];
      };
      let line = 0;
      for await (const text of linesOf(readText(path, ORDER_FILE), ORDER_FILE)) {
        line += 1;
        if (text.trim() === '') continue;
        const read = readOrderLine(text);
        if ('reason' in read) tally.refuse(line, read.reason);
        else if (tally.isNew(read.code, line)) batch.push(read);
        if (batch.length === BATCH) await flush();
      }
      await flush();
      return refuseUseless(tally.report(ICD_10_CM), ORDER_FILE);
    });
  }

  async importUcum(ctx: RequestContext, path: string): Promise<ReferenceImportReport> {
    return this.db.as(ctx).transaction(async (tx) => {
      const tally = new ImportTally();
      for await (const units of unitsOf(path)) {
        const taken = units.filter((unit) => {
          const wrong = whatIsWrong(unit);
          if (wrong) tally.refuse(unit.line, wrong);
          return !wrong && tally.isNew(unit.code, unit.line);
        });
        await storeUnits(tx, taken, tally);
      }
      return refuseUseless(tally.report(UCUM), ESSENCE);
    });
  }
}

async function* unitsOf(path: string): AsyncGenerator<UcumUnit[]> {
  const reader = new UcumEssenceReader();
  try {
    for await (const piece of readText(path, ESSENCE)) {
      reader.write(piece);
      yield reader.take();
    }
    reader.end();
  } catch (error) {
    if (error instanceof NotUcumEssence) throw errors.wrong_file({ kind: ESSENCE, reason: error.message });
    throw error;
  }
  yield reader.take();
}

async function storeConditions(
  tx: Transaction,
  rows: readonly OrderLine[],
  tally: ImportTally,
): Promise<void> {
  if (rows.length === 0) return;
  const answered = await tx.query<{ created: boolean }>(STORE_CONDITIONS, [
    ICD_10_CM,
    rows.map((row) => row.code),
    rows.map((row) => row.name),
    rows.map((row) => row.shortName),
    rows.map((row) => row.isBillable),
  ]);
  tally.store(rows.length, answered);
}

async function storeUnits(tx: Transaction, units: readonly UcumUnit[], tally: ImportTally): Promise<void> {
  if (units.length === 0) return;
  const answered = await tx.query<{ created: boolean }>(STORE_UNITS, [
    units.map((unit) => unit.code),
    units.map((unit) => unit.name),
    units.map((unit) => unit.printSymbol),
    units.map((unit) => unit.property),
    units.map((unit) => unit.isMetric),
    units.map((unit) => unit.isArbitrary),
    units.map((unit) => unit.isSpecial),
  ]);
  tally.store(units.length, answered);
}

/** A file without one usable code is of another kind, whatever its name says. */
function refuseUseless(report: ReferenceImportReport, kind: string): ReferenceImportReport {
  if (report.read > report.refused) return report;
  const [first] = report.refusals;
  const reason = first ? `line ${first.line}: ${first.reason}.` : 'it is empty.';
  throw errors.wrong_file({ kind, reason });
}
