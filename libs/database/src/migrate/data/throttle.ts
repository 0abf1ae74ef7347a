import { setTimeout as wait } from 'node:timers/promises';

import { type MigratorSession, PACE, type Pace } from '../session.js';

/** Below this a batch's own cost is most of what it takes, and a smaller one would be no shorter. */
const SMALL = 50;
const LARGEST = 5000;
const FIRST = 200;
/** How often the server is looked at. */
const LOOK_MS = 500;
/** Longest wait for others before a batch; who waits for somebody else's lock may wait for hours. */
const LOCK_QUEUE_MS = 10_000;

/** Whether others wait for locks on tables or rows here. We hold none between batches, so a stop lets them get on. */
const LOCK_QUEUE = `
  select count(*)::int as waiting from pg_locks l
   where not l.granted and l.pid <> pg_backend_pid() and l.locktype in ('relation', 'tuple', 'transactionid', 'extend', 'page')
     and (l.database is null or l.database = 0 or l.database = (select oid from pg_database where datname = current_database()))`;

/** Null where the login may not see it, or there is no replica. */
const LAG = `select extract(epoch from max(replay_lag))::float8 as seconds from pg_stat_replication`;

/** Makes batches short, pauses between them, and waits while replicas are behind or others queue for locks. */
export class Throttle {
  /** How many keys the next batch should have. */
  window = FIRST;

  private readonly pace: Pace;
  private lastLook = 0;

  constructor(
    private readonly session: MigratorSession,
    private readonly what: string,
  ) {
    this.pace = { ...PACE, ...session.options.pace };
  }

  /** After a batch: the next one takes the time it should, as far as this one tells. */
  async took(milliseconds: number): Promise<void> {
    const factor = Math.min(2, Math.max(0.4, this.pace.batchMs / Math.max(milliseconds, 1)));
    this.window = Math.min(LARGEST, Math.max(SMALL, Math.round(this.window * factor)));
    await wait(Math.min(1000, milliseconds * this.pace.pause));
  }

  /** A batch met a locked row or failed: the next is half as large. */
  shrink(): void {
    this.window = Math.max(1, Math.floor(this.window / 2));
  }

  /** Before a batch, outside of transactions. */
  async whenFree(): Promise<void> {
    if (performance.now() - this.lastLook < LOOK_MS) return;
    await this.waitForReplicas();
    await this.waitForOthers();
    this.lastLook = performance.now();
  }

  private async waitForReplicas(): Promise<void> {
    for (let told = 0; ;) {
      const [row] = (await this.session.query(LAG)) as { seconds: number | null }[];
      const behind = row?.seconds ?? 0;
      if (behind <= this.pace.lagSeconds) return;
      if (performance.now() - told > 10_000) {
        this.say(`waits: a replica is ${Math.round(behind)} s behind`);
        told = performance.now();
      }
      await wait(1000);
    }
  }

  private async waitForOthers(): Promise<void> {
    const began = performance.now();
    for (let told = false; performance.now() - began < LOCK_QUEUE_MS; told = true) {
      const [row] = (await this.session.query(LOCK_QUEUE)) as { waiting: number }[];
      const waiting = row?.waiting ?? 0;
      if (waiting === 0) return;
      if (!told) this.say(`waits: ${waiting} others wait for locks`);
      await wait(100);
    }
    this.window = Math.min(this.window, FIRST);
    this.say(`goes on in small batches: others still wait for locks`);
  }

  private say(words: string): void {
    this.session.options.log?.(`${this.what} ${words}`);
  }
}
