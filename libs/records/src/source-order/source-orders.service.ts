import { Database, JsonText, sqlState, type Transaction } from '@carenode/database';
import { AppError, invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { markAllDays } from '../daily-value/stale-days.sql.js';
import type { SourceOrderInput, SourceOrderView } from './source-order.dto.js';
import { newSources, type SeenSource } from './source-order.rules.js';

const MOST = 500;

const FIND = `
  select variable_id, sources, chosen, version from public.source_orders
   where patient_id = $1 and (variable_id is null or variable_id = $2)
   order by variable_id nulls last limit 1`;

const APPEND = `
  insert into public.source_orders (patient_id, variable_id, sources, chosen) values ($1, $2, $3, false)
  on conflict on constraint source_orders_one_each do update
    set sources = source_orders.sources || array(
      select n.source from unnest($3::text[]) with ordinality n (source, place)
       where n.source <> all (source_orders.sources) order by n.place)
  returning sources`;

const CHOOSE = `
  insert into public.source_orders (patient_id, variable_id, sources, chosen) values ($1, $2, $3, true)
  on conflict on constraint source_orders_one_each do update set sources = excluded.sources, chosen = true`;

const OWN = `
  select version from public.source_orders where patient_id = $1 and variable_id is not distinct from $2 for update`;

const SEEN = `
  select s.source, sum(s.count)::int as count, min(d.day)::text as first_day, max(d.day)::text as last_day
    from public.daily_values d, jsonb_to_recordset(d.sources) s (source text, count integer)
   where d.patient_id = $1 and ($2::uuid is null or d.variable_id = $2) group by s.source`;

const COMPUTING = `
  select exists (select from public.stale_daily_values where patient_id = $1 and ($2::uuid is null or variable_id = $2)) as computing`;

interface Order {
  readonly variable_id: string | null;
  readonly sources: string[];
  readonly chosen: boolean;
  readonly version: number;
}

interface Seen {
  readonly source: string;
  readonly count: number;
  readonly first_day: string;
  readonly last_day: string;
}

/** Which source counts where several told of the same time: for each patient, of one variable or of all. */
@Injectable()
export class SourceOrders {
  constructor(private readonly db: Database) {}

  /** The order, with the sources that are in it and those that are not yet; its ETag is that of the order shown. */
  async find(ctx: RequestContext, patientId: string, variableId: string | null): Promise<JsonText> {
    if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    return this.db.as(ctx).transaction((tx) => this.view(tx, patientId, variableId), { readOnly: true });
  }

  /**
   * Sets the order of a variable, or with null of all; an empty one takes back the choice. Throws `validation_failed` for
   * names that repeat, `stale` when the order is not that of the ETag.
   */
  async choose(
    ctx: RequestContext,
    patientId: string,
    input: SourceOrderInput,
    ifMatch?: string,
  ): Promise<JsonText> {
    if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    const variableId = input.variableId ?? null;
    const sources = checkedSources(input.sources);
    return this.db.as(ctx).transaction(async (tx) => {
      const [own] = await tx.query<{ version: number }>(OWN, [patientId, variableId]);
      if (ifMatch !== undefined && /\d+/.exec(ifMatch)?.[0] !== String(own?.version ?? 0))
        throw new AppError('stale', 'stale', 'The order was changed since you read it; read it again.');
      if (sources.length === 0)
        await tx.query(
          'delete from public.source_orders where patient_id = $1 and variable_id is not distinct from $2',
          [patientId, variableId],
        );
      else await this.insert(tx, [patientId, variableId, sources]);
      await markAllDays(tx, patientId, variableId);
      return this.view(tx, patientId, variableId);
    });
  }

  /** The order that counts, with whoever is new in it from now on; in a transaction with the patient's own rights. */
  async orderFor(
    tx: Transaction,
    patientId: string,
    variableId: string,
    seen: readonly SeenSource[],
  ): Promise<readonly string[]> {
    const [order] = await tx.query<Order>(FIND, [patientId, variableId]);
    const more = newSources(order?.sources ?? null, seen);
    if (more.length === 0 || seen.length === 0) return order?.sources ?? more;
    const [kept] = await tx.query<Order>(APPEND, [patientId, order?.variable_id ?? null, more]);
    return kept?.sources ?? [];
  }

  private async insert(tx: Transaction, values: readonly unknown[]): Promise<void> {
    try {
      await tx.query(CHOOSE, values);
    } catch (error) {
      if (sqlState(error) !== '23503') throw error;
      throw new AppError('not_found', 'not_found', 'There is no such variable.');
    }
  }

  private async view(tx: Transaction, patientId: string, variableId: string | null): Promise<JsonText> {
    const [order] = await tx.query<Order>(FIND, [patientId, variableId]);
    const seen = await tx.query<Seen>(SEEN, [patientId, variableId]);
    const [stale] = await tx.query<{ computing: boolean }>(COMPUTING, [patientId, variableId]);
    const bySource = new Map(seen.map((source) => [source.source, source]));
    const own = order?.variable_id === variableId;
    const names = [...(order?.sources ?? []), ...newSources(order?.sources ?? null, seen)];
    const view: SourceOrderView = {
      variableId,
      of: variableId !== null && own ? 'variable' : 'all',
      chosen: order?.chosen ?? false,
      computing: stale?.computing ?? false,
      sources: names
        .filter((name) => bySource.has(name) || order?.chosen === true)
        .map((source) => {
          const told = bySource.get(source);
          return {
            source,
            count: told?.count ?? 0,
            firstDay: told?.first_day ?? null,
            lastDay: told?.last_day ?? null,
          };
        }),
    };
    return new JsonText(JSON.stringify(view), `"${own ? (order?.version ?? 0) : 0}"`);
  }
}

function checkedSources(sources: readonly unknown[]): string[] {
  const refuse = (rule: string, message: string) => invalidInput({ field: 'sources', rule, message });
  if (!Array.isArray(sources)) throw refuse('list', 'sources is a list.');
  if (sources.length > MOST) throw refuse('max', `sources has at most ${MOST} items.`);
  const names = sources.map((name: unknown) => {
    if (typeof name !== 'string' || name.length < 1 || name.length > 100 || /[\p{Cc}\p{Cs}]/u.test(name))
      throw refuse('length', 'Each of sources is a name of 1 to 100 characters.');
    return name;
  });
  if (new Set(names).size < names.length) throw refuse('unique', 'No source is named twice.');
  return names;
}
