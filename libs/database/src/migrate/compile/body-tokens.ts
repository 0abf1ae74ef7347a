/** A token of a function's body. */
export interface BodyToken {
  /** As written. */
  readonly text: string;
  /** Lower case for keywords and plain names, as written for everything else. */
  readonly word: string;
  readonly kind: 'name' | 'string' | 'other';
  /** Bytes from the beginning of the body. */
  readonly start: number;
  readonly end: number;
}

/** A function's body and its tokens, without comments. */
export class BodyText {
  private constructor(
    private readonly bytes: Buffer,
    readonly tokens: readonly BodyToken[],
  ) {}

  /** Reads a body with PostgreSQL's own scanner. Throws when it cannot be read. */
  static async of(source: string): Promise<BodyText> {
    // Loaded when first needed: a host that migrates nothing does without it.
    const { scan } = await import('libpg-query');
    const { tokens } = await scan(source);
    return new BodyText(
      Buffer.from(source),
      tokens
        .filter(({ tokenName }) => tokenName !== 'SQL_COMMENT' && tokenName !== 'C_COMMENT')
        .map(({ text, start, end, tokenName, keywordKind }) => {
          const string = /^[A-Z]*SCONST$/.test(tokenName);
          const name = !string && (tokenName === 'IDENT' || keywordKind > 0);
          return {
            text,
            start,
            end,
            word: name ? text.toLowerCase() : text,
            kind: string ? 'string' : name ? 'name' : 'other',
          };
        }),
    );
  }

  /** The text from one token up to, but not including, another. */
  between(from: number, to: number): string {
    const first = this.tokens[from];
    const last = this.tokens[to - 1];
    return first && last && to > from ? this.bytes.toString('utf8', first.start, last.end) : '';
  }

  /** The line of a token, counted as PostgreSQL does in its messages. */
  lineOf(at: number): number {
    const end = this.tokens[Math.min(at, this.tokens.length - 1)]?.start ?? 0;
    let line = 1;
    for (let i = 0; i < end; i++) if (this.bytes[i] === 10) line++;
    return line;
  }
}
