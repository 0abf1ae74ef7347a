import { Database } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const LOOK_EVERY_MS = 15_000;
const PROBLEM = {
  code: 'interrupted',
  detail:
    'The host stopped before the import came to its end; nothing of the file was stored. Import it again.',
};
// A host at work says so every 5 seconds; parsing or one statement may keep it busy for a while.
const END_ABANDONED = `
  update public.patient_data_imports set status = 'interrupted', finished_at = now(), problem = $1
   where status = 'running' and heartbeat_at < now() - interval '30 seconds'
  returning id`;

/** Ends the imports of hosts that are gone. Their transactions went with them, so no rows of theirs are there. */
@Injectable()
export class AbandonedImports implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    const look = () => void this.end().catch(() => undefined);
    look();
    this.timer = setInterval(look, LOOK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Returns how many were ended. */
  async end(): Promise<number> {
    const ended = await this.db
      .as(systemContext('end abandoned imports'))
      .execute(END_ABANDONED, [JSON.stringify(PROBLEM)]);
    return ended.length;
  }
}
