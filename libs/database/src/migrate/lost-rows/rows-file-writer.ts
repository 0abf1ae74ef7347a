import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip, gzipSync } from 'node:zlib';

import { FORMAT, type SectionEnd, type SectionHeader, type TableHeader } from './rows-file-format.js';

const NEWLINE = 0x0a;

interface OpenSection {
  readonly step: string;
  readonly gzip: Gzip;
  readonly done: Promise<void>;
  readonly hash: Hash;
  readonly offset: number;
  rows: number;
}

/** Writes a file of dropped rows, section by section. The file is made with the first section, readable by its owner only. */
export class RowsFileWriter {
  private handle: FileHandle | null = null;
  /** Where the next member begins. */
  private length = 0;
  /** The end of what belongs to steps that are committed. */
  private kept = 0;
  private section: OpenSection | null = null;

  constructor(
    readonly path: string,
    private readonly database: () => Promise<string>,
  ) {}

  /** True once there is a section whose step is committed. */
  get used(): boolean {
    return this.kept > 0;
  }

  /** Begins a section in place of one whose step was not committed. */
  async begin(header: SectionHeader): Promise<void> {
    await this.abandon();
    if (this.handle === null) await this.create();
    const handle = this.file();
    await handle.truncate(this.kept);
    this.length = this.kept;
    if (this.kept === 0) {
      await this.append(
        gzipSync(
          line({
            carenode: 'dropped rows',
            format: FORMAT,
            database: await this.database(),
            at: new Date().toISOString(),
          }),
        ),
      );
    }
    const gzip = createGzip({ level: 4 });
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.append(chunk).then(() => done(), done);
      },
    });
    const done = pipeline(gzip, sink);
    done.catch(() => undefined);
    this.section = {
      step: header.section,
      gzip,
      done,
      hash: createHash('sha256'),
      offset: this.length,
      rows: 0,
    };
    await this.write(line(header));
  }

  async table(header: TableHeader): Promise<void> {
    await this.write(line(header));
  }

  /** Rows of the table named last, as COPY gives them, in pieces of any size. */
  async rows(piece: Buffer): Promise<void> {
    const section = this.current();
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) section.rows++;
    await this.write(piece);
  }

  async endTable(): Promise<void> {
    await this.write(Buffer.from('\\.\n'));
  }

  /** Ends the section, and answers when it is on the disk. */
  async end(): Promise<SectionEnd> {
    const { step, gzip, done, hash, offset, rows } = this.current();
    gzip.end();
    await done;
    this.section = null;
    const end: SectionEnd = {
      end: step,
      rows,
      sha256: hash.digest('hex'),
      offset,
      bytes: this.length - offset,
    };
    await this.append(gzipSync(line(end)));
    await this.file().sync();
    return end;
  }

  /** What was written so far belongs to steps that are committed: no later section takes its place. */
  keep(): void {
    this.kept = this.length;
  }

  async close(): Promise<void> {
    await this.abandon();
    await this.handle?.close();
    this.handle = null;
  }

  private async create(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    try {
      this.handle = await open(this.path, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new Error(`${this.path} is there already; rows are never written over a file.`, { cause: error });
    }
    const directory = await open(dirname(this.path), 'r');
    await directory.sync().finally(() => directory.close());
  }

  private async write(piece: Buffer): Promise<void> {
    const { gzip, hash, done } = this.current();
    hash.update(piece);
    if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), done]);
  }

  private async append(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length;) {
      const { bytesWritten } = await this.file().write(piece, at, piece.length - at, this.length);
      at += bytesWritten;
      this.length += bytesWritten;
    }
  }

  private async abandon(): Promise<void> {
    if (!this.section) return;
    const { gzip, done } = this.section;
    this.section = null;
    gzip.destroy();
    await done.catch(() => undefined);
  }

  private current(): OpenSection {
    if (!this.section) throw new Error('No section of the file of dropped rows is open.');
    return this.section;
  }

  private file(): FileHandle {
    if (!this.handle) throw new Error('The file of dropped rows is not open.');
    return this.handle;
  }
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
