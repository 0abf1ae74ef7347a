import { AppError, newId, type RequestContext, type Transaction } from '@carenode/module-kit';

import type { Transaction as OpenTransaction } from '../door/access.js';
import type { Database } from '../door/database.js';
import { sqlState } from '../door/database-errors.js';
import type { Statement, TextRow } from '../door/statement.js';
import { checkedKey, fingerprintOf, readEtag } from './conditional-request.js';
import { readCursor, writeCursor } from './cursor.js';
import { JsonText } from './json-text.js';
import { RowStatements } from './row-statements.js';
import type { RowView } from './row-view.js';
import { refuseUnseenOwner } from './unseen-owner.js';

export interface RowStoreOptions<E> {
  /** What one row is called in errors, e.g. `food log entry`. */
  readonly noun: string;
  /**
   * The property that says whose row it is; absent for rows that belong to nobody in particular. Lists of an owner who is no
   * person are filtered instead: an empty list of an owner asks whether there is such a patient.
   */
  readonly owner?: keyof E & string;
  /** The instant lists are ordered by, newest first. Never null. */
  readonly order: keyof E & string;
  /** Named filters of lists: name → SQL condition on `t` with `?` for the value. */
  readonly filters?: Readonly<Record<string, string>>;
  /** For clinical rows: the property with the patient a row is about. Reads of somebody else's are noted in the audit trail. */
  readonly about?: keyof E & string;
  /** The table has `idempotency_key`, unique per owner (where it is not null suffices), and `idempotency_fingerprint`. */
  readonly idempotent?: boolean;
}

export interface Page {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What came of a create: the row, and whether this call made it or one before with the same idempotency key. */
export interface CreatedRow {
  readonly json: JsonText;
  readonly id: string;
  readonly created: boolean;
}

type Values<E> = { readonly [K in keyof E]?: unknown };
type Send = (sql: Statement, values: readonly unknown[]) => Promise<TextRow[]>;

const DEFAULT_LIMIT = 50;

/**
 * The five verbs on one table, under the caller's rights: keyset lists, one row, create, update with If-Match, delete.
 * Rows go from PostgreSQL's text straight to JSON; each call is one round trip unless it says otherwise. A row that the
 * caller may not see is `not_found`, whether it exists or not.
 */
export class RowStore<E extends object> {
  private readonly statements: RowStatements<E>;
  private readonly orderIndex: number;
  private readonly idIndex: number;
  /** -1 for rows without a version, which have no ETag. */
  private readonly versionIndex: number;

  constructor(
    private readonly db: Database,
    readonly view: RowView<E>,
    private readonly options: RowStoreOptions<E>,
  ) {
    this.statements = new RowStatements(view, options);
    this.orderIndex = view.indexOf(options.order);
    this.idIndex = view.indexOf('id');
    this.versionIndex = view.columns.findIndex((column) => column.property === 'version');
  }

  /** The newest rows, or those after the cursor, as `{ items, nextCursor }`. */
  async list(
    ctx: RequestContext,
    owner: string | null,
    page: Page,
    filters: Readonly<Record<string, unknown>> = {},
  ): Promise<JsonText> {
    const limit = page.limit ?? DEFAULT_LIMIT;
    const after = page.cursor === undefined ? [] : readCursor(page.cursor);
    const used = usedOf(filters);
    const values = [
      ...(owner === null ? [] : [owner]),
      limit + 1,
      ...used.map((name) => filters[name]),
      ...after,
    ];
    const rows = await this.read(
      ctx,
      owner,
      this.statements.list(owner !== null, used, after.length > 0),
      values,
      limit,
    );
    if (rows.length === 0 && owner !== null)
      await refuseUnseenOwner(this.db, ctx, owner, this.options.about === undefined ? null : this.view.table);
    const more = rows.length > limit;
    const items = more ? rows.slice(0, limit) : rows;
    const last = items[items.length - 1];
    const next =
      more && last ? `"${writeCursor(last[this.orderIndex] ?? '', last[this.idIndex] ?? '')}"` : 'null';
    return new JsonText(`{"items":${this.view.jsonList(items)},"nextCursor":${next}}`);
  }

