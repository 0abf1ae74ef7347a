import { Database, statement, type Transaction } from '@carenode/database';
import { Sealer, systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import {
  CANONICAL_EVENT,
  endOfSeal,
  type LastSeal,
  rangesToSeal,
  type Seal,
  SEAL_PURPOSE,
  type SealableRange,
  sealText,
  utcText,
} from './seal.rules.js';

const EVERY_MS = 3000;
const PARTITIONS_EVERY_MS = 6 * 3600 * 1000;
/** A seal takes about this many events; more only when one transaction has more. */
const EVENTS_PER_SEAL = 10_000;

const context = systemContext('seal the audit trail');

// One host at a time. What comes after is pinned to built-in functions: nobody's own sha256() is called.
const BEGIN = `
  select pg_catalog.pg_try_advisory_xact_lock(5530918274021) as mine,
         pg_catalog.set_config('search_path', 'pg_catalog', true),
         pg_catalog.set_config('statement_timeout', '600s', true)`;

const STATE = statement(
  'audit:state',
  `
  select pg_snapshot_xmin(s)::text as over, pg_snapshot_xmax(s)::text as next, l.*
    from pg_current_snapshot() s
    left join (select number::text, tx_to::text as "txTo", seq_after::text as "seqAfter", seq_to::text as "seqTo", mac
                 from public.audit_seals order by audit_seals.number desc limit 1) l on true`,
);

const IN_RANGE = 'e.tx >= $1::xid8 and e.tx < $2::xid8 and e.seq > $3::bigint';
const FIRST = statement(
  'audit:first',
  `select e.tx::text as tx from public.audit_events e where ${IN_RANGE} order by e.tx, e.seq limit 1`,
);
const EXTENT = `
  select (select e.tx::text from public.audit_events e where ${IN_RANGE} order by e.tx, e.seq offset $4 limit 1) as beyond,
         (select e.tx::text from public.audit_events e where ${IN_RANGE} order by e.tx desc, e.seq desc limit 1) as last`;

const CONTENT = `
  select count(*)::text as "eventCount", max(h.seq)::text as "seqTo",
         ${utcText('min(h.at)')} as "firstAt", ${utcText('max(h.at)')} as "lastAt", ${utcText('now()')} as "sealedAt",
         encode(sha256(string_agg(h.hash, ''::bytea order by h.tx, h.seq)), 'hex') as digest,
         string_agg(int8send(h.seq) || substr(h.hash, 1, 4), ''::bytea order by h.tx, h.seq) as fingerprints
    from (select e.seq, e.tx, e.at, sha256(convert_to(${CANONICAL_EVENT}, 'UTF8')) as hash
            from public.audit_events e where ${IN_RANGE}) h`;

const KEEP = `
  insert into public.audit_seals (number, tx_from, tx_to, seq_after, seq_to, event_count, first_at, last_at, sealed_at, digest, fingerprints, previous_mac, mac)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode($10, 'hex'), $11, $12, $13)`;

/**
 * Seals, every few seconds, the audit events of all transactions that are over. It reads what is committed and adds rows of
 * its own, so no writer ever waits for it; and since it goes by transaction and not by number or time, it misses no event
 * of a transaction that was long under way.
 */
@Injectable()
export class AuditSealing implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private pass: Promise<void> = Promise.resolve();
  private stopped = false;
  private partitionsSeenAt = -Infinity;

  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Waits for the first seal: after a restore, the new epoch begins before this host writes anything. */
  async onApplicationBootstrap(): Promise<void> {
    await this.sealOne().catch(() => undefined);
    this.later();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.pass;
  }

  /** Seals everything that can be sealed now. Returns how many seals it made; none while another host is at it. */
  async seal(): Promise<number> {
    let made = 0;
    while (!this.stopped && (await this.sealOne())) made++;
    return made;
  }

  private later(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.pass = this.work().finally(() => this.later());
    }, EVERY_MS).unref();
  }

  private async work(): Promise<void> {
    try {
      await this.seal();
      await this.keepPartitionsAhead();
    } catch {
      // The database is away, or another host was at the same seal: the next pass goes on where this one was.
    }
  }

  private async keepPartitionsAhead(): Promise<void> {
    if (performance.now() - this.partitionsSeenAt < PARTITIONS_EVERY_MS) return;
    await this.db.as(context).execute('select carenode.make_audit_partitions()');
    this.partitionsSeenAt = performance.now();
  }

  private sealOne(): Promise<boolean> {
    return this.db.as(context).transaction(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }>(BEGIN);
      if (!lock?.mine) return false;
      const [state] = await tx.query<LastSeal & { over: string; next: string }>(STATE);
      if (!state) return false;
      // A left join: without any seal yet, its columns are null.
      const last = (state.number as string | null) === null ? null : state;
      for (const range of rangesToSeal(last, state.over, state.next)) {
        if (await this.sealRange(tx, range, last)) return true;
      }
      return false;
    });
  }

  private async sealRange(tx: Transaction, range: SealableRange, last: LastSeal | null): Promise<boolean> {
    const { from, below, seqAfter } = range;
    const [first] = await tx.query<{ tx: string }>(FIRST, [from, below, seqAfter]);
    if (!first) return false;
    const [extent] = await tx.query<{ beyond: string | null; last: string }>(EXTENT, [
      from,
      below,
      seqAfter,
      EVENTS_PER_SEAL,
    ]);
    if (!extent) return false;
    const to = endOfSeal(range, first.tx, extent.beyond, extent.last);
    type Content = Pick<
      Seal,
      'eventCount' | 'seqTo' | 'firstAt' | 'lastAt' | 'sealedAt' | 'digest' | 'fingerprints'
    >;
    const [content] = await tx.query<Content>(CONTENT, [from, to, seqAfter]);
    if (!content) return false;
    const sameEpoch = last?.seqAfter === seqAfter;
    const seal: Seal = {
      ...content,
      number: last ? String(BigInt(last.number) + 1n) : '1',
      txFrom: from,
      txTo: to,
      seqAfter,
      seqTo: sameEpoch && BigInt(last.seqTo) > BigInt(content.seqTo) ? last.seqTo : content.seqTo,
      previousMac: last?.mac ?? null,
    };
    const mac = this.sealer.sign(SEAL_PURPOSE, sealText(seal));
    await tx.query(KEEP, [
      seal.number,
      seal.txFrom,
      seal.txTo,
      seal.seqAfter,
      seal.seqTo,
      seal.eventCount,
      seal.firstAt,
      seal.lastAt,
      seal.sealedAt,
      seal.digest,
      seal.fingerprints,
      seal.previousMac,
      mac,
    ]);
    return true;
  }
}
