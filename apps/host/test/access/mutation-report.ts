/** A mutant, and whether anything noticed it. */
export interface Outcome {
  readonly kind: string;
  readonly name: string;
  readonly noticed: boolean;
  /** Why nothing can notice it. */
  readonly equivalent?: string;
}

const HEAD = `# What the tests of access notice

Made by apps/host/test/access/mutation.spec.ts, which breaks every right of a migrated database of all modules, one at a
time, and asks the same questions as the access matrix: each change has to make an answer come out otherwise than promised
in apps/host/test/access/tables. Do not edit; write it anew with
\`CARENODE_WRITE_REPORT=1 npm test -- apps/host/test/access/mutation\`.
`;

/** Counts mutants, and tells of those that nothing noticed. */
export class MutationReport {
  private readonly outcomes: Outcome[] = [];

  /** `explained`: name of a mutant → why it may go unnoticed. */
  constructor(private readonly explained: Readonly<Record<string, string>>) {}

  add(outcome: Outcome): void {
    this.outcomes.push(outcome);
  }

  /** Sentences about what has to be mended: the rights, the probes, or an explanation that is none. */
  unexplained(): string[] {
    return this.outcomes.flatMap((outcome) => {
      const reason = this.reasonFor(outcome);
      if (outcome.noticed) return reason ? [`${outcome.name} is noticed, though: ${reason}`] : [];
      return reason ? [] : [`${outcome.name} (${outcome.kind}) goes unnoticed`];
    });
  }

  markdown(): string {
    const kinds = [...new Set(this.outcomes.map(({ kind }) => kind))];
    const line = (name: string, of: readonly Outcome[]) => {
      const noticed = of.filter((outcome) => outcome.noticed).length;
      const equivalent = of.filter((outcome) => !outcome.noticed && this.reasonFor(outcome)).length;
      return `| ${name} | ${of.length} | ${noticed} | ${equivalent} | ${of.length - noticed - equivalent} |`;
    };
    const reasons = new Map<string, string[]>();
    for (const outcome of this.outcomes.filter(({ noticed }) => !noticed)) {
      const reason = this.reasonFor(outcome) ?? 'Unexplained.';
      reasons.set(reason, [...(reasons.get(reason) ?? []), outcome.name]);
    }
    return [
      HEAD,
      '| change | made | noticed | make no difference | unnoticed |',
      '|---|---:|---:|---:|---:|',
      ...kinds.map((kind) =>
        line(
          kind,
          this.outcomes.filter((outcome) => outcome.kind === kind),
        ),
      ),
      line('all', this.outcomes),
      '',
      '## Changes that make no difference',
      '',
      ...[...reasons].flatMap(([reason, names]) => [reason, '', ...names.map((name) => `- ${name}`), '']),
    ].join('\n');
  }

  private reasonFor({ name, equivalent }: Outcome): string | undefined {
    return equivalent ?? this.explained[name];
  }
}
