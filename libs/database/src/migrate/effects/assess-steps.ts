import type { ModuleManifest } from '@carenode/module-kit';

import type { HostLogin } from '../roles.js';
import type { Step } from '../steps.js';
import type { Assessment, Reason } from './assessment.js';
import { judgeObserved, judgeText, verdictOf } from './judge.js';
import type { LiveFacts } from './live-facts.js';
import type { StepObservation } from './observe-step.js';
import { observeSteps } from './observe-steps.js';
import { functionsMade, stepFindings } from './step-findings.js';

/** An assessment before the database was asked what the step would lose and how many rows it changes. */
export type Judgement = Omit<Assessment, 'losses' | 'rows'>;

export interface AssessOptions {
  /** `module/id` of the steps that the database has. */
  readonly applied: ReadonlySet<string>;
  readonly live: LiveFacts;
  /** Run the steps on a scratch database and watch them; else only their text is looked at. */
  readonly observe: boolean;
  readonly log?: (line: string) => void;
}

/**
 * What each of these pending steps does to those who use the database: in the order in which they run. Where no scratch
 * database can be had, that is logged, and the steps are judged by their text.
 */
export async function assessSteps(
  server: { readonly adminUrl: string; readonly hostLogin: HostLogin },
  modules: readonly ModuleManifest[],
  steps: readonly Step[],
  { applied, live, observe, log }: AssessOptions,
): Promise<Judgement[]> {
  if (steps.length === 0) return [];
  const seen = observe
    ? await observed(server, modules, applied, steps, live, log)
    : { observations: new Map<string, StepObservation>(), sameServer: true };
  const judgements: Judgement[] = [];
  const made = new Set(live.functions);
  for (const step of steps) {
    if (step.kind === 'data') {
      judgements.push(ofDataStep(step.key, step.migration.table, live));
      continue;
    }
    const findings = await stepFindings(step, {
      functionExists: (name) => live.functions.has(name),
      functionAtHand: (name) => made.has(name),
      tableOfIndex: (name) => live.indexes.get(name.split('.').at(-1) ?? ''),
    });
    for (const name of await functionsMade(step)) made.add(name);
    const observation = seen.observations.get(step.key);
    const { reasons, tables } = observation
      ? judgeObserved(findings, observation, live, (message) => failure(message, seen.sameServer))
      : judgeText(findings, live);
    judgements.push({
      key: step.key,
      verdict: verdictOf(reasons),
      reasons,
      tables,
      created: observation?.created ?? [],
      dropped: observation?.dropped ?? [],
      observed: observation !== undefined,
    });
  }
  return judgements;
}

async function observed(
  server: { readonly adminUrl: string; readonly hostLogin: HostLogin },
  modules: readonly ModuleManifest[],
  applied: ReadonlySet<string>,
  steps: readonly Step[],
  live: LiveFacts,
  log: (line: string) => void = () => undefined,
): Promise<{ observations: Map<string, StepObservation>; sameServer: boolean }> {
  const observations = new Map<string, StepObservation>();
  try {
    const only = new Set(steps.map(({ key }) => key));
    const { steps: all, sameServer } = await observeSteps(server, modules, applied, {
      policies: live.policies,
      only,
    });
    for (const { step, observation } of all) if (observation) observations.set(step.key, observation);
    return { observations, sameServer };
  } catch (error) {
    log(
      `The steps could not be tried on a scratch database (${(error as Error).message}); they are judged by their text alone.`,
    );
    return { observations, sameServer: true };
  }
}

function failure(message: string, sameServer: boolean): Reason {
  return sameServer
    ? {
        rule: 'fails',
        verdict: 'refused',
        why: `it fails on a database without rows: ${message}`,
        safer: 'Mend the step; it has left no trace anywhere',
      }
    : {
        rule: 'not-tried',
        verdict: 'safe',
        why: `it could not be tried on an embedded server: ${message}`,
        safer:
          'Allow the migrator’s login to create databases (CREATEDB), so that it is tried on this server',
      };
}

function ofDataStep(key: string, table: string, { rows }: LiveFacts): Judgement {
  const count = rows.get(table);
  return {
    key,
    verdict: 'safe',
    reasons: [],
    tables:
      count === undefined
        ? []
        : [
            {
              table,
              rows: count,
              lock: 'ROW EXCLUSIVE',
              blocks: 'nothing',
              rewritten: false,
              scanned: false,
            },
          ],
    created: [],
    dropped: [],
    observed: false,
  };
}
