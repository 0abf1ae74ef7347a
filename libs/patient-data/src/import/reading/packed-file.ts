import { read as readFile, readSync } from 'node:fs';
import { promisify } from 'node:util';
import {
  constants,
  crc32,
  createGunzip,
  createInflateRaw,
  gunzipSync,
  type Gunzip,
  inflateRawSync,
  type InflateRaw,
} from 'node:zlib';

import { FileRefusal, type UploadedFile } from '../format/import-format.js';
import type { ReadMeter } from './read-meter.js';

const HEAD = 64 * 1024;
const PIECE = 64 * 1024;
/** Packed bytes at a time: small, because each can become a thousand. */
const PACKED_PIECE = 16 * 1024;
const SMALLEST_LOOK = 1024;

export interface PackedPart {
  /** For reports. */
  readonly path: string;
  readonly fd: number;
  /** Where its packed bytes lie in the upload. */
  readonly start: number;
  readonly packed: number;
  readonly packing: 'none' | 'deflate' | 'gzip';
  /** Unpacked, as the archive says; of a gzip file the remainder by 4 GiB. */
  readonly size: number;
  /** CRC-32 of the unpacked bytes; undefined when nothing checks it, or unpacking does. */
  readonly checksum?: number | undefined;
}

export interface ReadingWatch {
  readonly meter: ReadMeter;
  /** The file is not what it was packed from. */
  damaged(file: UploadedFile, reason: string): void;
}

const readAt = promisify(readFile);

/** A file of an upload that is unpacked while it is read, and never lies anywhere unpacked. */
export class PackedFile implements UploadedFile {
  readonly path: string;
  readonly size: number;

  constructor(
    readonly part: PackedPart,
    private readonly watch: ReadingWatch,
    private readonly heads: HeadCache,
  ) {
    this.path = part.path;
    this.size = part.size;
  }

  get head(): Uint8Array {
    return this.heads.of(this.part);
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const { packing, checksum, size } = this.part;
    let unpacked = 0;
    let sum = 0;
    const pieces = packing === 'none' ? this.pieces(PIECE) : this.unpack();
    for await (const [bytes, packed] of pieces) {
      unpacked += bytes.length;
      if (packing === 'deflate' && unpacked > size) {
        throw new FileRefusal('damaged', 'The archive holds more than it says; it was not read.');
      }
      this.watch.meter.reach(this, { packed, unpacked });
      if (checksum !== undefined) sum = crc32(bytes, sum);
      yield bytes;
    }
    if (packing !== 'gzip' && unpacked < size)
      this.damaged('is damaged: it ends early, and the rest was not read');
    else if (checksum !== undefined && sum !== checksum) {
      this.damaged('is damaged: its checksum is not that of the archive');
    }
  }

  private damaged(reason: string): void {
    this.watch.damaged(this, reason);
  }

  /** Bytes as they lie in the upload, with how many of them there were up to here. */
  private async *pieces(most: number): AsyncGenerator<[Uint8Array, number]> {
    const { fd, start, packed } = this.part;
    let at = 0;
    while (at < packed) {
      const { bytesRead, buffer } = await readAt(
        fd,
        Buffer.allocUnsafeSlow(Math.min(most, packed - at)),
        0,
        Math.min(most, packed - at),
        start + at,
      );
      if (bytesRead === 0) return;
      at += bytesRead;
      yield [buffer.subarray(0, bytesRead), at];
    }
  }

  // Piece by piece, and not as a stream: what is unpacked before damage is then the same every time.
  private async *unpack(): AsyncGenerator<[Uint8Array, number]> {
    const unpacker = new Unpacker(
      this.part.packing === 'gzip' ? createGunzip(OPTIONS) : createInflateRaw(OPTIONS),
    );
    try {
      for await (const [bytes, packed] of this.pieces(PACKED_PIECE)) {
        for (const unpacked of await unpacker.take(bytes)) yield [unpacked, packed];
        if (unpacker.over) break;
      }
      for (const unpacked of await unpacker.finish()) yield [unpacked, this.part.packed];
    } finally {
      unpacker.close();
    }
    if (unpacker.failed && this.part.packing === 'gzip') {
      this.damaged('is damaged: it cannot be unpacked any further, and the rest was not read');
    }
  }
}

const OPTIONS = { chunkSize: PIECE };

/** Unpacks piece by piece. Damage ends it. */
class Unpacker {
  failed = false;
  over = false;
  private out: Uint8Array[] = [];

  constructor(private readonly stream: InflateRaw | Gunzip) {
    stream.on('data', (bytes: Uint8Array) => void this.out.push(bytes));
    stream.on('end', () => (this.over = true));
    stream.on('error', () => (this.failed = this.over = true));
  }

  take(bytes: Uint8Array): Promise<Uint8Array[]> {
    return this.after((done) => this.stream.write(bytes, done));
  }

  finish(): Promise<Uint8Array[]> {
    // Whether all of it was there shows only when the last is out, after the writing side is done.
    return this.after(() => this.stream.end());
  }

  close(): void {
    this.stream.destroy();
  }

  private async after(work: (done: () => void) => void): Promise<Uint8Array[]> {
    if (!this.over) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.stream.off('error', done).off('end', done);
          resolve();
        };
        this.stream.once('error', done).once('end', done);
        work(done);
      });
    }
    const { out } = this;
    this.out = [];
    return out;
  }
}

/** The beginnings of files, unpacked when they are looked at; the last few are kept. */
export class HeadCache {
  private readonly kept = new Map<PackedPart, Uint8Array>();

  constructor(private readonly most = 128) {}

  of(part: PackedPart): Uint8Array {
    const known = this.kept.get(part);
    if (known) return known;
    const head = headOf(part);
    if (this.kept.size >= this.most) this.kept.delete(this.kept.keys().next().value ?? part);
    this.kept.set(part, head);
    return head;
  }
}

function headOf(part: PackedPart): Uint8Array {
  if (part.packing === 'none') return bytesAt(part, HEAD);
  const unpack = part.packing === 'gzip' ? gunzipSync : inflateRawSync;
  let head: Uint8Array = new Uint8Array();
  // Twice as much each time, until there is enough: so that little is unpacked in vain, whatever it becomes.
  for (let look = SMALLEST_LOOK; ; look *= 2) {
    try {
      head = unpack(bytesAt(part, look), { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      break;
    }
    if (head.length >= HEAD || look >= part.packed) break;
  }
  return new Uint8Array(head.subarray(0, HEAD));
}

function bytesAt({ fd, start, packed }: PackedPart, most: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(most, packed));
  return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, start));
}
