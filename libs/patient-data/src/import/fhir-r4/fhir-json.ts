import { FhirRefusal } from './fhir-refusal.js';
import { findSyntaxError, findTooDeep } from './json-syntax.js';

/** A FHIR bundle uses about a dozen levels; more is an attack on whoever walks it. */
export const MAX_DEPTH = 64;

/** A JSON number as its text: FHIR decimals keep their digits, which a JavaScript number does not. */
export class JsonNumber {
  constructor(readonly source: string) {}
}

export type JsonValue = string | boolean | null | JsonNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [name: string]: JsonValue;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** The object's own property, never one it inherits; undefined for anything that is not an object. */
export function property(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * Reads the bytes of a FHIR JSON file (UTF-8, with or without byte order mark). The result holds no U+0000 in any
 * string or name and is at most MAX_DEPTH levels deep. Throws FhirRefusal, whose message never quotes the document.
 */
export function parseFhirJson(bytes: Uint8Array): JsonValue {
  const text = decode(bytes);
  const tooDeep = findTooDeep(text, MAX_DEPTH);
  if (tooDeep >= 0) {
    throw new FhirRefusal(
      'not_json',
      `The JSON is nested deeper than ${MAX_DEPTH} levels at ${place(text, tooDeep)}.`,
    );
  }
  if (text.includes('\0')) throw rawNulRefusal(text);
  const value = parse(text);
  if (value === undefined) throw syntaxRefusal(text, bytes.length);
  const nulPath = text.includes('\\u0000') ? findNul(value) : undefined;
  if (nulPath !== undefined) throw nulRefusal(nulPath);
  return value;
}

function decode(bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw new FhirRefusal('not_utf8', 'The file is UTF-16; FHIR JSON must be UTF-8.');
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (start.startsWith('<')) {
    throw new FhirRefusal('fhir_xml', 'The file is XML (it starts with "<"); only FHIR JSON is read.');
  }
  const text = decodeUtf8(bytes);
  if (text.trim() === '') throw new FhirRefusal('empty', 'The file is empty.');
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw isUtf8UpToTheEnd(bytes) ? truncated(bytes.length) : notUtf8(bytes);
  }
}

/** A cut in the middle of a character is a truncated file, not a wrong encoding. */
function isUtf8UpToTheEnd(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function notUtf8(bytes: Uint8Array): FhirRefusal {
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const wrong = bytes.findIndex((byte, index) => byte !== repaired[index]);
  return new FhirRefusal(
    'not_utf8',
    `The file is not UTF-8 text: byte ${wrong + 1} belongs to no character.`,
  );
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  if (fourth === undefined) return false;
  return first === 0
    ? second !== 0 && third === 0 && fourth !== 0
    : second === 0 && third !== 0 && fourth === 0;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text, keepNumberText) as JsonValue;
  } catch {
    return undefined;
  }
}

function keepNumberText(_name: string, value: JsonValue | number, context?: { source?: string }): JsonValue {
  return typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
}

function syntaxRefusal(text: string, byteLength: number): FhirRefusal {
  const position = findSyntaxError(text);
  if (position >= text.length) return truncated(byteLength);
  return new FhirRefusal(
    'not_json',
    `The file is not JSON: ${place(text, position)} holds a character that is not allowed there.`,
  );
}

function truncated(byteLength: number): FhirRefusal {
  return new FhirRefusal(
    'truncated',
    `The file ends at byte ${byteLength} in the middle of the JSON; it was cut off and must be sent whole.`,
  );
}

function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A raw NUL is no JSON at all; written as its escape the text can still be read far enough to tell the field. */
function rawNulRefusal(text: string): FhirRefusal {
  const readable = parse(text.replaceAll('\0', '\\u0000'));
  const path = readable === undefined ? undefined : findNul(readable);
  if (path !== undefined) return nulRefusal(path);
  return new FhirRefusal(
    'nul_character',
    `The file holds a NUL character at ${place(text, text.indexOf('\0'))}, which no text may.`,
  );
}

function nulRefusal(path: string): FhirRefusal {
  return new FhirRefusal(
    'nul_character',
    `${path || 'The text'} holds a NUL character, which no text may.`,
    path,
  );
}

/** JSON path of the first string or name with U+0000, or undefined. The depth is bounded by then. */
function findNul(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? '' : undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const inner = findNul(item);
      if (inner !== undefined) return joinPath(`[${index}]`, inner);
    }
  } else if (isJsonObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const inner = name.includes('\0') ? '' : findNul(item);
      if (inner !== undefined) return joinPath(printable(name), inner);
    }
  }
  return undefined;
}

function joinPath(outer: string, inner: string): string {
  return inner === '' || inner.startsWith('[') ? `${outer}${inner}` : `${outer}.${inner}`;
}

/** Names come from the file: a path with them must stay one short line in an answer and in a log. */
function printable(name: string): string {
  return name
    .replaceAll('\0', '\\u0000')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
    .slice(0, 64);
}
