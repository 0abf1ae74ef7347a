import { parse, parsePlPgSQL } from 'libpg-query';

/** Columns of the tables that statements may name, by table. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** Columns of one table in one FROM (or the policy's own table) that are compared for equality with what is no constant. */
export interface Compared {
  readonly table: string;
  readonly columns: ReadonlySet<string>;
  /** The table of the policy itself, whose every such column has to be indexed; of another, one is enough to find its rows. */
  readonly own: boolean;
}

interface Range {
  readonly alias: string;
  readonly table: string;
  readonly own: boolean;
  readonly columns: Set<string>;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const child = (tree: Tree | undefined, name: string): Tree | undefined => {
  const value = tree?.[name];
  return isTree(value) ? value : undefined;
};
const children = (tree: Tree | undefined, name: string): Tree[] => {
  const value = tree?.[name];
  return Array.isArray(value) ? value.filter(isTree) : [];
};
const word = (tree: Tree | undefined, name: string): string | undefined => {
  const value = tree?.[name];
  return typeof value === 'string' ? value : undefined;
};
const text = (tree: Tree | undefined): string => word(child(tree, 'String'), 'sval') ?? '';

/** What the condition of a policy on `table` compares, in itself and in its subqueries. */
export async function comparedInPolicy(
  table: string,
  condition: string,
  columns: Columns,
): Promise<Compared[]> {
  const [select] = await selectsOf(`select from public.${table} where ${condition}`);
  return select ? collect(select, columns, table) : [];
}

/** What the statements of a function compare, and the functions of schema carenode that they call. */
export async function comparedInFunction(
  language: string,
  definition: string,
  body: string,
  columns: Columns,
): Promise<{ compared: Compared[]; calls: Set<string> }> {
  const statements = language === 'plpgsql' ? await plpgsqlStatements(definition) : [body];
  const compared: Compared[] = [];
  const calls = new Set<string>();
  for (const statement of statements) {
    for (const tree of await selectsOf(statement)) {
      compared.push(...collect(tree, columns));
      for (const name of calledIn(tree)) calls.add(name);
    }
  }
  return { compared, calls };
}

/** Names of the functions of schema carenode in an expression or a statement. */
export async function callsIn(expression: string): Promise<string[]> {
  return (await selectsOf(`select ${expression}`)).flatMap(calledIn);
}

async function selectsOf(sql: string): Promise<Tree[]> {
  // PL/pgSQL keeps expressions and assignments without the SELECT that they are run as.
  for (const candidate of [sql, `select ${sql}`, sql.replace(/^[^=]*?:?=/, 'select ')]) {
    try {
      const { stmts } = (await parse(candidate)) as { stmts?: { stmt: Tree }[] };
      return (stmts ?? []).map(({ stmt }) => stmt);
    } catch {
      continue;
    }
  }
  throw new Error(`This cannot be parsed: ${sql}`);
}

async function plpgsqlStatements(definition: string): Promise<string[]> {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isTree(value)) {
      const query = child(value, 'PLpgSQL_expr')?.['query'];
      if (typeof query === 'string') found.push(query);
      Object.values(value).forEach(walk);
    }
  };
  walk(await parsePlPgSQL(definition));
  return found;
}

function calledIn(tree: Tree): string[] {
  const names: string[] = [];
  visit(tree, (name, node) => {
    if (name !== 'FuncCall') return;
    const [schema, called] = children(node, 'funcname').map(text);
    if (schema === 'carenode' && called) names.push(called);
  });
  return names;
}

function visit(tree: unknown, seen: (name: string, node: Tree) => void): void {
  if (Array.isArray(tree)) for (const part of tree) visit(part, seen);
  else if (isTree(tree))
    for (const [name, node] of Object.entries(tree)) {
      if (isTree(node)) seen(name, node);
      visit(node, seen);
    }
}

function collect(root: Tree, columns: Columns, own?: string): Compared[] {
  const all: Range[] = [];
  const walk = (value: unknown, scopes: readonly (readonly Range[])[]): void => {
    if (Array.isArray(value)) for (const part of value) walk(part, scopes);
    if (!isTree(value)) return;
    for (const [name, node] of Object.entries(value)) {
      if (!isTree(node)) {
        walk(node, scopes);
        continue;
      }
      let inner = scopes;
      if (name === 'SelectStmt' || name === 'UpdateStmt' || name === 'DeleteStmt') {
        const outermost = scopes.length === 0;
        const ranges = rangesOf(node, columns).map((range) => ({
          ...range,
          own: outermost && range.table === own,
        }));
        all.push(...ranges);
        inner = [ranges, ...scopes];
      } else if (name === 'A_Expr' && children(node, 'name').map(text).join() === '=') {
        compare(child(node, 'lexpr'), child(node, 'rexpr'), scopes);
      } else if (name === 'SubLink' && node['subLinkType'] === 'ANY_SUBLINK') {
        compare(child(node, 'testexpr'), undefined, scopes);
      }
      walk(node, inner);
    }
  };
  const compare = (
    left: Tree | undefined,
    right: Tree | undefined,
    scopes: readonly (readonly Range[])[],
  ): void => {
    for (const [side, other] of [[left, right] as const, [right, left] as const]) {
      if (other && isConstant(other)) continue;
      for (const column of columnsOf(side))
        resolve(column, scopes, columns)?.columns.add(column.at(-1) ?? '');
    }
  };
  walk(root, []);
  return all.filter((range) => range.columns.size > 0);
}

/** The tables of a statement's FROM, joins included, and of what it changes. */
function rangesOf(statement: Tree, columns: Columns): Range[] {
  const ranges: Range[] = [];
  const add = (node: Tree | undefined): void => {
    if (!node) return;
    const join = child(node, 'JoinExpr');
    add(child(join, 'larg'));
    add(child(join, 'rarg'));
    const range = child(node, 'RangeVar') ?? (typeof node['relname'] === 'string' ? node : undefined);
    const table = word(range, 'relname') ?? '';
    if (!columns.has(table)) return;
    ranges.push({
      alias: word(child(range, 'alias'), 'aliasname') ?? table,
      table,
      own: false,
      columns: new Set(),
    });
  };
  for (const from of [...children(statement, 'fromClause'), ...children(statement, 'usingClause')]) add(from);
  add(child(statement, 'relation'));
  return ranges;
}

function columnsOf(side: Tree | undefined): string[][] {
  if (!side) return [];
  const row = child(side, 'RowExpr');
  if (row) return children(row, 'args').flatMap(columnsOf);
  const reference = child(side, 'ColumnRef');
  return reference ? [children(reference, 'fields').map(text)] : [];
}

function resolve(
  path: readonly string[],
  scopes: readonly (readonly Range[])[],
  columns: Columns,
): Range | undefined {
  const column = path.at(-1) ?? '';
  const alias = path.length > 1 ? path.at(-2) : undefined;
  for (const ranges of scopes) {
    const found = ranges.find(
      (range) => (alias === undefined || range.alias === alias) && columns.get(range.table)?.has(column),
    );
    if (found) return found;
  }
  return undefined;
}

function isConstant(tree: Tree): boolean {
  const cast = child(tree, 'TypeCast');
  if (cast) return isConstant(child(cast, 'arg') ?? {});
  const array = child(tree, 'A_ArrayExpr') ?? child(tree, 'List');
  if (array) return [...children(array, 'elements'), ...children(array, 'items')].every(isConstant);
  return child(tree, 'A_Const') !== undefined;
}
