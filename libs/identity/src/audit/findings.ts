import type { AuditFinding } from '@carenode/identity-contract';

import type { Seal } from './seal.rules.js';

const MOST_FINDINGS = 200;
const MOST_NAMED = 20;

/** Numbers of events: how many, and the first of them. However many there are, little is in memory. */
export class EventNumbers {
  count = 0;
  readonly first: string[] = [];

  static of(seqs: readonly string[]): EventNumbers {
    const numbers = new EventNumbers();
    for (const seq of seqs) numbers.add(seq);
    return numbers;
  }

  add(seq: string): void {
    if (this.count++ < MOST_NAMED) this.first.push(seq);
  }

  /** `event 7`, `events 7, 9`, `31 events (7, 9, 11, 12, 14, …)` */
  get words(): string {
    if (this.count === 1) return `event ${this.first[0]}`;
    if (this.count <= 5) return `events ${this.first.join(', ')}`;
    return `${this.count} events (${this.first.slice(0, 5).join(', ')}, …)`;
  }
}

/** What was found, up to a number that a person can still read. */
export class Findings {
  readonly list: AuditFinding[] = [];
  more = false;

  add(
    code: AuditFinding['code'],
    words: string,
    seal: Pick<Seal, 'number' | 'firstAt' | 'lastAt'> | null = null,
    numbers: EventNumbers = new EventNumbers(),
  ): void {
    if (this.list.length >= MOST_FINDINGS) {
      this.more = true;
      return;
    }
    const when = seal ? ` (${seal.firstAt.slice(0, 19)}Z to ${seal.lastAt.slice(0, 19)}Z)` : '';
    this.list.push({
      code,
      words: `${words}${when}.`,
      seal: seal?.number ?? null,
      from: seal?.firstAt ?? null,
      to: seal?.lastAt ?? null,
      events: numbers.first,
    });
  }
}
