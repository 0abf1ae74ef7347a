import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip archive as this writer makes it; what is left out is as it should be. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array | string;
  readonly stored?: boolean;
  /** General purpose bits besides the data descriptor's. */
  readonly flags?: number;
  readonly method?: number;
  /** Sizes behind the data and in the central directory only, as streaming writers leave them. */
  readonly descriptor?: boolean;
  readonly zip64?: boolean;
  /** The size the archive tells, true or not. */
  readonly toldSize?: number;
  readonly toldChecksum?: number;
  /** Entry (by its number) whose bytes are this one's too. */
  readonly over?: number;
}

const NEVER = 0xffffffff;

/** Writes a zip archive by hand, so that also what no tool writes can be written. */
export function zipOf(entries: readonly ZipEntry[], options: { zip64?: boolean } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const made = made1(entry);
    const offset = entry.over === undefined ? at : (offsets[entry.over] ?? 0);
    offsets.push(offset);
    if (entry.over === undefined) {
      parts.push(made.local);
      at += made.local.length;
    }
    directory.push(central(made, offset, entry.zip64 ?? false));
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...parts, list, endOf(entries.length, list.length, at, options.zip64 ?? false)]);
}

interface Made {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly local: Buffer;
}

function made1(entry: ZipEntry): Made {
  const name = Buffer.from(typeof entry.name === 'string' ? Buffer.from(entry.name) : entry.name);
  const content = Buffer.from(entry.content);
  const data = entry.stored ? content : deflateRawSync(content);
  const checksum = entry.toldChecksum ?? crc32(content);
  const size = entry.toldSize ?? content.length;
  const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
  const method = entry.method ?? (entry.stored ? 0 : 8);
  const told = entry.descriptor ? [0, 0, 0] : [checksum, data.length, size];
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  told.forEach((number, n) => header.writeUInt32LE(number, 14 + 4 * n));
  header.writeUInt16LE(name.length, 26);
  const behind = Buffer.alloc(entry.descriptor ? 16 : 0);
  if (entry.descriptor) {
    [0x08074b50, checksum, data.length, size].forEach((number, n) => behind.writeUInt32LE(number, 4 * n));
  }
  const local = Buffer.concat([header, name, data, behind]);
  return { name, flags, method, checksum, packed: data.length, size, local };
}

function central(
  { name, flags, method, checksum, packed, size }: Made,
  offset: number,
  zip64: boolean,
): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(checksum, 16);
  header.writeUInt32LE(zip64 ? NEVER : packed, 20);
  header.writeUInt32LE(zip64 ? NEVER : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(zip64 ? 28 : 0, 30);
  header.writeUInt32LE(zip64 ? NEVER : offset, 42);
  const extra = Buffer.alloc(zip64 ? 28 : 0);
  if (zip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [size, packed, offset].forEach((number, n) => extra.writeBigUInt64LE(BigInt(number), 4 + 8 * n));
  }
  return Buffer.concat([header, name, extra]);
}

function endOf(entries: number, length: number, at: number, zip64: boolean): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : entries, 8);
  end.writeUInt16LE(zip64 ? 0xffff : entries, 10);
  end.writeUInt32LE(zip64 ? NEVER : length, 12);
  end.writeUInt32LE(zip64 ? NEVER : at, 16);
  if (!zip64) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  [entries, entries, length, at].forEach((number, n) => record.writeBigUInt64LE(BigInt(number), 24 + 8 * n));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}
