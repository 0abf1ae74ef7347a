import { fitCrc } from './fit-crc.js';
import { ownSeconds, type DeveloperField, type FitMessage } from './fit-message.js';
import { readValue, type FitValue } from './fit-value.js';

/** One of the FIT files that a file consists of, one after the other; most have one. */
export interface FitPart {
  /** Where its first message begins and where its messages end, in bytes of the whole. */
  readonly from: number;
  readonly to: number;
  /** What its header says that follows; 0 where the device never came to write it. */
  readonly declared: number;
  /** Of its bytes, those that are there. */
  readonly present: number;
  /** `absent`: 0, as the protocol allows; `cut off`: the file ends before it. */
  readonly crc: 'right' | 'wrong' | 'absent' | 'cut off';
}

/** How the reading of a part ended. */
export interface PartEnd {
  readonly bytesRead: number;
  /** Why the rest of the part cannot be read, if any is left. */
  readonly problem?: string;
}

interface FieldDefinition {
  readonly number: number;
  readonly size: number;
  readonly baseType: number;
}

interface Definition {
  readonly message: number;
  readonly little: boolean;
  readonly fields: readonly FieldDefinition[];
  readonly developer: readonly {
    readonly field: number;
    readonly size: number;
    readonly developer: number;
  }[];
  readonly size: number;
}

const HEADER_LEAST = 12;
const CRC_SIZE = 2;

/** True for bytes that begin as a FIT file does: a header of 12 or more bytes with `.FIT` in it. */
export function isFit(head: Uint8Array, at = 0): boolean {
  const size = head[at] ?? 0;
  return (
    size >= HEADER_LEAST &&
    head[at + 8] === 0x2e &&
    head[at + 9] === 0x46 &&
    head[at + 10] === 0x49 &&
    head[at + 11] === 0x54
  );
}

/** The FIT files that the bytes hold, and how many bytes at the end are none. */
export function partsOf(bytes: Uint8Array): { readonly parts: readonly FitPart[]; readonly left: number } {
  const parts: FitPart[] = [];
  let at = 0;
  while (isFit(bytes, at)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const from = at + view.getUint8(0);
    const declared = view.getUint32(4, true);
    // A device that stopped before it closed its file leaves 0: then all that follows is the file.
    const to = declared === 0 ? bytes.length : Math.min(from + declared, bytes.length);
    parts.push({
      from: Math.min(from, bytes.length),
      to,
      declared,
      present: Math.max(0, to - from),
      crc: crcOf(bytes, at, declared === 0 ? bytes.length + 1 : from + declared),
    });
    at = to + CRC_SIZE;
  }
  return { parts, left: Math.max(0, bytes.length - at) };
}

function crcOf(bytes: Uint8Array, from: number, end: number): FitPart['crc'] {
  if (end + CRC_SIZE > bytes.length) return 'cut off';
  const told = (bytes[end] ?? 0) | ((bytes[end + 1] ?? 0) << 8);
  if (told === fitCrc(bytes, from, end)) return 'right';
  return told === 0 ? 'absent' : 'wrong';
}

/**
 * The data messages of a part in their order. Ends at the first bytes that cannot be read (a message without definition, one
 * that is longer than what is left), because nothing tells where the next message would begin.
 */
