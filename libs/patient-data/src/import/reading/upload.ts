import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { FileRefusal, type UploadedFile } from '../format/import-format.js';
import { safeName } from './file-name.js';
import type { ReadLimits } from './messages.js';
import { HeadCache, PackedFile, type PackedPart } from './packed-file.js';
import { ReadMeter } from './read-meter.js';
import { readZip, truncated, type ZipContent } from './zip-archive.js';

/** What was sent: a file, or the files of a zip archive. */
export interface Upload {
  readonly files: readonly UploadedFile[];
  /** Files of an archive that cannot be unpacked, and why. */
  readonly ignored: ZipContent['ignored'];
  /** Bytes, as it was sent. */
  readonly size: number;
  /** Counts bytes from the beginning again; all but these files are done with. */
  begin(files: readonly UploadedFile[]): void;
  close(): void;
}

export interface UploadWatch {
  /** Bytes of the upload as it was sent that have been read; only ever more. */
  bytes(done: number, total: number): void;
  /** A file is not what it was packed from; what came out of it until then has been told. */
  damaged(file: UploadedFile, reason: string): void;
}

const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];
const SEVEN_ZIP = [0x37, 0x7a, 0xbc, 0xaf];
const RAR = [0x52, 0x61, 0x72, 0x21];

/**
 * Opens an upload, a zip or gzip file by its first bytes, whatever it is called. Nothing is ever written. Throws FileRefusal for
 * an archive that is cut off, encrypted or made to fill a disk.
 */
export async function openUpload(
  path: string,
  name: string,
  limits: ReadLimits,
  watch: UploadWatch,
): Promise<Upload> {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const { parts, ignored } = await contentOf(fd, size, safeName(name), limits);
    const meter = new ReadMeter(size, limits.unpackedBytes, (done, total) => watch.bytes(done, total));
    const heads = new HeadCache();
    const damaged = (file: UploadedFile, reason: string) => watch.damaged(file, reason);
    const files = parts.map((part) => new PackedFile(part, { meter, damaged }, heads));
    return {
      files,
      ignored,
      size,
      begin: (taken) => {
        const wanted = new Set(taken);
        const left = files.reduce((sum, file) => sum + (wanted.has(file) ? file.part.packed : 0), 0);
        meter.restart(size - left);
      },
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** True for the beginning of an archive. */
export function isArchive(head: Uint8Array): boolean {
  const isZip = begins(head, ZIP) && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
  return isZip || begins(head, GZIP) || begins(head, SEVEN_ZIP) || begins(head, RAR);
}

async function contentOf(fd: number, size: number, name: string, limits: ReadLimits): Promise<ZipContent> {
  if (size === 0) throw new FileRefusal('empty', 'The file is empty.');
  const head = Buffer.alloc(Math.min(4, size));
  readSync(fd, head, 0, head.length, 0);
  if (begins(head, ZIP) && isArchive(head)) return await readZip(fd, size, limits);
  const whole: PackedPart = { path: name, fd, start: 0, packed: size, packing: 'none', size };
  if (!begins(head, GZIP)) return { parts: [whole], ignored: [] };
  return {
    parts: [{ ...whole, path: withoutGz(name), packing: 'gzip', size: gzipSize(fd, size) }],
    ignored: [],
  };
}

const begins = (head: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => head[at] === byte);

const withoutGz = (name: string) => name.replace(/(?<=.)\.gz$/i, '').replace(/\.tgz$/i, '.tar');

function gzipSize(fd: number, size: number): number {
  // Header, an empty block and what follows it.
  if (size < 20) throw truncated();
  const trailer = Buffer.alloc(4);
  readSync(fd, trailer, 0, 4, size - 4);
  return trailer.readUInt32LE(0);
}
