import { FileRefusal } from '../format/import-format.js';

/** Text packs 20:1 as a rule and can 1000:1; nothing of this size that packs better than this is anybody's data. */
const MOST_RATIO = 200;
const RATIO_FROM = 100 * 1024 ** 2;

export interface Amount {
  readonly packed: number;
  readonly unpacked: number;
}

/** Refuses what unpacks to more than it may. */
export function checkAmount({ packed, unpacked }: Amount, most: number): void {
  if (unpacked <= most && unpacked - RATIO_FROM <= packed * MOST_RATIO) return;
  throw new FileRefusal(
    'too_large',
    unpacked > most
      ? `The file unpacks to more than ${inWords(most)}, the most that is read.`
      : 'The file unpacks to far more than such a file can hold; it was not read.',
  );
}

/** How far each file of an upload has been read. A file read again counts once: what counts is how far it ever got. */
export class ReadMeter {
  private readonly reached = new Map<object, Amount>();
  private before = 0;
  private packed = 0;
  private unpacked = 0;
  private told = 0;

  constructor(
    private readonly total: number,
    private readonly most: number,
    private readonly onBytes: (done: number, total: number) => void,
  ) {}

  /** Notes how far a file was read, and refuses when all of it is too much. */
  reach(file: object, { packed, unpacked }: Amount): void {
    const before = this.reached.get(file) ?? { packed: 0, unpacked: 0 };
    const now = { packed: Math.max(before.packed, packed), unpacked: Math.max(before.unpacked, unpacked) };
    this.reached.set(file, now);
    this.packed += now.packed - before.packed;
    this.unpacked += now.unpacked - before.unpacked;
    this.tell();
    checkAmount({ packed: this.packed, unpacked: this.unpacked }, this.most);
  }

  /** Begins anew, with this much of the upload done: what is not going to be read. */
  restart(done: number): void {
    this.reached.clear();
    this.before = done;
    this.packed = this.unpacked = this.told = 0;
    this.tell();
  }

  private tell(): void {
    const done = Math.min(this.before + this.packed, this.total);
    if (done <= this.told) return;
    this.told = done;
    this.onBytes(done, this.total);
  }
}

const inWords = (bytes: number) =>
  bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GiB` : `${Math.ceil(bytes / 1024 ** 2)} MiB`;