  /** One row, if it passes the filters too; throws `not_found`. */
  async get(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    filters: Readonly<Record<string, unknown>> = {},
  ): Promise<JsonText> {
    const used = usedOf(filters);
    const values = [id, ...(owner === null ? [] : [owner]), ...used.map((name) => filters[name])];
    const [row] = await this.read(ctx, owner, this.statements.get(owner !== null, used), values);
    if (!row) throw this.notFound();
    return this.answer(row);
  }

  /** A select of the view's columns; a clinical one of somebody else's rows is noted. */
  private read(
    ctx: RequestContext,
    owner: string | null,
    sql: Statement,
    values: readonly unknown[],
    shown?: number,
  ): Promise<TextRow[]> {
    const access = this.db.as(ctx);
    const { about, owner: ownerProperty } = this.options;
    if (!about) return access.queryText(sql, values);
    const { table } = this.view;
    if (owner !== null && ownerProperty === about)
      return access.queryTextOf({ table, patient: owner, shown }, sql, values);
    const column = { index: this.view.indexOf(about), of: this.view.columns.length };
    return access.queryTextOf({ table, patient: null, column, shown }, sql, values);
  }

  /**
   * Inserts a row; ids are made here (UUID version 7). With an idempotency key, the same call again answers with the row
   * it made; the same key with other values throws `idempotency_key_reused`. `created` is false for such a repetition.
   * Two calls are the same when `requested` is the same; give it when values differ each time, as sealed ones do.
   */
  async create(
    ctx: RequestContext,
    owner: string | null,
    values: Values<E>,
    idempotencyKey?: string,
    requested: object = values,
  ): Promise<CreatedRow> {
    const access = this.db.as(ctx);
    return this.insertOnce(
      {
        read: (sql, sent) => this.readByKey(ctx, owner, sql, sent),
        write: (sql, sent) => access.executeText(sql, sent),
      },
      owner,
      values,
      idempotencyKey,
      requested,
    );
  }

  /** A row that an earlier call with the same key made, and the fingerprint of that call. */
  private readByKey(
    ctx: RequestContext,
    owner: string | null,
    sql: Statement,
    values: readonly unknown[],
  ): Promise<TextRow[]> {
    const access = this.db.as(ctx);
    return this.options.about && this.options.about === this.options.owner
      ? access.queryTextOf({ table: this.view.table, patient: owner }, sql, values)
      : access.queryText(sql, values);
  }

  /** Like `create`, inside an open transaction of the same caller. */
  async createWithin(
    tx: OpenTransaction,
    owner: string | null,
    values: Values<E>,
    idempotencyKey?: string,
    requested: object = values,
  ): Promise<CreatedRow> {
    const run: Send = (sql, sent) => tx.queryText(sql, sent);
    return this.insertOnce({ read: run, write: run }, owner, values, idempotencyKey, requested);
  }

  private async insertOnce(
    send: { readonly read: Send; readonly write: Send },
    owner: string | null,
    values: Values<E>,
    idempotencyKey: string | undefined,
    requested: object,
  ): Promise<CreatedRow> {
    const key = this.options.idempotent ? checkedKey(idempotencyKey) : undefined;
    const all: Record<string, unknown> = { id: newId(), ...this.ownerValue(owner), ...values };
    const once = key === undefined ? undefined : { key, fingerprint: fingerprintOf(requested) };
    const { sql, parameters } = this.statements.insert(all, once);
    const [row] = await this.orNothing(owner, () => send.write(sql, parameters));
    if (row) return { json: this.answer(row), id: row[this.idIndex] ?? '', created: true };
    const [made] = once ? await send.read(this.statements.byKey(), [owner, once.key]) : [];
    if (!made) throw this.notFound();
    if (made[made.length - 1] !== once?.fingerprint) {
      throw new AppError(
        'idempotency_key_reused',
        'conflict',
        'This Idempotency-Key was used for another request.',
      );
    }
    return { json: this.answer(made), id: made[this.idIndex] ?? '', created: false };
  }

