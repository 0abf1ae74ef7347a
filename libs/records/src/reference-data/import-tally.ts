import type { ReferenceImportReport, RefusedCode } from '@carenode/records-contract';

const LISTED = 100;

/** Counts what became of each code of a file, so that the report adds up. */
export class ImportTally {
  private created = 0;
  private updated = 0;
  private unchanged = 0;
  private refused = 0;
  private readonly refusals: RefusedCode[] = [];
  private readonly lines = new Map<string, number>();

  /** Notes a code; false, and refused, when the file had it before. */
  isNew(code: string, line: number): boolean {
    const before = this.lines.get(code);
    if (before === undefined) this.lines.set(code, line);
    else this.refuse(line, `its code was given on line ${before} already`);
    return before === undefined;
  }

  refuse(line: number, reason: string): void {
    this.refused += 1;
    if (this.refusals.length < LISTED) this.refusals.push({ line, reason });
  }

  /** Of `sent` codes, those that PostgreSQL answered with were made or changed. */
  store(sent: number, answered: readonly { readonly created: boolean }[]): void {
    const created = answered.filter((row) => row.created).length;
    this.created += created;
    this.updated += answered.length - created;
    this.unchanged += sent - answered.length;
  }

  report(codeSystem: string): ReferenceImportReport {
    const { created, updated, unchanged, refused, refusals } = this;
    return {
      codeSystem,
      read: created + updated + unchanged + refused,
      created,
      updated,
      unchanged,
      refused,
      refusals,
    };
  }
}
