import { Database, type JsonText, RowStore, sqlState, type Transaction } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { errors } from '../records.errors.js';
import type { OwnVariableInput, SharedVariableInput, VariableChange, VariableQuery } from './variable.dto.js';
import type { Variable } from './variable.entity.js';
import { variableView } from './variable.view.js';

/** A variable as somebody who measures names it: by a code, by a name, or by both. */
export interface NamedVariable {
  readonly codeSystem: string | null;
  readonly code: string | null;
  readonly name: string | null;
}

/** What can be measured: the shared catalogue, and patients' own variables. */
@Injectable()
export class VariableService {
  private readonly rows: RowStore<Variable>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, variableView, {
      noun: 'variable',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
      filters: {
        q: `(strpos(lower(t.name), lower(?)) > 0 or strpos(lower(t.display_name), lower(?)) > 0 or t.code = ?)`,
        category: 't.category = ?',
      },
    });
  }

  /** Every variable the caller may use. */
  list(ctx: RequestContext, { q, category, ...page }: VariableQuery): Promise<JsonText> {
    return this.rows.list(ctx, null, page, { q, category });
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, null, id);
  }

  /** The ids of variables of the shared catalogue with these LOINC codes. */
  async idsOf(ctx: RequestContext, codes: readonly string[]): Promise<string[]> {
    const rows = await this.db.as(ctx).query<{ id: string }>(SHARED, [codes]);
    return rows.map(({ id }) => id);
  }

  async createShared(ctx: RequestContext, input: SharedVariableInput): Promise<JsonText> {
    return (await this.rows.create(ctx, null, { ...input })).json;
  }

  updateShared(ctx: RequestContext, id: string, change: VariableChange, ifMatch?: string): Promise<JsonText> {
    return this.rows.update(ctx, null, id, { ...change }, ifMatch);
  }

  async createOwn(ctx: RequestContext, patientId: string, input: OwnVariableInput): Promise<JsonText> {
    return (await this.rows.create(ctx, patientId, { ...input })).json;
  }

  updateOwn(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: VariableChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    return this.rows.update(ctx, patientId, id, { ...change }, ifMatch);
  }

  removeOwn(ctx: RequestContext, patientId: string, id: string): Promise<void> {
    return this.rows.remove(ctx, patientId, id);
  }

  /**
   * The id of the variable so named, for a measurement of this patient: of the catalogue, else the patient's own, which is
   * made when there is none yet. Throws `unknown_variable` for a code nobody knows that comes without a name.
   */
  async findOrCreate(tx: Transaction, patientId: string, named: NamedVariable): Promise<string> {
    const found = await find(tx, patientId, named);
    if (found) return found;
    if (named.name === null) throw errors.unknown_variable();
    try {
      const [made] = await tx.query<{ id: string }>(
        `insert into public.variables (patient_id, code_system, code, name) values ($1, $2, $3, $4)
          on conflict do nothing returning id`,
        [patientId, named.codeSystem, named.code, named.name],
      );
      const id = made?.id ?? (await find(tx, patientId, named));
      if (id) return id;
    } catch (error) {
      if (sqlState(error) !== '42501') throw error;
    }
    throw new AppError('not_found', 'not_found', 'There is no such patient.');
  }
}

const SHARED = `
  select id from public.variables
   where patient_id is null and code_system = 'http://loinc.org' and code = any ($1::text[])`;
const BY_CODE = `
  select id from public.variables where patient_id is null and code_system = $2 and code = $3
  union all
  select id from public.variables where patient_id = $1 and coalesce(code_system, '') = coalesce($2, '') and code = $3
  limit 1`;
const BY_NAME = `
  select id from public.variables where patient_id = $1 and code is null and lower(name) = lower($2)
  union all
  select id from public.variables where patient_id is null and lower(name) = lower($2)
  union all
  select id from public.variables where patient_id is null and lower(display_name) = lower($2)
  limit 1`;

async function find(
  tx: Transaction,
  patientId: string,
  { codeSystem, code, name }: NamedVariable,
): Promise<string | undefined> {
  const rows =
    code === null
      ? await tx.query<{ id: string }>(BY_NAME, [patientId, name])
      : await tx.query<{ id: string }>(BY_CODE, [patientId, codeSystem, code]);
  return rows[0]?.id;
}
