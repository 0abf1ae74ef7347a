import { type Database, type Statement } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';

/** Longest time between two readings, in case a notification was lost. */
const POLL_MS = 5000;
/** A reading that has not answered by then is given up, so that the next one gets its turn. */
const READING_MS = 10_000;

export interface SnapshotOptions<Row extends object, T> {
  /** Notified when the table changes. */
  readonly channel: string;
  readonly statement: Statement;
  /** Why the host reads it; ends up in the audit trail. */
  readonly reason: string;
  readonly make: (rows: readonly Row[]) => T;
}

/**
 * A small table held in memory, so that a request asks it without a round trip. Read at start, again on every
 * notification (also after the listener was reconnected), and at least every 5 s.
 */
export class Snapshot<Row extends object, T> {
  private value: T | undefined;
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private unlisten: (() => void) | undefined;
  private readonly ctx;

  constructor(
    private readonly db: Database,
    private readonly options: SnapshotOptions<Row, T>,
  ) {
    this.ctx = systemContext(options.reason);
  }

  /** Resolves when the first reading is in memory; rejects when it cannot be made. */
  async start(): Promise<void> {
    const refresh = () => void this.refresh().catch(() => undefined);
    this.unlisten = await this.db.listen(this.options.channel, refresh);
    this.timer = setInterval(refresh, POLL_MS);
    this.timer.unref();
    await this.refresh();
  }

  stop(): void {
    clearInterval(this.timer);
    this.unlisten?.();
  }

  /** The last reading; undefined before the first. */
  get current(): T | undefined {
    return this.value;
  }

  /** Milliseconds since the last reading was asked for. */
  get age(): number {
    return performance.now() - this.readAt;
  }

  /**
   * Resolves after a reading that was asked for after this call, so that it holds everything committed
   * before.
   */
  refresh(): Promise<void> {
    // A reading under way may have begun before the change; one more follows it, for everybody who asks
    // meanwhile.
    this.following ??= (this.reading ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.following = undefined;
        this.reading = this.read().finally(() => (this.reading = undefined));
        return this.reading;
      });
    return this.following;
  }

  private async read(): Promise<void> {
    const askedAt = performance.now();
    const rows = await withinTime(
      this.db.as(this.ctx).query<Row>(this.options.statement),
      this.options.channel,
    );
    this.value = this.options.make(rows);
    this.readAt = askedAt;
  }
}

async function withinTime<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer ${what} in time.`)), READING_MS);
    timer.unref();
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
