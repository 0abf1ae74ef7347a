import pg from 'pg';

import { BodyReader, type Span } from './body-reader.js';
import type { BodyText } from './body-tokens.js';

/** A statement or expression of a function's body that PostgreSQL is asked about. */
export interface Probe {
  readonly line: number;
}

/** A body that asks PostgreSQL about each statement of another one instead of running it. */
export interface ProbedBody {
  /** One block of PL/pgSQL, without what must stand before it. */
  readonly block: string;
  /** `#variable_conflict use_column` and the like. */
  readonly options: string;
  /** By the number that a finding names. */
  readonly probes: readonly Probe[];
  /** How many statements PostgreSQL sees only when they run: EXECUTE, and what it does not analyse. */
  readonly unseen: number;
}

/** What the findings of a probed body are appended to, a line each: number, SQLSTATE, message as JSON. */
export const FINDINGS = 'carenode.compile_findings';

const CURSOR = 'carenode_compile_cursor';
export const ROWS = 'carenode_compile_rows';

/** Variables that a probed body needs around itself. */
export const PROBE_VARIABLES = `${CURSOR} refcursor; carenode_compile_code text; carenode_compile_words text;`;

/** Stand where a query's own WITH list begins, or would. */
const WITH = '/*carenode with*/';
const WITH_MORE = '/*carenode with more*/';

/** The block for a trigger function, whose transition tables have the columns of `table`. */
export function withTransitionTables(block: string, names: readonly string[], table: string): string {
  const list = names.map((name) => `${pg.escapeIdentifier(name)} as (select * from ${table})`).join(', ');
  return block.replaceAll(WITH, list && `with ${list} `).replaceAll(WITH_MORE, list && `${list}, `);
}

/** Writes probes of the statements that a reader finds. */
export class ProbeOutput {
  protected readonly reader: BodyReader;
  protected readonly probes: Probe[] = [];
  protected readonly records = new Set<string>(['new', 'old']);
  protected readonly cursors = new Map<string, { readonly args: string; readonly query: string }>();
  protected out: string[] = [];

  constructor(body: BodyText) {
    this.reader = new BodyReader(body);
  }

  protected inBlock(variables: string, inner: () => void): void {
    // The arguments of a cursor are separated by commas, variables by semicolons.
    const list = variables.replaceAll(/,(?![^(]*\))/g, ';');
    this.out.push(`declare ${list}${list ? ';' : ''} begin`);
    inner();
    this.out.push('end;');
  }

  protected expression(span: Span): void {
    const { reader } = this;
    const text = reader.text(span);
    if (text !== '') this.probe(span[0], `select ${text}`);
  }

  /** Gives a record variable the columns of a query that is not run. What is wrong with the query is found elsewhere. */
  protected shape(name: string, query: string): void {
    this.out.push(
      `begin select * into ${name} from (${open(query)}\n) ${ROWS} limit 0; exception when others then null; end;`,
    );
  }

  protected probe(at: number, sql: string, how: 'plan' | 'run' = 'plan'): void {
    const number = this.probes.push({ line: this.reader.line(at) }) - 1;
    this.out.push(
      'begin',
      how === 'run' ? `${sql}\n;` : `open ${CURSOR} for ${open(sql)}\n; close ${CURSOR};`,
      `exception when others then
         get stacked diagnostics carenode_compile_code = returned_sqlstate, carenode_compile_words = message_text;
         perform pg_catalog.set_config('${FINDINGS}', pg_catalog.current_setting('${FINDINGS}')
           || pg_catalog.format(E'%s %s %s\\n', ${number}, carenode_compile_code, pg_catalog.to_json(carenode_compile_words)), true);
       end;`,
    );
  }
}

/** A query that a WITH list can be put into. */
function open(query: string): string {
  const start = /^\s*(with\s+(?:recursive\s+)?)/i.exec(query)?.[0];
  if (start !== undefined) return `${start}${WITH_MORE}${query.slice(start.length)}`;
  return /^\s*(select|insert|update|delete|merge|values)\b/i.test(query) ? `${WITH}${query}` : query;
}
