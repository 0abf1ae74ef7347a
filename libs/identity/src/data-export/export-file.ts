import { createHash, type Hash } from 'node:crypto';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

import { Zip, type ZipInputFile } from 'fflate';

/** What one file of an archive was: its size and SHA-256 before it was compressed. */
export interface FileFacts {
  readonly name: string;
  readonly byteCount: number;
  readonly sha256: string;
}

export interface ArchiveFacts {
  readonly byteCount: number;
  readonly partCount: number;
  readonly sha256: string;
}

export const PART_BYTES = 1024 * 1024;
/** Without the ZIP64 extension a ZIP file holds no more. */
export const MOST_BYTES = 0xffff_ffff;

/** A file of a ZIP that is deflated by Node's own zlib, outside the event loop. */
class DeflatedFile implements ZipInputFile {
  readonly compression = 8;
  size = 0;
  crc = 0;
  // Set by the archive when the file is added.
  ondata: NonNullable<ZipInputFile['ondata']> = () => undefined;
  private readonly deflate: DeflateRaw = createDeflateRaw({ level: 6 });
  private readonly hash: Hash = createHash('sha256');

  constructor(readonly filename: string) {
    this.deflate.on('data', (bytes: Buffer) => this.ondata(null, new Uint8Array(bytes), false));
  }

  async push(bytes: Buffer): Promise<void> {
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    this.hash.update(bytes);
    await new Promise<void>((resolve, reject) => {
      this.deflate.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  async end(): Promise<FileFacts> {
    await new Promise<void>((resolve, reject) => {
      this.deflate.once('end', resolve).once('error', reject).end();
    });
    this.ondata(null, new Uint8Array(0), true);
    return { name: this.filename, byteCount: this.size, sha256: this.hash.digest('hex') };
  }

  abandon(): void {
    this.deflate.destroy();
  }
}

/**
 * A ZIP file that is written piece by piece and handed on in parts, so that no more than about one part is ever in memory.
 * One file after the other: `begin`, any number of `write`, then the next `begin` or `finish`.
 */
export class ExportFile {
  private readonly hash = createHash('sha256');
  private readonly zip: Zip;
  private pieces: Uint8Array[] = [];
  private pending = 0;
  private byteCount = 0;
  private partCount = 0;
  private current: DeflatedFile | undefined;

  constructor(private readonly keep: (number: number, bytes: Buffer) => Promise<void>) {
    this.zip = new Zip((error, bytes) => {
      if (error) throw error;
      this.pieces.push(bytes);
      this.pending += bytes.length;
    });
  }

  /** Begins a file of this name; the one before must be at its end. */
  begin(name: string): void {
    this.current = new DeflatedFile(name);
    this.zip.add(this.current);
  }

  async write(text: string): Promise<void> {
    await this.current?.push(Buffer.from(text));
    if ((this.current?.size ?? 0) > MOST_BYTES || this.byteCount > MOST_BYTES) {
      throw new Error('The export is larger than a ZIP file can be.');
    }
    while (this.pending >= PART_BYTES) await this.hand(PART_BYTES);
  }

  /** Ends the file that was begun. */
  async end(): Promise<FileFacts> {
    if (!this.current) throw new Error('No file was begun.');
    const facts = await this.current.end();
    this.current = undefined;
    return facts;
  }

  /** Ends the archive and hands on what is left. */
  async finish(): Promise<ArchiveFacts> {
    this.zip.end();
    while (this.pending > 0) await this.hand(Math.min(this.pending, PART_BYTES));
    return { byteCount: this.byteCount, partCount: this.partCount, sha256: this.hash.digest('hex') };
  }

  abandon(): void {
    this.current?.abandon();
  }

  private async hand(length: number): Promise<void> {
    const all = Buffer.concat(this.pieces);
    const part = all.subarray(0, length);
    this.pieces = [all.subarray(length)];
    this.pending = all.length - length;
    this.hash.update(part);
    this.byteCount += part.length;
    await this.keep(++this.partCount, part);
  }
}
