import { createHash } from 'node:crypto';

import type { AuditFinding, AuditReport, SealHead } from '@carenode/identity-contract';
import type { Sealer, Transaction } from '@carenode/module-kit';

import { EventStream, type StreamedEvent } from './event-stream.js';
import { EventNumbers, Findings } from './findings.js';
import { compareFingerprints, type Seal, SEAL_PURPOSE, sealText, utcText } from './seal.rules.js';

type KeptSeal = Seal & { readonly mac: string };
type BrokenChange = 'changes_changed' | 'changes_missing' | 'changes_added';

const SEALS = `
  select number::text, tx_from::text as "txFrom", tx_to::text as "txTo", seq_after::text as "seqAfter", seq_to::text as "seqTo",
         event_count::text as "eventCount", ${utcText('first_at')} as "firstAt", ${utcText('last_at')} as "lastAt",
         encode(digest, 'hex') as digest, fingerprints, previous_mac as "previousMac", mac, ${utcText('sealed_at')} as "sealedAt"
    from public.audit_seals where audit_seals.number > $1 order by audit_seals.number limit 200`;

const EPOCHS = `select seq_after::text as "seqAfter" from public.audit_seals where tx_from = '0'::xid8 order by number`;
const NEXT = 'select pg_snapshot_xmax(pg_current_snapshot())::text as next';
const COUNT_CHANGES = 'select count(*)::text as count from public.audit_changes';
const STRAY_CHANGES = `
  select c.seq::text from public.audit_changes c
   where not exists (select from public.audit_events e where e.at = c.at and e.seq = c.seq)
   order by c.seq limit 20`;

const CHANGE_WORDS: Readonly<Record<BrokenChange, string>> = {
  changes_changed: 'say something else about what was changed than was written',
  changes_missing: 'lack what was changed, although nobody was erased',
  changes_added: 'say something about what was changed although nothing was written',
};

/** Walks once through all seals and all events side by side, in one snapshot, and notes what does not agree. */
export class TrailWalk {
  private readonly findings = new Findings();
  private readonly brokenChanges = new Map<BrokenChange, EventNumbers>();
  private seals = 0;
  private events = 0;
  private changes = 0;
  private notYetSealed = 0;
  private last: KeptSeal | null = null;
  private expectedSeen = false;

  constructor(
    private readonly tx: Transaction,
    private readonly sealer: Sealer,
    private readonly expect: SealHead | undefined,
  ) {}

  async report(): Promise<AuditReport> {
    // The first epoch has no lower bound, so that no event is outside of all.
    const starts = (await this.tx.query<{ seqAfter: string }>(EPOCHS))
      .map(({ seqAfter }) => seqAfter)
      .slice(1);
    let stream = new EventStream(this.tx, null, starts[0] ?? null);
    let epoch = 0;
    for await (const seal of this.eachSeal()) {
      if (epoch < starts.length && seal.txFrom === '0' && seal.seqAfter === starts[epoch]) {
        await this.endEpoch(stream, null);
        epoch++;
        stream = new EventStream(this.tx, seal.seqAfter, starts[epoch] ?? null);
      }
      this.checkSeal(seal);
      await this.checkEvents(seal, stream);
      this.last = seal;
      this.seals++;
    }
    const [row] = await this.tx.query<{ next: string }>(NEXT);
    await this.endEpoch(stream, BigInt(row?.next ?? 0));
    await this.checkStrayChanges();
    if (this.expect && !this.expectedSeen) {
      this.findings.add(
        'head_missing',
        `Seal ${this.expect.number} with the code that was written down is not there: the trail was cut off or replaced`,
      );
    }
    const { list, more } = this.findings;
    return {
      ok: list.length === 0,
      seals: this.seals,
      events: this.events,
      notYetSealed: this.notYetSealed,
      changes: this.changes,
      head: this.last && { number: this.last.number, mac: this.last.mac },
      findings: list,
      more,
    };
  }

  private async *eachSeal(): AsyncGenerator<KeptSeal> {
    for (let after = '-9223372036854775808'; ;) {
      const seals = await this.tx.query<KeptSeal>(SEALS, [after]);
      yield* seals;
      const last = seals.at(-1);
      if (!last) return;
      after = last.number;
    }
  }

