import { createHash, hash } from 'node:crypto';

import type { Transaction } from '@carenode/module-kit';

import { CANONICAL_EVENT, fingerprintOf, utcText } from './seal.rules.js';

/** How what a write changed agrees with its event. */
export type ChangeState =
  'none' | 'right' | 'erased' | 'changes_changed' | 'changes_missing' | 'changes_added';

export interface StreamedEvent {
  readonly seq: string;
  readonly at: string;
  readonly tx: bigint;
  /** SHA-256 of the canonical text. */
  readonly hash: Buffer;
  readonly fingerprint: Buffer;
  readonly change: ChangeState;
}

interface EventRow {
  readonly seq: string;
  readonly at: string;
  readonly tx: string;
  readonly text: string;
  readonly patient: string | null;
  readonly digest: string | null;
  readonly changed: boolean;
  readonly changePatient: string | null;
  readonly salt: string | null;
  readonly old: string | null;
  readonly new: string | null;
}

const PAGE = 2000;

const EVENTS = `
  select e.seq::text, ${utcText('e.at')} as at, e.tx::text, ${CANONICAL_EVENT} as text,
         e.patient_id as patient, encode(e.digest, 'hex') as digest,
         c.seq is not null as changed, c.patient_id as "changePatient", encode(c.salt, 'hex') as salt,
         c.old::text, c.new::text
    from public.audit_events e left join public.audit_changes c on c.at = e.at and c.seq = e.seq
   where (e.tx, e.seq) > ($1::xid8, $2::bigint)
     and ($3::bigint is null or e.seq > $3) and ($4::bigint is null or e.seq <= $4)
   order by e.tx, e.seq limit ${PAGE}`;

// Who is not erased: their changes have to be there.
const THERE = `
  select p.id from unnest($1::uuid[]) as p (id)
   where not exists (select from public.erasure_requests r where r.patient_id = p.id and r.status = 'done')`;

/**
 * The events of one epoch (those with numbers after `seqAfter`, up to `seqTo`) by transaction and number, a page at a time:
 * however many there are, little is in memory. Digests are computed here and not by PostgreSQL.
 */
export class EventStream {
  /** How many events had a change that was looked at. */
  changes = 0;
  private page: StreamedEvent[] = [];
  private index = 0;
  private position: readonly [tx: string, seq: string] = ['0', '-9223372036854775808'];
  private over = false;

  constructor(
    private readonly tx: Transaction,
    private readonly seqAfter: string | null,
    private readonly seqTo: string | null,
  ) {}

  /** The next event, if it is in memory already; undefined does not say that there is none. */
  get ready(): StreamedEvent | undefined {
    return this.page[this.index];
  }

  /** The next event; undefined at the end. Stays there until `take`. */
  async peek(): Promise<StreamedEvent | undefined> {
    if (this.index >= this.page.length && !this.over) await this.fetch();
    return this.page[this.index];
  }

  take(): void {
    this.index++;
  }

  private async fetch(): Promise<void> {
    const rows = await this.tx.query<EventRow>(EVENTS, [...this.position, this.seqAfter, this.seqTo]);
    const last = rows.at(-1);
    this.over = rows.length < PAGE || !last;
    if (last) this.position = [last.tx, last.seq];
    const there = await this.notErased(rows);
    this.page = rows.map((row) => {
      if (row.changed) this.changes++;
      const sha256 = hash('sha256', row.text, 'buffer');
      return {
        seq: row.seq,
        at: row.at,
        tx: BigInt(row.tx),
        hash: sha256,
        fingerprint: fingerprintOf(row.seq, sha256),
        change: changeState(row, there),
      };
    });
    this.index = 0;
  }

  private async notErased(rows: readonly EventRow[]): Promise<ReadonlySet<string>> {
    const missing = rows.filter(({ digest, changed }) => digest !== null && !changed);
    const people = new Set(missing.flatMap(({ patient }) => (patient ? [patient] : [])));
    if (people.size === 0) return people;
    return new Set((await this.tx.query<{ id: string }>(THERE, [[...people]])).map(({ id }) => id));
  }
}

function changeState(row: EventRow, there: ReadonlySet<string>): ChangeState {
  if (row.digest === null) return row.changed ? 'changes_added' : 'none';
  if (!row.changed) return row.patient !== null && !there.has(row.patient) ? 'erased' : 'changes_missing';
  const digest = createHash('sha256')
    .update(Buffer.from(row.salt ?? '', 'hex'))
    .update(`${row.old ?? ''}\n${row.new ?? ''}`)
    .digest('hex');
  return digest === row.digest && row.changePatient === row.patient ? 'right' : 'changes_changed';
}
