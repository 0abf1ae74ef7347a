/** A piece of a line: plain, or strong. */
export interface Piece {
  readonly text: string;
  readonly strong: boolean;
}

/** A paragraph, a heading, or a list with one line per item. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly line: readonly Piece[] }
  | { readonly kind: 'list'; readonly lines: readonly (readonly Piece[])[] };

/**
 * The little of Markdown that texts of consent are written in: paragraphs, headings, lists with `-` or `*`, and `**strong**`.
 * Whatever else stands in a text is shown as it was written.
 */
export function blocksOf(text: string): Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .flatMap((block) => blockOf(block.split('\n')));
}

function blockOf(lines: readonly string[]): Block[] {
  const heading = /^#{1,6}\s+(.*)$/.exec(lines[0] ?? '');
  if (heading) {
    const rest = lines.slice(1);
    const line = piecesOf(heading[1] ?? '');
    return [{ kind: 'heading', line }, ...(rest.length > 0 ? blockOf(rest) : [])];
  }
  const first = lines.findIndex(isItem);
  if (first === -1) return [{ kind: 'paragraph', line: piecesOf(lines.join(' ')) }];
  const before = lines.slice(0, first);
  const items: string[] = [];
  for (const line of lines.slice(first)) {
    if (isItem(line)) items.push(line.trim().slice(2));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return [...(before.length > 0 ? blockOf(before) : []), { kind: 'list', lines: items.map(piecesOf) }];
}

const isItem = (line: string) => /^\s*[-*] /.test(line);

function piecesOf(line: string): Piece[] {
  return line
    .trim()
    .split(/\*\*(.+?)\*\*/)
    .map((text, at) => ({ text, strong: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