  /** The seal itself: its place in the chain, and its code. */
  private checkSeal(seal: KeptSeal): void {
    const { last } = this;
    const { number } = seal;
    if (BigInt(number) !== (last ? BigInt(last.number) + 1n : 1n)) {
      this.findings.add(
        'seal_missing',
        last
          ? `There is no seal between ${last.number} and ${number}`
          : `The seals before ${number} are missing`,
        seal,
      );
    } else if (seal.previousMac !== (last?.mac ?? null)) {
      this.findings.add('seal_changed', `Seal ${number} does not follow the one before it`, seal);
    } else if (seal.txFrom !== (last && last.seqAfter === seal.seqAfter ? last.txTo : '0')) {
      this.findings.add('seal_changed', `Seal ${number} does not begin where the one before it ends`, seal);
    }
    if (!this.sealer.verify(SEAL_PURPOSE, sealText(seal), seal.mac)) {
      this.findings.add(
        'seal_changed',
        `Seal ${number} was changed, or made with a key that is not known here`,
        seal,
      );
    }
    if (this.expect?.number === number && this.expect.mac === seal.mac) this.expectedSeen = true;
  }

  /** The events of the seal, which come next in the stream. */
  private async checkEvents(seal: KeptSeal, stream: EventStream): Promise<void> {
    const [from, to] = [BigInt(seal.txFrom), BigInt(seal.txTo)];
    const digest = createHash('sha256');
    const fingerprints: Buffer[] = [];
    const uncovered = new EventNumbers();
    for (;;) {
      const event = stream.ready ?? (await stream.peek());
      if (!event || event.tx >= to) break;
      stream.take();
      this.noteChange(event);
      if (event.tx < from) {
        uncovered.add(event.seq);
      } else {
        digest.update(event.hash);
        fingerprints.push(event.fingerprint);
      }
    }
    this.events += fingerprints.length;
    this.sayUncovered(uncovered, seal);
    this.sayBrokenChanges(seal);
    if (digest.digest('hex') !== seal.digest || String(fingerprints.length) !== seal.eventCount)
      this.nameEvents(seal, Buffer.concat(fingerprints));
  }

  private nameEvents(seal: KeptSeal, found: Buffer): void {
    const { changed, missing, added } = compareFingerprints(seal.fingerprints, found);
    const say = (code: AuditFinding['code'], seqs: readonly string[], what: string) => {
      const numbers = EventNumbers.of(seqs);
      if (numbers.count > 0)
        this.findings.add(code, `Seal ${seal.number}: ${numbers.words} ${what}`, seal, numbers);
    };
    say('events_changed', changed, 'changed after sealing');
    say('events_missing', missing, 'missing');
    say('events_added', added, 'put in after sealing');
    if (changed.length + missing.length + added.length === 0)
      this.findings.add(
        'events_changed',
        `Seal ${seal.number}: its events are not those that were sealed`,
        seal,
      );
  }

  /** What is left of an epoch: of the newest one (`next` tells its next transaction) events that wait for their seal. */
  private async endEpoch(stream: EventStream, next: bigint | null): Promise<void> {
    const uncovered = new EventNumbers();
    const end = BigInt(this.last?.txTo ?? 0);
    for (;;) {
      const event = stream.ready ?? (await stream.peek());
      if (!event) break;
      stream.take();
      this.noteChange(event);
      const possible = next !== null && (event.tx < next || next < end) && BigInt(event.seq) > 0n;
      if (possible && event.tx >= end) this.notYetSealed++;
      else uncovered.add(event.seq);
    }
    this.changes += stream.changes;
    this.sayUncovered(uncovered, null);
    this.sayBrokenChanges(null);
  }

  private sayUncovered(numbers: EventNumbers, before: KeptSeal | null): void {
    if (numbers.count === 0) return;
    const where = before ? `from before seal ${before.number}` : 'and none will';
    this.findings.add('events_not_sealed', `No seal covers ${numbers.words}, ${where}`, before, numbers);
  }

  private noteChange({ seq, change }: StreamedEvent): void {
    if (change !== 'changes_changed' && change !== 'changes_missing' && change !== 'changes_added') return;
    const numbers = this.brokenChanges.get(change) ?? new EventNumbers();
    this.brokenChanges.set(change, numbers);
    numbers.add(seq);
  }

  private sayBrokenChanges(seal: KeptSeal | null): void {
    for (const [code, numbers] of this.brokenChanges) {
      const where = seal ? `Seal ${seal.number}: ` : '';
      this.findings.add(code, `${where}${numbers.words} ${CHANGE_WORDS[code]}`, seal, numbers);
    }
    this.brokenChanges.clear();
  }

  /** Changes that belong to no event. */
  private async checkStrayChanges(): Promise<void> {
    const [row] = await this.tx.query<{ count: string }>(COUNT_CHANGES);
    if (row?.count === String(this.changes)) return;
    const numbers = EventNumbers.of(
      (await this.tx.query<{ seq: string }>(STRAY_CHANGES)).map(({ seq }) => seq),
    );
    if (numbers.count > 0)
      this.findings.add(
        'changes_added',
        `There are changes of ${numbers.words}, which are not there`,
        null,
        numbers,
      );
  }
}
