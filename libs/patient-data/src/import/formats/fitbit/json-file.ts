import type { UploadedFile } from '../../format/import-format.js';
import { textOf } from '../../format/text.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A file is held in memory; the largest of a real export (heart rates of a day) has 2 MB. */
const SIZE_MOST = 64 * 1024 * 1024;
/** How often the end of a truncated file is looked for; each look parses the whole. */
const LOOKS = 20;

export type JsonReading =
  { readonly json: unknown; readonly truncated: boolean } | { readonly problem: string };

/** A JSON file; of a list that breaks off, what is whole. */
export async function readJson(file: UploadedFile): Promise<JsonReading> {
  if (file.size > SIZE_MOST) return { problem: 'is larger than 64 MiB' };
  let text = '';
  for await (const piece of textOf(file)) text += piece;
  const whole = parsed(text);
  if (whole !== undefined) return { json: whole.json, truncated: false };
  if (text.trimStart().startsWith('[')) {
    let end = text.length;
    for (let look = 0; look < LOOKS; look += 1) {
      end = text.lastIndexOf('}', end - 1);
      if (end < 0) break;
      const part = parsed(`${text.slice(0, end + 1)}]`);
      if (part) return { json: part.json, truncated: true };
    }
  }
  return { problem: 'is no JSON' };
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a list; none for what is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textIn(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A number, written as one or as text. */
export function numberIn(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An id, written as a number or as text. */
export function idIn(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}
