import { FileRefusal, type UploadedFile } from '../../format/import-format.js';
import type { Problem } from '../../format/record-sink.js';
import { FhirRefusal } from '../../fhir-r4/fhir-refusal.js';
import { isJsonObject, type JsonObject, type JsonValue, parseFhirJson } from '../../fhir-r4/fhir-json.js';

/** A JSON document is held whole; more than this is refused. */
export const MOST_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** A line of newline-delimited JSON is held whole; a longer one is not read. */
export const MOST_LINE_BYTES = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

export interface ByteLine {
  /** From 1. */
  readonly number: number;
  /** Without its end; undefined when the line is too long. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The lines of a file as bytes, so that one of them that is no UTF-8 spoils no other. Blank ones are left out, and still
 * counted. Holds one line and one piece of the file at a time.
 */
export async function* byteLines(file: UploadedFile, most = MOST_LINE_BYTES): AsyncGenerator<ByteLine> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const line = (): ByteLine | undefined => {
    const bytes = size > most ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    return bytes && isBlank(bytes) ? undefined : { number, bytes };
  };
  const hold = (part: Uint8Array) => {
    if (part.length === 0) return;
    size += part.length;
    if (size > most) parts = [];
    else parts.push(part);
  };
  for await (const piece of file.read()) {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      hold(piece.subarray(start, end));
      const told = line();
      if (told) yield told;
      number += 1;
      parts = [];
      size = 0;
      start = end + 1;
    }
    // A copy: who gives the pieces may fill the same memory again.
    hold(piece.slice(start));
  }
  const told = size > 0 ? line() : undefined;
  if (told) yield told;
}

/** All bytes of a file. Throws FileRefusal when there are more than `most`, whatever its size was said to be. */
export async function bytesOf(file: UploadedFile, most = MOST_DOCUMENT_BYTES): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of file.read()) {
    size += piece.length;
    if (size > most) {
      const message = `A JSON document of more than ${most / 1024 ** 2} MiB is not read; newline-delimited JSON may be larger.`;
      throw new FileRefusal('too_large', message);
    }
    pieces.push(piece.slice());
  }
  return Buffer.concat(pieces);
}

/** Why the bytes of one record are no JSON that can be read. */
export class JsonProblem {
  constructor(
    readonly code: string,
    readonly problem: Problem,
  ) {}
}

const REASONS: Readonly<Record<string, string>> = {
  truncated: 'ends in the middle of its JSON',
  not_utf8: 'is not UTF-8 text',
  nul_character: 'holds a NUL character, which no text may',
  fhir_xml: 'is XML, and only JSON is read',
  empty: 'is empty',
};

/** Reads one JSON value with its numbers as they are written; whatever the bytes are, nothing is thrown. */
export function readJson(bytes: Uint8Array): JsonValue | JsonProblem {
  try {
    return parseFhirJson(bytes);
  } catch (error) {
    if (!(error instanceof FhirRefusal)) throw error;
    const { code, field } = error;
    return new JsonProblem(code, { ...(field ? { field } : {}), reason: REASONS[code] ?? 'is no JSON' });
  }
}

/**
 * Reads a JSON object several times as fast, for a look at its texts: numbers are not as they are written, and nothing is
 * checked. Undefined for everything else.
 */
export function readJsonQuickly(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const BLANKS = [0x20, 0x09, 0x0d];

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANKS.includes(byte));
}
