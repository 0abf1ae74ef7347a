import { Database } from '@carenode/database';
import { SettingsReader, systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { identitySettings } from '../identity.settings.js';

const EVERY_MS = 3_600_000;
const AT_ONCE = 1000;

const SESSIONS = `
  delete from sessions where id in (
    select id from sessions
     where expires_at < now() or last_seen_at < now() - $2::int * interval '1 minute'
     limit $1 for update skip locked)
  returning 1`;
const FAILURES = `
  delete from sign_in_failures where key in (
    select key from sign_in_failures where window_ends_at < now() - interval '1 hour' and $2::int > 0
     limit $1 for update skip locked)
  returning 1`;

/** Removes what is over: sessions, and counts of failed sign-ins. Every hour, in small portions. */
@Injectable()
export class OverRows implements OnApplicationBootstrap, OnModuleDestroy {
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
    const { sessionIdleMinutes } = this.settings.read('identity', identitySettings);
    const access = this.db.as(systemContext('remove sessions that are over'));
    for (const text of [SESSIONS, FAILURES]) {
      while ((await access.execute(text, [AT_ONCE, sessionIdleMinutes])).length === AT_ONCE);
    }
  }
}
