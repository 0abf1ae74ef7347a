import type { UploadedFile } from './import-format.js';

/** How the bytes of a text file are to be read. `windows-1252` is what is left when they are no Unicode. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** By the byte order mark, else by the bytes themselves: UTF-16 has a NUL in every second one of plain text. */
export function encodingOf({ head }: Pick<UploadedFile, 'head'>): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head.length >= 4 && head[1] === 0 && head[3] === 0 && head[0] !== 0) return 'utf-16le';
  if (head.length >= 4 && head[0] === 0 && head[2] === 0 && head[1] !== 0) return 'utf-16be';
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}

/** The beginning of a text file, without byte order mark; also without one that was read as windows-1252 and saved again. */
export function headText(file: Pick<UploadedFile, 'head'>): string {
  return withoutMark(new TextDecoder(encodingOf(file)).decode(file.head, { stream: true }));
}

/** The text of a file in pieces that cut no character. Bytes that are none become U+FFFD. */
export async function* textOf(file: UploadedFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(file));
  let first = true;
  for await (const bytes of file.read()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text === '') continue;
    yield first ? withoutMark(text) : text;
    first = false;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The lines of a text file without their ends (LF, CRLF or CR LF mixed); one longer than `most` characters is cut there. */
export async function* linesOf(file: UploadedFile, most = 16 * 1024 * 1024): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of textOf(file)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > most) rest = rest.slice(0, most);
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const MARK = '\uFEFF';
const MARK_READ_AS_1252 = '\u00EF\u00BB\u00BF';

function withoutMark(text: string): string {
  const plain = text.startsWith(MARK) ? text.slice(1) : text;
  return plain.startsWith(MARK_READ_AS_1252) ? plain.slice(MARK_READ_AS_1252.length) : plain;
}
