/** Where JSON goes wrong; `position` is the text's length when the text only stops too early. */
class JsonSyntaxError extends Error {
  constructor(readonly position: number) {
    super('JSON syntax');
  }
}

const NUMBER_CHARACTERS = /[-+.\deE]*/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const NUMBER_BEGUN = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][-+]?)?)?$/;
const SIMPLE_ESCAPES = '"\\/bfnrt';

/** Position of the first bracket that opens more than `limit` levels, or -1. Runs before any recursive reading. */
export function findTooDeep(text: string, limit: number): number {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return index;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return -1;
}

/**
 * Finds the error in a text that JSON.parse refused: the engine's own message often gives no position, and may quote
 * the document. The caller has bounded the depth, so recursion is safe. Returns the text's length when it finds none.
 */
export function findSyntaxError(text: string): number {
  try {
    new SyntaxWalk(text).document();
    return text.length;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.position;
    throw error;
  }
}

class SyntaxWalk {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) throw new JsonSyntaxError(this.at);
  }

  private value(): void {
    this.space();
    const first = this.text[this.at];
    if (first === '{') this.sequence('}', () => this.member());
    else if (first === '[') this.sequence(']', () => this.value());
    else if (first === '"') this.string();
    else if (first === 't') this.word('true');
    else if (first === 'f') this.word('false');
    else if (first === 'n') this.word('null');
    else this.number();
  }

  private sequence(closing: string, item: () => void): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === closing) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      this.space();
      const next = this.text[this.at];
      if (next !== ',' && next !== closing) throw new JsonSyntaxError(this.at);
      this.at += 1;
      if (next === closing) return;
    }
  }

  private member(): void {
    this.space();
    if (this.text[this.at] !== '"') throw new JsonSyntaxError(this.at);
    this.string();
    this.space();
    this.word(':');
    this.value();
  }

  private string(): void {
    this.at += 1;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined || character < ' ') throw new JsonSyntaxError(this.at);
      this.at += 1;
      if (character === '"') return;
      if (character === '\\') this.escape();
    }
  }

  private escape(): void {
    const kind = this.text[this.at];
    if (kind === undefined || !(kind === 'u' || SIMPLE_ESCAPES.includes(kind)))
      throw new JsonSyntaxError(this.at);
    this.at += 1;
    for (let digits = kind === 'u' ? 4 : 0; digits > 0; digits -= 1) {
      if (!/^[\da-f]$/i.test(this.text[this.at] ?? '')) throw new JsonSyntaxError(this.at);
      this.at += 1;
    }
  }

  private word(word: string): void {
    for (const character of word) {
      if (this.text[this.at] !== character) throw new JsonSyntaxError(this.at);
      this.at += 1;
    }
  }

  private number(): void {
    NUMBER_CHARACTERS.lastIndex = this.at;
    const source = NUMBER_CHARACTERS.exec(this.text)?.[0] ?? '';
    const end = this.at + source.length;
    if (NUMBER.test(source)) this.at = end;
    else if (end === this.text.length && NUMBER_BEGUN.test(source)) throw new JsonSyntaxError(end);
    else throw new JsonSyntaxError(this.at);
  }

  private space(): void {
    while (' \n\r\t'.includes(this.text[this.at] ?? '?')) this.at += 1;
  }
}
