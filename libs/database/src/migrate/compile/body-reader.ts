import type { BodyText, BodyToken } from './body-tokens.js';

const NOTHING: BodyToken = { text: '', word: '', kind: 'other', start: 0, end: 0 };

/** Thrown for a body that this reader does not understand. */
export class UnreadableBody extends Error {}

/** A range of tokens: from, and up to but not including. */
export type Span = readonly [number, number];

/** Goes through a body token by token, and finds where parts of statements end. */
export class BodyReader {
  at = 0;

  constructor(readonly body: BodyText) {}

  get token(): BodyToken {
    return this.peek(0);
  }

  peek(ahead: number): BodyToken {
    return this.body.tokens[this.at + ahead] ?? NOTHING;
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, ahead) => this.peek(ahead).word === word);
  }

  /** Steps over these words if they come next. */
  skip(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.at += words.length;
    return true;
  }

  expect(word: string): void {
    if (!this.skip(word)) throw new UnreadableBody(`line ${this.body.lineOf(this.at)}: ${word} expected`);
  }

  name(): string {
    const { kind, text, word } = this.token;
    if (kind !== 'name') throw new UnreadableBody(`line ${this.body.lineOf(this.at)}: a name expected`);
    this.at++;
    return text.startsWith('"') ? text : word;
  }

  /** Up to the first of these words outside brackets, or to the end of the statement; steps there, not over it. */
  until(...words: readonly string[]): Span {
    const from = this.at;
    this.at = this.find(from, this.body.tokens.length, [...words, ';']);
    if (this.at >= this.body.tokens.length) throw new UnreadableBody('the body ends in a statement');
    return [from, this.at];
  }

  /** Where the first of these words is outside brackets; `to` if nowhere. */
  find(from: number, to: number, words: readonly string[]): number {
    let depth = 0;
    for (let i = from; i < to; i++) {
      const { word, kind } = this.body.tokens[i] ?? NOTHING;
      if (kind === 'string') continue;
      if (depth === 0 && words.includes(word)) return i;
      if (word === '(' || word === '[') depth++;
      if (word === ')' || word === ']') depth--;
    }
    return to;
  }

  /** The parts of a range between commas outside brackets. */
  parts([from, to]: Span): Span[] {
    const parts: Span[] = [];
    for (let start = from; start < to;) {
      const end = this.find(start, to, [',']);
      parts.push([start, end]);
      start = end + 1;
    }
    return parts;
  }

  text([from, to]: Span): string {
    return this.body.between(from, to);
  }

  word(at: number): string {
    return this.body.tokens[at]?.word ?? '';
  }

  line(at = this.at): number {
    return this.body.lineOf(at);
  }

  /** Where the name of a variable with fields and subscripts ends that begins here; `from` if there is none. */
  afterTarget(from: number): number {
    const tokens = this.body.tokens;
    const first = tokens[from] ?? NOTHING;
    if (first.kind !== 'name' && !/^\$\d+$/.test(first.text)) return from;
    let at = from + 1;
    for (;;) {
      if (this.word(at) === '.' && tokens[at + 1]?.kind === 'name') at += 2;
      else if (this.word(at) === '[') {
        const close = this.find(at + 1, tokens.length, [']']);
        at = close + 1;
      } else return at;
    }
  }
}