  /** Inserts inside an open transaction. Returns the row's id. */
  async createIn(tx: Transaction, owner: string | null, values: Values<E>): Promise<string> {
    const all: Record<string, unknown> = { id: newId(), ...this.ownerValue(owner), ...values };
    const { text, parameters } = this.statements.blindInsert(all);
    await tx.query(text, parameters);
    return String(all['id']);
  }

  /**
   * Changes the given columns. `ifMatch` is the ETag the caller last saw: `stale` when the row has changed since.
   * Throws `not_found` when the caller may not see or change the row.
   */
  async update(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    values: Values<E>,
    ifMatch?: string,
  ): Promise<JsonText> {
    const access = this.db.as(ctx);
    const write: Send = (sql, sent) => access.executeText(sql, sent);
    return this.change(write, () => this.get(ctx, owner, id), owner, id, values, ifMatch);
  }

  /** Like `update`, inside an open transaction of the same caller, of rows of their own. */
  async updateWithin(
    tx: OpenTransaction,
    owner: string | null,
    id: string,
    values: Values<E>,
    ifMatch?: string,
  ): Promise<JsonText> {
    const send: Send = (sql, sent) => tx.queryText(sql, sent);
    const read = async () => {
      const [row] = await send(this.statements.get(owner !== null, []), owner === null ? [id] : [id, owner]);
      if (!row) throw this.notFound();
      return this.answer(row);
    };
    return this.change(send, read, owner, id, values, ifMatch);
  }

  private async change(
    write: Send,
    read: () => Promise<JsonText>,
    owner: string | null,
    id: string,
    values: Values<E>,
    ifMatch: string | undefined,
  ): Promise<JsonText> {
    if (Object.values(values).every((value) => value === undefined)) {
      throw new AppError('nothing_to_change', 'invalid', 'The body names at least one field to change.', {
        errors: [
          { field: 'body', rule: 'minProperties', message: 'The body names at least one field to change.' },
        ],
      });
    }
    const version = ifMatch === undefined ? undefined : readEtag(ifMatch);
    const { sql, parameters } = this.statements.update(id, owner, values, version);
    const [row] = await this.orNothing(owner, () => write(sql, parameters));
    if (row) return this.answer(row);
    // Nothing changed: either the caller cannot see the row (get says not_found), or it is another version by now.
    const current = await read();
    if (version !== undefined && current.etag !== `"${version}"`) {
      throw new AppError('stale', 'stale', 'The row was changed since you read it; read it again.', {
        headers: current.etag ? { etag: current.etag } : {},
      });
    }
    throw new AppError(
      'not_allowed',
      'forbidden',
      `You may read this ${this.options.noun} but not change it.`,
    );
  }

  /** Deletes a row; throws `not_found`, or `forbidden` when the caller may only read it. */
  async remove(ctx: RequestContext, owner: string | null, id: string): Promise<void> {
    const [row] = await this.orNothing(owner, () =>
      this.db
        .as(ctx)
        .executeText(this.statements.remove(owner !== null), owner === null ? [id] : [id, owner]),
    );
    if (row) return;
    await this.get(ctx, owner, id);
    throw new AppError(
      'not_allowed',
      'forbidden',
      `You may read this ${this.options.noun} but not delete it.`,
    );
  }

  private answer(row: TextRow): JsonText {
    const version = row[this.versionIndex];
    return new JsonText(this.view.json(row), version == null ? undefined : `"${version}"`);
  }

  private notFound(): AppError {
    return new AppError('not_found', 'not_found', `There is no such ${this.options.noun}.`);
  }

  /** No row where PostgreSQL refuses the verb: whether the caller may see the row then decides what there is to say. */
  private async orNothing(owner: string | null, work: () => Promise<TextRow[]>): Promise<TextRow[]> {
    try {
      return await work();
    } catch (error) {
      if (owner !== null && sqlState(error) === '42501') return [];
      throw error;
    }
  }

  private ownerValue(owner: string | null): Record<string, unknown> {
    return owner !== null && this.options.owner ? { [this.options.owner]: owner } : {};
  }
}

function usedOf(filters: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(filters).filter((name) => filters[name] !== undefined);
}
