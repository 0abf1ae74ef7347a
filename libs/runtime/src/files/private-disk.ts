import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { FSDriver } from 'flydrive/drivers/fs';

const ONLY_OWNER_FILE = 0o600;
const ONLY_OWNER_DIRECTORY = 0o700;

/** FlyDrive's driver of local disks, for files that nobody but the owner of the process may read. */
export class PrivateDisk extends FSDriver {
  constructor(private readonly root: string) {
    super({ location: root, visibility: 'private' });
  }

  /** Never over another file; on the disk, not only in its cache, when it resolves. */
  override async putStream(key: string, contents: Readable): Promise<void> {
    const path = await this.placeFor(key);
    await pipeline(contents, createWriteStream(path, { flags: 'wx', mode: ONLY_OWNER_FILE, flush: true }));
  }

  /** At once, where the driver would copy: nobody ever sees a part of the file. */
  override async move(source: string, destination: string): Promise<void> {
    await rename(this.pathOf(source), await this.placeFor(destination));
  }

  pathOf(key: string): string {
    return join(this.root, key);
  }

  private async placeFor(key: string): Promise<string> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: ONLY_OWNER_DIRECTORY });
    return path;
  }
}
