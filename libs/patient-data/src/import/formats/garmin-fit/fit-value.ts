/** A field of a message: a number, a text, or a list of numbers when the field is an array. Invalid values are left out. */
export type FitValue = number | string | readonly (number | null)[];

interface BaseType {
  readonly size: number;
  /** The number at this place; null when it is the one that stands for no value. */
  read(view: DataView, at: number, little: boolean): number | null;
}

const unless = (value: number, invalid: number) => (value === invalid ? null : value);
const finite = (value: number) => (Number.isFinite(value) ? value : null);
/** 64-bit numbers beyond 2^53 are no measurement that this protocol knows; they are told as missing, not rounded. */
const safe = (value: bigint, invalid: bigint) =>
  value === invalid || value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER
    ? null
    : Number(value);

const unsigned8 = (invalid: number): BaseType => ({
  size: 1,
  read: (view, at) => unless(view.getUint8(at), invalid),
});
const unsigned16 = (invalid: number): BaseType => ({
  size: 2,
  read: (view, at, little) => unless(view.getUint16(at, little), invalid),
});
const unsigned32 = (invalid: number): BaseType => ({
  size: 4,
  read: (view, at, little) => unless(view.getUint32(at, little), invalid),
});
const unsigned64 = (invalid: bigint): BaseType => ({
  size: 8,
  read: (view, at, little) => safe(view.getBigUint64(at, little), invalid),
});

/** Base types by the low five bits of their number; files with and without the bit for "has a byte order" exist. */
const BASE_TYPES: readonly (BaseType | 'text' | undefined)[] = [
  unsigned8(0xff),
  { size: 1, read: (view, at) => unless(view.getInt8(at), 0x7f) },
  unsigned8(0xff),
  { size: 2, read: (view, at, little) => unless(view.getInt16(at, little), 0x7fff) },
  unsigned16(0xffff),
  { size: 4, read: (view, at, little) => unless(view.getInt32(at, little), 0x7fffffff) },
  unsigned32(0xffffffff),
  'text',
  { size: 4, read: (view, at, little) => finite(view.getFloat32(at, little)) },
  { size: 8, read: (view, at, little) => finite(view.getFloat64(at, little)) },
  unsigned8(0),
  unsigned16(0),
  unsigned32(0),
  unsigned8(0xff),
  { size: 8, read: (view, at, little) => safe(view.getBigInt64(at, little), 0x7fffffffffffffffn) },
  unsigned64(0xffffffffffffffffn),
  unsigned64(0n),
];

const BYTE = 0x0d;
const utf8 = new TextDecoder();

/**
 * Reads a field by its base type; undefined when it holds no value: the type's own number for that, an empty text, an array
 * of nothing else, a size that is no multiple of the type's, or a type that the protocol does not know.
 */
export function readValue(
  view: DataView,
  at: number,
  size: number,
  baseType: number,
  little: boolean,
): FitValue | undefined {
  const type = BASE_TYPES[baseType & 0x1f];
  if (type === undefined || size === 0) return undefined;
  if (type === 'text') return readText(view, at, size);
  if (size % type.size !== 0) return undefined;
  if (size === type.size) return type.read(view, at, little) ?? undefined;
  const values: (number | null)[] = [];
  if ((baseType & 0x1f) === BYTE) return readBytes(view, at, size);
  for (let n = 0; n < size; n += type.size) values.push(type.read(view, at + n, little));
  return values.some((value) => value !== null) ? values : undefined;
}

/** In an array of bytes 255 is a byte like any other, unless all of them are 255. */
function readBytes(view: DataView, at: number, size: number): readonly number[] | undefined {
  const bytes = [...new Uint8Array(view.buffer, view.byteOffset + at, size)];
  return bytes.some((byte) => byte !== 0xff) ? bytes : undefined;
}

/** Texts end with a NUL; where there is none, with the field. */
function readText(view: DataView, at: number, size: number): string | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
  const end = bytes.indexOf(0);
  const text = utf8.decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  return text === '' ? undefined : text;
}
