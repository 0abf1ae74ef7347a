import type { Database } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import type { ImportProgress } from '@carenode/patient-data-contract';

import { endOf } from './import-problem.rules.js';

// AbandonedImports takes a run that was silent for 30 seconds for dead.
const HEARTBEAT_MS = 5_000;

const TELL = `
  update public.patient_data_imports
     set entries_read = $2, records_read = $3, records_done = $4, heartbeat_at = now()
   where id = $1 and status = 'running'`;
const BEAT = `update public.patient_data_imports set heartbeat_at = now() where id = $1 and status = 'running'`;
const FAIL = `
  update public.patient_data_imports set status = $2, problem = $3, finished_at = now()
   where id = $1 and status <> 'done'`;

/** One import from its first to its last moment: tells its row how far it is, outside the transaction of the records. */
export class ImportRun {
  private readonly heartbeat: NodeJS.Timeout;
  private telling: Promise<void> = Promise.resolve();
  private next: ImportProgress | undefined;

  constructor(
    private readonly db: Database,
    readonly ctx: RequestContext,
    readonly id: string,
    private readonly onProgress: (progress: ImportProgress) => void,
  ) {
    this.heartbeat = setInterval(() => this.send(BEAT, []), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** Notes the progress; what comes while an earlier note is on its way replaces what waits. */
  tell(progress: ImportProgress): void {
    this.onProgress(progress);
    const idle = this.next === undefined;
    this.next = progress;
    if (idle) this.telling = this.telling.then(() => this.sendNext());
  }

  /** Resolves when everything told is noted; the row is the caller's from here on. */
  async over(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.telling;
  }

  /** Notes why the import ended. When even that fails, the missing heartbeat tells. */
  async fail(error: unknown): Promise<void> {
    await this.over();
    const { status, problem } = endOf(error);
    await this.quietly(FAIL, [status, JSON.stringify(problem)]);
  }

  private async sendNext(): Promise<void> {
    const progress = this.next;
    this.next = undefined;
    if (progress) {
      await this.quietly(TELL, [progress.entriesRead, progress.recordsRead, progress.recordsDone]);
    }
  }

  private send(sql: string, values: readonly unknown[]): void {
    this.telling = this.telling.then(() => this.quietly(sql, values));
  }

  private async quietly(sql: string, values: readonly unknown[]): Promise<void> {
    await this.db
      .as(this.ctx)
      .execute(sql, [this.id, ...values])
      .catch(() => undefined);
  }
}
