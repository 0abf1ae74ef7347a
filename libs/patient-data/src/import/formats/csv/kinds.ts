const MOST = 50;

/** The kinds that records of one reading are counted under, as their source names them; what cannot be a kind is `other`. */
export class Kinds {
  private readonly seen = new Set<string>();

  of(text: string): string {
    if (this.seen.has(text)) return text;
    if (this.seen.size >= MOST || !/^[A-Za-z0-9][A-Za-z0-9 _/-]{0,39}$/.test(text)) return 'other';
    this.seen.add(text);
    return text;
  }
}
