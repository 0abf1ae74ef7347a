import { tidyText } from './clean-text.js';
import { type CountsByKind, type KindCounts, OTHER_KINDS } from './messages.js';

/** Kinds that are told apart; all after that are one, so that a file cannot make a report without end. */
const MOST_KINDS = 500;
const MOST_NAME = 200;

type Outcome = 'added' | 'skipped' | 'quarantined';
type Counts = Record<Outcome, number>;

/** Counts records by kind, in all and since the last time it was asked. */
export class KindCounter {
  private readonly names = new Set<string>();
  private readonly all = new Map<string, Counts>();
  private recent = new Map<string, Counts>();
  private told = 0;

  /** Records counted so far. */
  get records(): number {
    return this.told;
  }

  /** Counts, and answers the name that the kind goes by. */
  count(kind: string, outcome: Outcome, records = 1): string {
    const name = this.nameOf(kind);
    let counts = this.recent.get(name);
    if (!counts) this.recent.set(name, (counts = { added: 0, skipped: 0, quarantined: 0 }));
    counts[outcome] += records;
    this.told += records;
    return name;
  }

  get hasRecent(): boolean {
    return this.recent.size > 0;
  }

  /** What was counted since the last call. */
  takeRecent(): CountsByKind {
    const { recent } = this;
    this.recent = new Map();
    for (const [name, counts] of recent) {
      const all = this.all.get(name) ?? { added: 0, skipped: 0, quarantined: 0 };
      all.added += counts.added;
      all.skipped += counts.skipped;
      all.quarantined += counts.quarantined;
      this.all.set(name, all);
    }
    return asCounts(recent);
  }

  /** Everything up to the last takeRecent. */
  get totals(): CountsByKind {
    return asCounts(this.all);
  }

  private nameOf(kind: string): string {
    const name = tidyText(kind, MOST_NAME) || '(without a name)';
    if (this.names.has(name)) return name;
    if (this.names.size === MOST_KINDS) return OTHER_KINDS;
    this.names.add(name);
    return name;
  }
}

function asCounts(counts: ReadonlyMap<string, Counts>): CountsByKind {
  const entries = [...counts].map(([name, { added, skipped, quarantined }]): [string, KindCounts] => [
    name,
    { read: added + skipped + quarantined, added, skipped, quarantined },
  ]);
  return Object.fromEntries(entries);
}
