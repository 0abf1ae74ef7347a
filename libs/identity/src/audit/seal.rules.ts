import { createHash } from 'node:crypto';

/** A seal, with numbers and transactions as text and times in UTC to the microsecond. */
export interface Seal {
  readonly number: string;
  readonly txFrom: string;
  readonly txTo: string;
  readonly seqAfter: string;
  readonly seqTo: string;
  readonly eventCount: string;
  readonly firstAt: string;
  readonly lastAt: string;
  /** Hexadecimal. */
  readonly digest: string;
  readonly fingerprints: Buffer;
  readonly previousMac: string | null;
  readonly sealedAt: string;
}

/** What must be known of the newest seal to make the next. */
export type LastSeal = Pick<Seal, 'number' | 'txTo' | 'seqAfter' | 'seqTo'> & { readonly mac: string };

/** Events that may be sealed: those of transactions from `from` to before `below`, with numbers after `seqAfter`. */
export interface SealableRange {
  readonly from: string;
  readonly below: string;
  readonly seqAfter: string;
}

const NO_TRANSACTION_IS_LATER = '18446744073709551615';

/** The purpose of the codes. */
export const SEAL_PURPOSE = 'audit';

/** How times of seals and events are written: in UTC, whatever the session's settings. */
export const utcText = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Everything an event `e` says, as one text that depends on no setting: the sealed form. Of built-in functions only, and
 * never to be changed: old seals are over it.
 */
export const CANONICAL_EVENT = `pg_catalog.jsonb_build_array(
    e.seq, (extract(epoch from e.at) * 1000000)::bigint, e.tx::text, e.kind, e.table_name, e.row_id, e.patient_id, e.subject,
    e.user_type, e.actor, e.purpose, e.request_id, e.why, e.row_count, e.changed, pg_catalog.encode(e.digest, 'hex'))::text`;

/**
 * Which events to seal next, in order of preference. `over`: all earlier transactions have ended; `next`: the first that
 * has not begun. Normally that is what came after the newest seal. A cluster into which a dump was restored counts
 * transactions anew: its next one then comes before the newest seal's end. What the old cluster left unsealed, which no
 * transaction of this one can be, goes first; then begins an epoch of its own, told apart by the numbers of events.
 */
export function rangesToSeal(
  last: Pick<Seal, 'txTo' | 'seqAfter' | 'seqTo'> | null,
  over: string,
  next: string,
): SealableRange[] {
  if (!last) return [{ from: '0', below: over, seqAfter: '0' }];
  const { txTo, seqAfter, seqTo } = last;
  if (BigInt(next) >= BigInt(txTo)) return [{ from: txTo, below: over, seqAfter }];
  return [
    { from: txTo, below: NO_TRANSACTION_IS_LATER, seqAfter },
    { from: '0', below: over, seqAfter: seqTo },
  ];
}

/**
 * Where a seal over a range ends, given the transactions of its first event, of the first beyond the most events a seal
 * takes (null if there are fewer), and of its last event. Events of one transaction are never divided.
 */
export function endOfSeal(
  range: SealableRange,
  first: string,
  beyond: string | null,
  lastTransaction: string,
): string {
  if (beyond === first) return String(BigInt(first) + 1n);
  if (beyond !== null) return beyond;
  return range.below === NO_TRANSACTION_IS_LATER ? String(BigInt(lastTransaction) + 1n) : range.below;
}

/** What the code of a seal is made over: everything the seal says, and the code of the one before. */
export function sealText(seal: Seal): string {
  return JSON.stringify([
    'seal',
    seal.number,
    seal.txFrom,
    seal.txTo,
    seal.seqAfter,
    seal.seqTo,
    seal.eventCount,
    seal.firstAt,
    seal.lastAt,
    seal.digest,
    createHash('sha256').update(seal.fingerprints).digest('hex'),
    seal.previousMac,
    seal.sealedAt,
  ]);
}

/** An event's number in 8 bytes and the first 4 of its SHA-256: enough to name which event was changed. */
export function fingerprintOf(seq: string, hash: Buffer): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigInt64BE(BigInt(seq));
  hash.copy(bytes, 8, 0, 4);
  return bytes;
}

/** Which events differ between what was sealed and what is there now, by number. */
export function compareFingerprints(
  sealed: Buffer,
  found: Buffer,
): { readonly changed: string[]; readonly missing: string[]; readonly added: string[] } {
  const [before, now] = [hashesBySeq(sealed), hashesBySeq(found)];
  const inBoth = [...before].filter(([seq]) => now.has(seq));
  return {
    changed: inBoth.filter(([seq, hash]) => now.get(seq) !== hash).map(([seq]) => seq),
    missing: [...before.keys()].filter((seq) => !now.has(seq)),
    added: [...now.keys()].filter((seq) => !before.has(seq)),
  };
}

function hashesBySeq(fingerprints: Buffer): Map<string, number> {
  const hashes = new Map<string, number>();
  for (let at = 0; at + 12 <= fingerprints.length; at += 12)
    hashes.set(String(fingerprints.readBigInt64BE(at)), fingerprints.readUInt32BE(at + 8));
  return hashes;
}
