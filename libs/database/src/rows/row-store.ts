import { createHash } from 'node:crypto';

import { AppError, newId, type RequestContext, type Transaction } from '@carenode/module-kit';

import type { Transaction as OpenTransaction } from '../door/access.js';
import type { Database } from '../door/database.js';
import { sqlState } from '../door/database-errors.js';
import { type Statement, statement, type TextRow } from '../door/statement.js';
import { checkedKey, fingerprintOf, readEtag } from './conditional-request.js';
import { readCursor, writeCursor } from './cursor.js';
import { JsonText } from './json-text.js';
import type { RowView } from './row-view.js';

export interface RowStoreOptions<E> {
  /** What one row is called in errors, e.g. `food log entry`. */
  readonly noun: string;
  /** The property that says whose row it is; absent for rows that belong to nobody in particular. */
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
  private readonly statements = new Map<string, Statement>();
  private readonly ownerColumn: string | undefined;
  private readonly orderColumn: string;
  private readonly orderIndex: number;
  private readonly idIndex: number;
  /** -1 for rows without a version, which have no ETag. */
  private readonly versionIndex: number;

  constructor(
    private readonly db: Database,
    readonly view: RowView<E>,
    private readonly options: RowStoreOptions<E>,
  ) {
    this.ownerColumn = options.owner && view.columnOf(options.owner);
    this.orderColumn = view.columnOf(options.order);
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
      this.listStatement(owner !== null, used, after.length > 0),
      values,
    );
    if (rows.length === 0 && owner !== null && owner !== ctx.subject)
      await this.refuseUnseenOwner(ctx, owner);
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
    const [row] = await this.read(ctx, owner, this.getStatement(owner !== null, used), values);
    if (!row) throw this.notFound();
    return this.answer(row);
  }

  /** A select of the view's columns; a clinical one of somebody else's rows is noted. */
  private read(
    ctx: RequestContext,
    owner: string | null,
    sql: Statement,
    values: readonly unknown[],
  ): Promise<TextRow[]> {
    const access = this.db.as(ctx);
    const { about, owner: ownerProperty } = this.options;
    if (!about) return access.queryText(sql, values);
    const { table } = this.view;
    if (owner !== null && ownerProperty === about)
      return access.queryTextOf({ table, patient: owner }, sql, values);
    const column = { index: this.view.indexOf(about), of: this.view.columns.length };
    return access.queryTextOf({ table, patient: null, column }, sql, values);
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
    const fingerprint = key === undefined ? undefined : fingerprintOf(requested);
    const { sql, parameters } = this.insert(all, key, fingerprint);
    const [row] = await this.orNothing(owner, () => send.write(sql, parameters));
    if (row) return { json: this.answer(row), id: row[this.idIndex] ?? '', created: true };
    const [made] = key === undefined ? [] : await send.read(this.byKeyStatement(), [owner, key]);
    if (!made) throw this.notFound();
    if (made[made.length - 1] !== fingerprint) {
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
    const names = Object.keys(all).filter((name) => all[name] !== undefined);
    await tx.query(
      `insert into public.${this.view.table} (${names.map((name) => this.view.columnOf(name)).join(', ')})` +
        ` values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      names.map((name) => this.view.parameter(name, all[name])),
    );
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
    const names = Object.keys(values).filter((name) => values[name as keyof E] !== undefined);
    if (names.length === 0) {
      throw new AppError('nothing_to_change', 'invalid', 'The body names at least one field to change.', {
        errors: [
          { field: 'body', rule: 'minProperties', message: 'The body names at least one field to change.' },
        ],
      });
    }
    const version = ifMatch === undefined ? undefined : readEtag(ifMatch);
    const parameters: unknown[] = [
      id,
      ...(owner === null ? [] : [owner]),
      ...names.map((name) => this.view.parameter(name, values[name as keyof E])),
    ];
    const first = owner === null ? 2 : 3;
    if (version !== undefined) parameters.push(version);
    const text =
      `with changed as (update public.${this.view.table} t set ${names.map((name, index) => `${this.view.columnOf(name)} = $${first + index}`).join(', ')}` +
      ` where t.id = $1${owner === null ? '' : ` and t.${this.ownerColumn} = $2`}` +
      `${version === undefined ? '' : ` and t.version = $${parameters.length}`} returning ${this.ownColumns()})` +
      ` select ${this.view.select} from changed t ${this.view.join}`;
    const [row] = await this.orNothing(owner, () =>
      this.db.as(ctx).executeText({ name: '', text }, parameters),
    );
    if (row) return this.answer(row);
    // Nothing changed: either the caller cannot see the row (get says not_found), or it is another version by now.
    const current = await this.get(ctx, owner, id);
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
      this.db.as(ctx).executeText(this.deleteStatement(owner !== null), owner === null ? [id] : [id, owner]),
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

  private async refuseUnseenOwner(ctx: RequestContext, owner: string): Promise<void> {
    const [seen] = await this.db.as(ctx).query(OWNER_SEEN, [owner]);
    if (!seen) throw new AppError('not_found', 'not_found', 'There is no such patient.');
  }

  private ownerValue(owner: string | null): Record<string, unknown> {
    return owner !== null && this.options.owner ? { [this.options.owner]: owner } : {};
  }

  private ownColumns(): string {
    return this.view.columns.flatMap((column) => (column.column ? [`t.${column.column}`] : [])).join(', ');
  }

  private listStatement(owned: boolean, filters: readonly string[], after: boolean): Statement {
    return this.named(
      `list${owned ? ':owned' : ''}${filters.map((name) => `:${name}`).join('')}${after ? ':after' : ''}`,
      () => {
        let next = owned ? 3 : 2;
        const conditions = owned ? [`t.${this.ownerColumn} = $1`] : [];
        conditions.push(...this.filterConditions(filters, next));
        next += filters.length;
        if (after)
          conditions.push(`(t.${this.orderColumn}, t.id) < ($${next}::timestamptz, $${next + 1}::uuid)`);
        return (
          `select ${this.view.select} from public.${this.view.table} t ${this.view.join}` +
          `${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}` +
          ` order by t.${this.orderColumn} desc, t.id desc limit $${owned ? 2 : 1}`
        );
      },
    );
  }

  private getStatement(owned: boolean, filters: readonly string[]): Statement {
    return this.named(`get${owned ? ':owned' : ''}${filters.map((name) => `:${name}`).join('')}`, () => {
      const conditions = [
        't.id = $1',
        ...(owned ? [`t.${this.ownerColumn} = $2`] : []),
        ...this.filterConditions(filters, owned ? 3 : 2),
      ];
      return `select ${this.view.select} from public.${this.view.table} t ${this.view.join} where ${conditions.join(' and ')}`;
    });
  }

  /** The SQL of named filters, their values being the parameters from `first` on. */
  private filterConditions(filters: readonly string[], first: number): string[] {
    return filters.map((name, index) => {
      const condition = this.options.filters?.[name];
      if (!condition) throw new Error(`${this.view.table} has no filter ${name}.`);
      return condition.replaceAll('?', `$${first + index}`);
    });
  }

  private byKeyStatement(): Statement {
    return this.named(
      'by-key',
      () =>
        `select ${this.view.select}, t.idempotency_fingerprint from public.${this.view.table} t ${this.view.join}` +
        ` where t.${this.ownerColumn} = $1 and t.idempotency_key = $2`,
    );
  }

  private deleteStatement(owned: boolean): Statement {
    return this.named(
      `delete${owned ? ':owned' : ''}`,
      () =>
        `delete from public.${this.view.table} t where t.id = $1${owned ? ` and t.${this.ownerColumn} = $2` : ''} returning t.id`,
    );
  }

  private insert(
    values: Record<string, unknown>,
    key?: string,
    fingerprint?: string,
  ): { sql: Statement; parameters: unknown[] } {
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    const parameters = names.map((name) => this.view.parameter(name, values[name]));
    const columns = names.map((name) => this.view.columnOf(name));
    if (key !== undefined) {
      columns.push('idempotency_key', 'idempotency_fingerprint');
      parameters.push(key, fingerprint);
    }
    const conflict =
      key === undefined
        ? ''
        : ` on conflict (${this.ownerColumn}, idempotency_key) where idempotency_key is not null do nothing`;
    const sql = this.named(`insert:${columns.join(',')}`, () => {
      const inserted =
        `insert into public.${this.view.table} as t (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})` +
        `${conflict} returning ${this.view.join ? this.ownColumns() : this.view.select}`;
      return this.view.join
        ? `with t as (${inserted}) select ${this.view.select} from t ${this.view.join}`
        : inserted;
    });
    return { sql, parameters };
  }

  private named(name: string, text: () => string): Statement {
    let made = this.statements.get(name);
    if (!made) {
      // PostgreSQL cuts names at 63 bytes; two views of one table (or long column lists) must not meet in one name.
      const sql = text();
      made = statement(
        `${this.view.table.slice(0, 30)}:${createHash('sha256').update(sql).digest('base64url').slice(0, 16)}`,
        sql,
      );
      this.statements.set(name, made);
    }
    return made;
  }
}

function usedOf(filters: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(filters).filter((name) => filters[name] !== undefined);
}

const OWNER_SEEN = statement('carenode:owner-seen', `select 1 from public.profiles where id = $1`);
