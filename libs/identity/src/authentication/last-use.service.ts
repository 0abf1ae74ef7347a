import { Database } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

type Kind = 'session' | 'api-key';

const EVERY_MS = 10_000;

const NOTE = {
  session: `update sessions s set last_seen_at = greatest(s.last_seen_at, now() - u.age * interval '1 millisecond')
              from unnest($1::uuid[], $2::float8[]) as u (id, age) where s.id = u.id`,
  'api-key': `update api_keys k set last_used_at = greatest(k.last_used_at, now() - u.age * interval '1 millisecond')
                from unnest($1::uuid[], $2::float8[]) as u (id, age) where k.id = u.id`,
} as const;

/** Notes when sessions and keys were last used: one statement for many, every ten seconds and when the host stops. */
@Injectable()
export class LastUse implements OnApplicationShutdown {
  private readonly used: Record<Kind, Map<string, number>> = { session: new Map(), 'api-key': new Map() };
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Database) {}

  note(kind: Kind, id: string): void {
    this.used[kind].set(id, Date.now());
    this.timer ??= setTimeout(() => void this.write(), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await Promise.all([this.writeOf('session'), this.writeOf('api-key')]);
  }

  private async writeOf(kind: Kind): Promise<void> {
    const used = this.used[kind];
    if (used.size === 0) return;
    const now = Date.now();
    const ids = [...used.keys()];
    const ages = [...used.values()].map((at) => Math.max(now - at, 0));
    used.clear();
    try {
      await this.db
        .as(systemContext('note when sessions and keys were used'))
        .execute(NOTE[kind], [ids, ages]);
    } catch {
      // The database is away: the next use is noted again, and nothing hangs on the one before.
    }
  }
}
