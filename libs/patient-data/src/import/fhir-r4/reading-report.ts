import { property } from './fhir-json.js';
import type { JsonValue } from './fhir-json.js';
import type { ReadBundle, Refusal } from './fhir-records.js';
import { FhirRefusal, ResourceRefusal } from './fhir-refusal.js';

/** Real bundles stay far below; a file made of refusals alone would keep the reader busy and give a useless report. */
const MAX_REFUSALS = 20_000;
const SAFE_NAME = /^[\w.~:-]{1,128}$/;

/** Counts what became of every entry, so that the report adds up. */
export class ReadingReport {
  private readonly used = new Map<string, number>();
  private readonly skipped = new Map<string, number>();
  private readonly refusals = new Map<number, Refusal>();
  private readonly warnings = new Map<string, Refusal>();

  constructor(private readonly entries: readonly JsonValue[]) {}

  /** Runs the work for one entry; its ResourceRefusal becomes the entry's refusal, and the answer undefined. */
  attempt<T>(entry: number, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ResourceRefusal)) throw error;
      this.refusals.set(entry, this.describe(entry, error.field, error.reason));
      return undefined;
    }
  }

  count(outcome: 'used' | 'skipped', resourceType: string): void {
    const counts = this[outcome];
    counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  }

  warn(entry: number, field: string, reason: string): void {
    this.warnings.set(`${field} ${reason}`, this.describe(entry, field, reason));
  }

  totals(): Pick<ReadBundle, 'read' | 'used' | 'skipped' | 'refused' | 'warnings'> {
    const inOrder = (one: Refusal, other: Refusal): number => one.entry - other.entry;
    return {
      read: this.entries.length,
      used: Object.fromEntries(this.used),
      skipped: Object.fromEntries(this.skipped),
      refused: [...this.refusals.values()].sort(inOrder),
      warnings: [...this.warnings.values()].filter(({ entry }) => !this.refusals.has(entry)).sort(inOrder),
    };
  }

  private describe(entry: number, field: string, reason: string): Refusal {
    if (this.refusals.size + this.warnings.size >= MAX_REFUSALS) {
      const message = `entry has more than ${MAX_REFUSALS} parts that cannot be used; the bundle is refused as a whole.`;
      throw new FhirRefusal('not_a_bundle', message, 'entry');
    }
    const resource = property(this.entries[entry], 'resource');
    return {
      entry,
      resourceType: safeName(property(resource, 'resourceType')) ?? 'unknown',
      id: safeName(property(resource, 'id')),
      field,
      reason,
    };
  }
}

function safeName(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && SAFE_NAME.test(value) ? value : undefined;
}
