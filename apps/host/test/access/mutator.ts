import type { Verb } from '@carenode/module-kit';

import type { Mutant } from './mutants.js';
import { type Persona, PERSONAS } from './personas.js';
import { isAsPromised, type Mode, observed, type Probe, rowProbes, type TableFacts } from './probes.js';
import { TABLES } from './tables/index.js';
import { type AccessWorld, type Client, settingsOf, towards } from './world.js';

/** Probes of one table that one persona makes one after the other, under the settings that its door would put on. */
export interface Batch {
  readonly probes: readonly Probe[];
  readonly settings: Readonly<Record<string, string>>;
  /** What is changed before, as the superuser. */
  readonly before?: string;
}

const settings = new WeakMap<AccessWorld, Map<string, Promise<Record<string, string>>>>();

export function settingsFor(
  world: AccessWorld,
  persona: Persona,
  table: string,
  mode: Mode,
): Promise<Record<string, string>> {
  let known = settings.get(world);
  if (!known) settings.set(world, (known = new Map()));
  const key = `${persona.name} ${persona.token === 'none' ? table : ''} ${mode}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = settingsOf(world, towards(persona, table), mode)));
  return found;
}

/** What every persona tries with the rows of a table; once more while its module is off, when nothing is promised. */
export async function batchesOf(world: AccessWorld, table: string): Promise<Batch[]> {
  const expected = TABLES[table];
  const facts = world.facts.get(table);
  if (!expected || !facts) throw new Error(`There is no expectation of ${table}.`);
  const batches: Batch[] = [];
  for (const persona of PERSONAS) {
    const probes = rowProbes(table, expected, facts, persona);
    for (const mode of ['noted', 'plain'] as const) {
      const own = probes.filter((probe) => probe.mode === mode);
      batches.push({ probes: own, settings: await settingsFor(world, persona, table, mode) });
    }
  }
  // Foreign keys hide how many rows a delete reaches; they are triggers, which a replica does not fire.
  const uncounted = batches.flatMap(({ probes, settings: names }) => {
    const blind = probes.flatMap((probe) =>
      probe.unstopped === undefined ? [] : [{ ...probe, expected: probe.unstopped }],
    );
    return blind.length > 0
      ? [{ probes: blind, settings: names, before: 'set local session_replication_role = replica' }]
      : [];
  });
  batches.push(...uncounted);
  if (!expected.module) return batches;
  const off = `update instance_module_activations set is_active = false where module_name = '${expected.module}'`;
  return [
    ...batches,
    ...batches
      .filter(
        ({ before, probes: [first] }) => !before && first?.mode === 'noted' && !first.persona.includes('/'),
      )
      .map((batch) => ({
        ...batch,
        before: off,
        probes: batch.probes.map((probe) => ({
          ...probe,
          what: `${probe.what}, while the module is off`,
          expected: probe.sql.startsWith('keys: ') ? '' : probe.blind ? '0' : 'no',
        })),
      })),
  ];
}

/** Most changes are noticed by the first few personas. */
const AT_ONCE = 4;

/** Changes rights on one connection, asks what came of it, and undoes the change. */
export class Mutator {
  asked = 0;

  private constructor(
    private readonly client: Client,
    private readonly facts: ReadonlyMap<string, TableFacts>,
  ) {}

  static async open(world: AccessWorld): Promise<Mutator> {
    const client = await world.database.admin.connect();
    await client.query(`set synchronous_commit = off`);
    return new Mutator(client, world.facts);
  }

  close(): void {
    this.client.release(true);
  }

  /** The first probe that tells the mutant from the original, in words; undefined when none does. */
  async notice(
    mutant: Pick<Mutant, 'name' | 'change' | 'callers' | 'verbs'>,
    batches: readonly Batch[],
  ): Promise<string | undefined> {
    const verbs = new Set<Verb>(mutant.verbs);
    const chosen: Batch[] = [];
    for (const batch of batches) {
      const probes = batch.probes.filter(
        (probe) => mutant.callers.includes(probe.caller) && verbs.has(probe.verb),
      );
      if (probes.length > 0) chosen.push({ ...batch, probes });
    }
    // Gates are there for tokens: those notice first.
    const isTokens = ({ probes: [first] }: Batch) => Number(first?.persona.endsWith('/none'));
    if (/\.gate_/.test(mutant.name)) chosen.sort((a, b) => isTokens(b) - isTokens(a));
    // What is changed before a batch stays so for the next ones: each such change has a go of its own.
    for (const before of new Set(chosen.map((batch) => batch.before))) {
      const own = chosen.filter((batch) => batch.before === before);
      for (let at = 0; at < own.length; at += AT_ONCE) {
        const found = await this.compare(mutant.change, own.slice(at, at + AT_ONCE));
        if (found) return found;
      }
    }
    return undefined;
  }

  /** What comes out otherwise than promised without any change. */
  async unchanged(batches: readonly Batch[]): Promise<string | undefined> {
    for (const before of new Set(batches.map((batch) => batch.before))) {
      const found = await this.compare(
        '',
        batches.filter((batch) => batch.before === before),
      );
      if (found) return found;
    }
    return undefined;
  }

  /** What comes out otherwise than promised after the change. */
  private async compare(change: string, batches: readonly Batch[]): Promise<string | undefined> {
    if (batches.length === 0) return undefined;
    const plan = batches.map(({ probes, settings: names, before }) => ({
      settings: names,
      statements: probes.map(({ sql }) => sql),
      ...(before ? { before } : {}),
    }));
    const { rows } = await this.client.query<{ answers: string[][] }>({
      name: 'under',
      text: 'select probe.under($1, $2) as answers',
      values: [change, JSON.stringify(plan)],
    });
    const answers = rows[0]?.answers ?? [];
    for (const [at, { probes }] of batches.entries()) {
      for (const [index, probe] of probes.entries()) {
        this.asked++;
        const facts = this.facts.get(probe.table);
        if (!facts) continue;
        const seen = observed(answers[at]?.[index] ?? '', probe, facts, TABLES[probe.table]?.others);
        if (!isAsPromised(seen, probe))
          return `${probe.persona}, ${probe.what}: ${seen || 'nothing'} instead of ${probe.expected || 'nothing'}`;
      }
    }
    return undefined;
  }

  /** What one statement answers in a caller's role after a change. */
  async answer(
    change: string,
    batch: { settings: object; statement: string; before?: string },
  ): Promise<string> {
    const { settings: names, statement, before } = batch;
    const plan = [{ settings: names, statements: [statement], ...(before ? { before } : {}) }];
    const { rows } = await this.client.query<{ answers: string[][] }>({
      name: 'under',
      text: 'select probe.under($1, $2) as answers',
      values: [change, JSON.stringify(plan)],
    });
    this.asked++;
    return rows[0]?.answers[0]?.[0] ?? '';
  }
}