export function* messagesOf(bytes: Uint8Array, part: FitPart): Generator<FitMessage, PartEnd, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const definitions = new Map<number, Definition>();
  // Field descriptions hold the base types of developer fields; by developer index and field number.
  const described = new Map<number, number>();
  let seconds: number | null = null;
  let at = part.from;
  while (at < part.to) {
    const header = view.getUint8(at);
    const compressed = (header & 0x80) !== 0;
    if (!compressed && (header & 0x40) !== 0) {
      const definition = readDefinition(view, at + 1, part.to, (header & 0x20) !== 0);
      if (!definition) return { bytesRead: at - part.from, problem: 'a definition is cut off' };
      definitions.set(header & 0x0f, definition.definition);
      at = definition.next;
      continue;
    }
    const definition = definitions.get(compressed ? (header >> 5) & 0x03 : header & 0x0f);
    if (!definition) return { bytesRead: at - part.from, problem: 'a message has no definition' };
    if (at + 1 + definition.size > part.to) {
      return { bytesRead: at - part.from, problem: 'a message is cut off' };
    }
    const fields = readFields(view, at + 1, definition);
    const developerFields = readDeveloperFields(view, at + 1, definition, described);
    const own = ownSeconds(fields);
    if (own !== null) seconds = own;
    else if (compressed && seconds !== null) seconds += ((header & 0x1f) - (seconds & 0x1f) + 0x20) & 0x1f;
    const message = {
      number: definition.message,
      fields,
      developerFields,
      seconds: own ?? (compressed ? seconds : null),
    };
    describe(message, described);
    yield message;
    at += 1 + definition.size;
  }
  return { bytesRead: at - part.from };
}

function readDefinition(view: DataView, at: number, to: number, withDeveloper: boolean) {
  if (at + 5 > to) return undefined;
  const little = view.getUint8(at + 1) === 0;
  const message = view.getUint16(at + 2, little);
  const count = view.getUint8(at + 4);
  let next = at + 5;
  if (next + count * 3 > to) return undefined;
  let size = 0;
  const fields: FieldDefinition[] = [];
  for (let n = 0; n < count; n += 1, next += 3) {
    fields.push({
      number: view.getUint8(next),
      size: view.getUint8(next + 1),
      baseType: view.getUint8(next + 2),
    });
    size += view.getUint8(next + 1);
  }
  const developer: { field: number; size: number; developer: number }[] = [];
  if (withDeveloper) {
    if (next + 1 > to) return undefined;
    const more = view.getUint8(next);
    next += 1;
    if (next + more * 3 > to) return undefined;
    for (let n = 0; n < more; n += 1, next += 3) {
      developer.push({
        field: view.getUint8(next),
        size: view.getUint8(next + 1),
        developer: view.getUint8(next + 2),
      });
      size += view.getUint8(next + 1);
    }
  }
  return { definition: { message, little, fields, developer, size } satisfies Definition, next };
}

function readFields(view: DataView, start: number, { fields, little }: Definition): Map<number, FitValue> {
  const values = new Map<number, FitValue>();
  let at = start;
  for (const { number, size, baseType } of fields) {
    const value = readValue(view, at, size, baseType, little);
    if (value !== undefined) values.set(number, value);
    at += size;
  }
  return values;
}

const NO_DEVELOPER_FIELDS: readonly DeveloperField[] = [];

function readDeveloperFields(
  view: DataView,
  start: number,
  { fields, developer, little }: Definition,
  described: ReadonlyMap<number, number>,
): readonly DeveloperField[] {
  if (developer.length === 0) return NO_DEVELOPER_FIELDS;
  let at = start + fields.reduce((sum, { size }) => sum + size, 0);
  const values: DeveloperField[] = [];
  for (const each of developer) {
    // Without a description nobody knows what the bytes are.
    const baseType = described.get(developerKey(each.developer, each.field));
    const value = baseType === undefined ? undefined : readValue(view, at, each.size, baseType, little);
    if (value !== undefined) values.push({ developer: each.developer, field: each.field, value });
    at += each.size;
  }
  return values;
}

const FIELD_DESCRIPTION = 206;

function describe({ number, fields }: FitMessage, described: Map<number, number>): void {
  if (number !== FIELD_DESCRIPTION) return;
  const [developer, field, baseType] = [fields.get(0), fields.get(1), fields.get(2)];
  if (typeof developer === 'number' && typeof field === 'number' && typeof baseType === 'number') {
    described.set(developerKey(developer, field), baseType);
  }
}

export function developerKey(developer: number, field: number): number {
  return developer * 256 + field;
}
