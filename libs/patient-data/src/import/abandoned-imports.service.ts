import { Database } from '@carenode/database';
import { Files, systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { SILENT_SECONDS } from './import-line.js';

const LOOK_EVERY_MS = 15_000;
const TIDY_EVERY_MS = 3_600_000;
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const AT_ONCE = 100;

const INTERRUPTED = {
  code: 'interrupted',
  detail:
    'The host stopped before the import came to its end. Try it again: what is stored stays, and the rest is added.',
  kind: 'unavailable',
};
const UNANSWERED = {
  code: 'unanswered',
  detail: `The questions of the import were not answered within ${KEPT_DAYS} days; nothing of the file is stored.`,
  kind: 'conflict',
};
// While its job is in the queue, another host goes on with it.
const END_ABANDONED = `
  update public.patient_data_imports i set status = 'interrupted', finished_at = now(), problem = $1
   where i.status in ('running', 'undoing') and i.heartbeat_at < now() - make_interval(secs => $2)
     and not exists (select from public.jobs j where j.id = i.job_id and j.status in ('queued', 'running'))
  returning id`;
const OVERDUE = `
  select id, file_key as "fileKey" from public.patient_data_imports
   where file_key is not null and status in ('waiting', 'failed', 'interrupted')
     and created_at < now() - make_interval(days => $1)
   order by created_at limit $2`;
const GIVE_UP = `
  update public.patient_data_imports
     set file_key = null, status = case status when 'waiting' then 'cancelled' else status end, questions = null,
         problem = $2, finished_at = now()
   where id = $1 and status = 'waiting'`;
const FORGET_FILE = `
  update public.patient_data_imports set file_key = null where id = $1 and status in ('failed', 'interrupted')`;
const KNOWN = 'select file_key as "fileKey" from public.patient_data_imports where file_key = any ($1)';

/** Ends the imports of hosts that are gone and that no host will go on with, and removes files that nobody needs. */
@Injectable()
export class AbandonedImports implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly db: Database,
    private readonly files: Files,
  ) {}

  onApplicationBootstrap(): void {
    const look = () => void this.end().catch(() => undefined);
    look();
    this.timers.push(setInterval(look, LOOK_EVERY_MS).unref());
    this.timers.push(setInterval(() => void this.tidy().catch(() => undefined), TIDY_EVERY_MS).unref());
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Returns how many were ended. */
  async end(): Promise<number> {
    const ended = await this.db
      .as(systemContext('end abandoned imports'))
      .execute(END_ABANDONED, [JSON.stringify(INTERRUPTED), SILENT_SECONDS]);
    return ended.length;
  }

  /** Removes files that were kept for too long, and those of no import: their host was killed, or the patient is gone. */
  async tidy(now = Date.now()): Promise<void> {
    const access = this.db.as(systemContext('remove files of imports that nobody needs'));
    const overdue = await access.query<{ id: string; fileKey: string }>(OVERDUE, [KEPT_DAYS, AT_ONCE]);
    for (const { id, fileKey } of overdue) {
      await access.execute(GIVE_UP, [id, JSON.stringify(UNANSWERED)]);
      await access.execute(FORGET_FILE, [id]);
      await this.files.remove(fileKey);
    }
    const old = (await this.files.list('imports')).filter(
      ({ modifiedAt }) => modifiedAt.getTime() < now - DAY_MS,
    );
    const keys = old.map(({ key }) => key);
    const known = await access.query<{ fileKey: string }>(KNOWN, [keys]);
    const needed = new Set(known.map(({ fileKey }) => fileKey));
    for (const key of keys) if (!needed.has(key)) await this.files.remove(key);
  }
}
