import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

import { AppError, Files, type KeptFile, type WrittenFile } from '@carenode/module-kit';
import { Disk } from 'flydrive';

import { PrivateDisk } from './private-disk.js';

const KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Files in a folder of this machine, which all hosts of the instance share. */
export class DiskFiles extends Files {
  private readonly driver: PrivateDisk;
  private readonly disk: Disk;

  constructor(directory: string) {
    super();
    this.driver = new PrivateDisk(directory);
    this.disk = new Disk(this.driver);
  }

  async write(key: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WrittenFile> {
    // Parts that a killed host leaves are files of nobody, and found by `list`.
    const part = `${checked(key)}.${randomBytes(6).toString('hex')}.part`;
    const hash = createHash('sha256');
    let bytes = 0;
    let told: unknown;
    async function* counted(): AsyncGenerator<Uint8Array> {
      try {
        for await (const piece of content) {
          bytes += piece.length;
          if (bytes > maxBytes)
            throw new AppError('file_too_large', 'too_large', `The file has more than ${maxBytes} bytes.`);
          hash.update(piece);
          yield piece;
        }
      } catch (error) {
        told = error;
        throw error;
      }
    }
    try {
      await this.disk.putStream(part, Readable.from(counted(), { objectMode: false }));
      await this.disk.move(part, key);
    } catch (error) {
      await this.disk.delete(part).catch(() => undefined);
      throw told ?? noRoom(error) ?? error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  async withPath<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    if (!(await this.disk.exists(checked(key))))
      throw new AppError('file_missing', 'gone', 'The file is not kept any more.');
    return use(this.driver.pathOf(key));
  }

  remove(key: string): Promise<void> {
    return this.disk.delete(key);
  }

  async list(prefix: string): Promise<readonly KeptFile[]> {
    const kept: KeptFile[] = [];
    const { objects } = await this.disk.listAll(checked(prefix), { recursive: true });
    for (const object of objects) {
      if (!object.isFile) continue;
      // Somebody else may remove it in this moment.
      const facts = await stat(this.driver.pathOf(object.key)).catch(() => undefined);
      if (facts) kept.push({ key: object.key, modifiedAt: facts.mtime });
    }
    return kept;
  }
}

function checked(key: string): string {
  if (!KEY.test(key)) throw new Error('A key of a file is of lower-case words between slashes.');
  return key;
}

function noRoom(error: unknown): AppError | undefined {
  for (let cause = error as { code?: string; cause?: unknown } | undefined; cause;) {
    if (cause.code && NO_ROOM.has(cause.code))
      return new AppError('no_room', 'unavailable', 'The instance has no room for the file.', {
        cause: error,
      });
    cause = cause.cause as typeof cause;
  }
  return undefined;
}
