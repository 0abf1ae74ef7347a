import { readSync } from 'node:fs';

import { type Entry, fromFdPromise } from 'yauzl';

import { FileRefusal } from '../format/import-format.js';
import { entryName, isOfSystem, safeName } from './file-name.js';
import type { ReadLimits } from './messages.js';
import type { PackedPart } from './packed-file.js';
import { checkAmount } from './read-meter.js';

export interface ZipContent {
  readonly parts: readonly PackedPart[];
  /** Entries that cannot be read, and why. */
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

export const truncated = () =>
  new FileRefusal(
    'truncated',
    'The archive ends in the middle; it was cut off on its way. Export or upload it again.',
  );

const damaged = () =>
  new FileRefusal('damaged', 'The archive is damaged: its list of files does not fit what is in it.');

/**
 * What is in a zip archive, by its central directory, which alone knows the sizes. Nothing is unpacked and nothing written.
 * Refuses archives whose entries lie over one another: the same bytes unpacked again and again are how a small file fills a
 * disk.
 */
export async function readZip(fd: number, size: number, limits: ReadLimits): Promise<ZipContent> {
  const entries = await entriesOf(fd, limits);
  const parts: PackedPart[] = [];
  const ignored: { path: string; reason: string }[] = [];
  const places: Place[] = [];
  for (const entry of entries) {
    const name = entryName(entry);
    if (name.endsWith('/') && entry.compressedSize === 0) continue;
    const start = dataStart(fd, entry, size);
    places.push({ from: entry.relativeOffsetOfLocalHeader, to: start + entry.compressedSize });
    if (isOfSystem(name)) continue;
    const path = safeName(name);
    const reason = unreadable(entry);
    if (reason) ignored.push({ path, reason });
    else parts.push(partOf(fd, path, start, entry));
  }
  refuseOverlaps(places);
  if (parts.length === 0 && ignored.some(({ reason }) => reason === ENCRYPTED)) throw encrypted();
  checkAmount(
    { packed: sum(parts.map((part) => part.packed)), unpacked: sum(parts.map((part) => part.size)) },
    limits.unpackedBytes,
  );
  return { parts, ignored };
}

async function entriesOf(fd: number, limits: ReadLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    // Names as bytes: yauzl gives up on an archive with a name that leads outside; here names lead nowhere.
    const zip = await fromFdPromise(fd, { autoClose: false, decodeStrings: false });
    if (zip.entryCount > limits.files) throw tooMany(limits.files);
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw error instanceof FileRefusal ? error : refusalOf(error);
  }
  return entries;
}

const tooMany = (most: number) =>
  new FileRefusal('too_many_files', `The archive holds more than ${most} files, the most that is read.`);

/** yauzl tells why only in words. */
function refusalOf(error: unknown): FileRefusal {
  const words = error instanceof Error ? error.message : '';
  if (words.includes('strong encryption')) return encrypted();
  if (/end of central directory record signature not found|unexpected EOF/i.test(words)) return truncated();
  return damaged();
}

const ENCRYPTED = 'is encrypted';
const encrypted = () =>
  new FileRefusal(
    'encrypted',
    'The archive is encrypted. Unpack it with its password and upload what is in it.',
  );

function unreadable(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return ENCRYPTED;
  const { compressionMethod: method } = entry;
  return method === STORED || method === DEFLATED
    ? undefined
    : `is packed in a way that is not known here (method ${method})`;
}

function partOf(fd: number, path: string, start: number, entry: Entry): PackedPart {
  return {
    path,
    fd,
    start,
    packed: entry.compressedSize,
    packing: entry.compressionMethod === STORED ? 'none' : 'deflate',
    size: entry.uncompressedSize,
    checksum: entry.crc32,
  };
}

/** Behind the entry's own header, whose names can be of another length than those of the directory. */
function dataStart(fd: number, entry: Entry, size: number): number {
  const at = entry.relativeOffsetOfLocalHeader;
  const header = Buffer.alloc(LOCAL_HEADER_SIZE);
  if (at + LOCAL_HEADER_SIZE > size) throw truncated();
  readSync(fd, header, 0, LOCAL_HEADER_SIZE, at);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged();
  const start = at + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.compressedSize > size) throw truncated();
  return start;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function refuseOverlaps(places: Place[]): void {
  places.sort((one, other) => one.from - other.from);
  let free = 0;
  for (const { from, to } of places) {
    if (from < free) {
      throw new FileRefusal('overlapping', 'Files of the archive lie over one another; it was not read.');
    }
    free = to;
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
