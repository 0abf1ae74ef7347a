/** A word, sign or text of SQL, with its place in the text as bytes in UTF-8. */
export interface SqlToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isText: boolean;
}

/** Splits SQL or a function's body as PostgreSQL does, without comments. */
export async function tokensOf(sql: string): Promise<SqlToken[]> {
  // Loaded here: hosts read the migrations, and hardly any runs this.
  const { scan } = await import('libpg-query');
  const { tokens } = await scan(sql);
  return tokens
    .filter(({ tokenName }) => !/COMMENT/.test(tokenName))
    .map(({ start, end, text, tokenName }) => ({ start, end, text, isText: tokenName === 'SCONST' }));
}

/** What a text constant says; null for one with escapes or in dollar quotes. */
export function valueOf({ text, isText }: SqlToken): string | null {
  return isText && /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : null;
}

/** The name that a token is: in lower case, as PostgreSQL folds it, unless it is quoted. */
export function nameOf({ text, isText }: SqlToken): string {
  if (isText) return '';
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** Words that are no part of a list of constants with their types. */
const LIST_STARTS = new Set([
  'array',
  'in',
  'any',
  'all',
  'some',
  'case',
  'when',
  'then',
  'select',
  'values',
]);

const COMPARISONS = new Set(['=', '<>', '!=', ':=']);

/** Whether the constant at `at` is compared with, or assigned to, a column of this name, as its neighbours tell. */
export function isOfColumn(tokens: readonly SqlToken[], at: number, column: string): boolean {
  const word = (index: number) => {
    const token = tokens[index];
    return token ? (token.isText ? "'" : nameOf(token)) : '';
  };
  /** `column`, `t.column` or `(t.column)::text` ends here. */
  const endsInColumn = (index: number): boolean => {
    if (word(index) === column && !tokens[index]?.isText) return true;
    if (word(index - 1) === '::') return endsInColumn(index - 2);
    return word(index) === ')' && endsInColumn(index - 1);
  };
  const afterComparison = (index: number): boolean => {
    if (COMPARISONS.has(word(index))) return endsInColumn(index - 1);
    if (word(index) !== 'from' || word(index - 1) !== 'distinct') return false;
    const is = word(index - 2) === 'not' ? index - 3 : index - 2;
    return word(is) === 'is' && endsInColumn(is - 1);
  };
  const beforeComparison = (index: number): boolean => {
    let next = index + 1;
    while (word(next) === '::') next += 2;
    let name: number | null = COMPARISONS.has(word(next)) && word(next) !== ':=' ? next + 1 : null;
    if (word(next) === 'is') {
      const distinct = word(next + 1) === 'not' ? next + 2 : next + 1;
      if (word(distinct) === 'distinct' && word(distinct + 1) === 'from') name = distinct + 2;
    }
    while (name !== null && word(name + 1) === '.') name += 2;
    return name !== null && word(name) === column;
  };
  const inList = (): boolean => {
    let index = at - 1;
    while (index >= 0 && /^(?:'|,|::|\.|[a-z_]\w*)$/.test(word(index)) && !LIST_STARTS.has(word(index)))
      index -= 1;
    if (word(index) === '[' && word(index - 1) === 'array') {
      index -= 2;
      while (word(index) === '(') index -= 1;
      return ['any', 'all', 'some'].includes(word(index)) && afterComparison(index - 1);
    }
    if (word(index) !== '(' || word(index - 1) !== 'in') return false;
    return endsInColumn(word(index - 2) === 'not' ? index - 3 : index - 2);
  };
  const inCase = (): boolean => {
    if (word(at - 1) !== 'when') return false;
    for (let index = at - 2, depth = 0; index >= 0; index--) {
      if (word(index) === 'end') depth += 1;
      if (word(index) !== 'case') continue;
      if (depth > 0) {
        depth -= 1;
        continue;
      }
      let name = index + 1;
      while (word(name + 1) === '.') name += 2;
      return word(name) === column && ['when', '::'].includes(word(name + 1));
    }
    return false;
  };
  return afterComparison(at - 1) || beforeComparison(at) || inList() || inCase();
}

/** The text with these tokens in other words. */
export function withTokens(sql: string, words: ReadonlyMap<SqlToken, string>): string {
  const bytes = Buffer.from(sql);
  const parts: Buffer[] = [];
  let from = 0;
  for (const [token, text] of [...words].sort(([a], [b]) => a.start - b.start)) {
    parts.push(bytes.subarray(from, token.start), Buffer.from(text));
    from = token.end;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]).toString();
}
