import type { Database } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';

const HEARTBEAT_MS = 5_000;
const AT_MOST_EVERY_MS = 1_000;

const TELL = `
  update public.patient_data_imports
     set bytes_read = case status when 'running' then least($2::bigint, byte_count) else bytes_read end,
         records_read = case status when 'running' then greatest($3::integer, $4::integer) else records_read end,
         records_done = case status when 'running' then $4::integer else records_done end,
         rows_undone = greatest(rows_undone, $5::integer),
         heartbeat_at = now()
   where id = $1 and status in ('running', 'undoing')`;

/** What a run has come to. */
export interface Told {
  readonly bytes: number;
  readonly read: number;
  readonly done: number;
  readonly undone: number;
}

/**
 * Tells the row of an import how far it is, at most once a second, and every five seconds that its host is at work. A
 * failure to tell is no failure of the import.
 */
export class ImportTelling {
  private readonly heartbeat: NodeJS.Timeout;
  private told: Told = { bytes: 0, read: 0, done: 0, undone: 0 };
  private changed = false;
  private sentAt = 0;
  private sending: Promise<unknown> = Promise.resolve();
  private later: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly ctx: RequestContext,
    private readonly importId: string,
    private readonly onProgress: (told: Told) => void = () => undefined,
  ) {
    this.heartbeat = setInterval(() => this.send(), HEARTBEAT_MS).unref();
  }

  get now(): Told {
    return this.told;
  }

  tell(told: Partial<Told>): void {
    this.told = { ...this.told, ...told };
    this.changed = true;
    this.onProgress(this.told);
    const wait = this.sentAt + AT_MOST_EVERY_MS - Date.now();
    if (wait <= 0) this.send();
    else this.later ??= setTimeout(() => this.send(), wait).unref();
  }

  /** Resolves when nothing more is told; what was told last is noted. */
  async over(): Promise<void> {
    clearInterval(this.heartbeat);
    if (this.changed) this.send();
    clearTimeout(this.later);
    await this.sending;
  }

  private send(): void {
    clearTimeout(this.later);
    this.later = undefined;
    this.changed = false;
    this.sentAt = Date.now();
    this.sending = this.sending.then(() => this.write()).catch(() => undefined);
  }

  private write(): Promise<unknown> {
    const { bytes, read, done, undone } = this.told;
    return this.db.as(this.ctx).execute(TELL, [this.importId, bytes, read, done, undone]);
  }
}
