import { createHash } from 'node:crypto';

import { type Statement, statement } from '../door/statement.js';
import type { RowView } from './row-view.js';

export interface RowStatementOptions<E> {
  readonly owner?: (keyof E & string) | undefined;
  readonly order: keyof E & string;
  readonly filters?: Readonly<Record<string, string>> | undefined;
}

/** A statement and the values of its parameters. */
export interface Filled {
  readonly sql: Statement;
  readonly parameters: unknown[];
}

/** The SQL of a `RowStore`: each form of a verb is written once and prepared under a name of its own. */
export class RowStatements<E extends object> {
  private readonly made = new Map<string, Statement>();
  private readonly owner: string | undefined;
  private readonly order: string;
  private readonly filters: Readonly<Record<string, string>>;

  constructor(
    private readonly view: RowView<E>,
    options: RowStatementOptions<E>,
  ) {
    this.owner = options.owner && view.columnOf(options.owner);
    this.order = view.columnOf(options.order);
    this.filters = options.filters ?? {};
  }

  /** Parameters: the owner if `owned`, the limit, a value per filter, then order and id of the row before if `after`. */
  list(owned: boolean, filters: readonly string[], after: boolean): Statement {
    return this.named(`list:${owned}:${filters.join(':')}:${after}`, () => {
      let next = owned ? 3 : 2;
      const conditions = owned ? [`t.${this.owner} = $1`] : [];
      conditions.push(...this.conditions(filters, next));
      next += filters.length;
      if (after) conditions.push(`(t.${this.order}, t.id) < ($${next}::timestamptz, $${next + 1}::uuid)`);
      return (
        `select ${this.view.select} from public.${this.view.table} t ${this.view.join}` +
        `${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}` +
        ` order by t.${this.order} desc, t.id desc limit $${owned ? 2 : 1}`
      );
    });
  }

  /** Parameters: the id, the owner if `owned`, a value per filter. */
  get(owned: boolean, filters: readonly string[]): Statement {
    return this.named(`get:${owned}:${filters.join(':')}`, () => {
      const conditions = [
        't.id = $1',
        ...(owned ? [`t.${this.owner} = $2`] : []),
        ...this.conditions(filters, owned ? 3 : 2),
      ];
      return `select ${this.view.select} from public.${this.view.table} t ${this.view.join} where ${conditions.join(' and ')}`;
    });
  }

  /** Parameters: the owner and the key. Answers with the view's columns and, last, the fingerprint. */
  byKey(): Statement {
    return this.named(
      'by-key',
      () =>
        `select ${this.view.select}, t.idempotency_fingerprint from public.${this.view.table} t ${this.view.join}` +
        ` where t.${this.owner} = $1 and t.idempotency_key = $2`,
    );
  }

  /** Parameters: the id, and the owner if `owned`. */
  remove(owned: boolean): Statement {
    return this.named(
      `delete:${owned}`,
      () =>
        `delete from public.${this.view.table} t where t.id = $1${owned ? ` and t.${this.owner} = $2` : ''} returning t.id`,
    );
  }

  /** Nothing is inserted, and nothing comes back, when a row of the same owner and key is there. */
  insert(
    values: Readonly<Record<string, unknown>>,
    once?: { readonly key: string; readonly fingerprint: string },
  ): Filled {
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    const parameters = names.map((name) => this.view.parameter(name, values[name]));
    const columns = names.map((name) => this.view.columnOf(name));
    if (once) {
      columns.push('idempotency_key', 'idempotency_fingerprint');
      parameters.push(once.key, once.fingerprint);
    }
    const conflict = once
      ? ` on conflict (${this.owner}, idempotency_key) where idempotency_key is not null do nothing`
      : '';
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

  /** An insert that answers with nothing, so that it needs no right to read. */
  blindInsert(values: Readonly<Record<string, unknown>>): {
    readonly text: string;
    readonly parameters: unknown[];
  } {
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    return {
      text:
        `insert into public.${this.view.table} (${names.map((name) => this.view.columnOf(name)).join(', ')})` +
        ` values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      parameters: names.map((name) => this.view.parameter(name, values[name])),
    };
  }

  /** Of the owner's row if one is given, and of that version if one is given. Not prepared: the columns differ each time. */
  update(
    id: string,
    owner: string | null,
    values: Readonly<Record<string, unknown>>,
    version: number | undefined,
  ): Filled {
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    const first = owner === null ? 2 : 3;
    const set = names.map((name, index) => `${this.view.columnOf(name)} = $${first + index}`).join(', ');
    const parameters: unknown[] = [
      id,
      ...(owner === null ? [] : [owner]),
      ...names.map((name) => this.view.parameter(name, values[name])),
    ];
    if (version !== undefined) parameters.push(version);
    const text =
      `with changed as (update public.${this.view.table} t set ${set}` +
      ` where t.id = $1${owner === null ? '' : ` and t.${this.owner} = $2`}` +
      `${version === undefined ? '' : ` and t.version = $${parameters.length}`} returning ${this.ownColumns()})` +
      ` select ${this.view.select} from changed t ${this.view.join}`;
    return { sql: { name: '', text }, parameters };
  }

  /** The SQL of named filters, their values being the parameters from `first` on. */
  private conditions(filters: readonly string[], first: number): string[] {
    return filters.map((name, index) => {
      const condition = this.filters[name];
      if (!condition) throw new Error(`${this.view.table} has no filter ${name}.`);
      return condition.replaceAll('?', `$${first + index}`);
    });
  }

  private ownColumns(): string {
    return this.view.columns.flatMap((column) => (column.column ? [`t.${column.column}`] : [])).join(', ');
  }

  private named(name: string, text: () => string): Statement {
    let made = this.made.get(name);
    if (!made) {
      // PostgreSQL cuts names at 63 bytes; two views of one table (or long column lists) must not meet in one name.
      const sql = text();
      const digest = createHash('sha256').update(sql).digest('base64url').slice(0, 16);
      made = statement(`${this.view.table.slice(0, 30)}:${digest}`, sql);
      this.made.set(name, made);
    }
    return made;
  }
}
