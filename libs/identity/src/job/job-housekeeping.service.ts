import { Database, JobQueue } from '@carenode/database';
import { SettingsReader, systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { identitySettings } from '../identity.settings.js';

const EVERY_MS = 3_600_000;
/** Parts are up to 1 MiB each. */
const AT_ONCE = 200;
const PARTS = `
  delete from data_export_parts where (export_id, number) in (
    select p.export_id, p.number from data_export_parts p
      join data_exports e on e.id = p.export_id
      left join jobs j on j.id = e.job_id
     where e.expires_at <= now() or e.ready_at is null and coalesce(j.status, '') not in ('queued', 'running')
     limit $1)
  returning 1`;

/** Removes what is over: files of exports that expired or were never finished, and jobs of long ago. Every hour. */
@Injectable()
export class JobHousekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.remove().catch(() => undefined), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async remove(): Promise<void> {
    const access = this.db.as(systemContext('remove files of exports that are over'));
    while ((await access.execute(PARTS, [AT_ONCE])).length === AT_ONCE);
    await new JobQueue(this.db).removeOld(this.settings.read('identity', identitySettings).jobDays);
  }
}
