import type { SqlRunner } from '@carenode/module-kit';

import { MigratorSession } from '../session.js';
import { ANY_TABLE, type CompileJob, compileJobs, DRIVER } from './compile-jobs.js';
import { compileSubjects, subjectsNaming, usesOfFunctions } from './compile-subjects.js';

/** A view, function, trigger, policy, default or check that PostgreSQL could not run as it is now. */
export interface CompileProblem {
  /** `function next_dose(uuid)`, `view current_trials`, `policy measurements.patient_select`. */
  readonly object: string;
  /** What is wrong, in one sentence that begins with the object and, in PL/pgSQL, names the line. */
  readonly sentence: string;
}

export interface CompileReport {
  readonly problems: readonly CompileProblem[];
  /** The views, functions, defaults, checks and policies that were looked at. */
  readonly checked: ReadonlySet<string>;
  /** Functions with statements that PostgreSQL sees only when they run, such as EXECUTE, and how many. */
  readonly notChecked: readonly { readonly object: string; readonly statements: number }[];
}

interface Finding {
  readonly job: number;
  readonly probe: number | null;
  readonly code: string;
  readonly words: string;
}

/** What no longer compiles in the schemas of the database; see `compileReport`. */
export async function compileProblems(sql: SqlRunner): Promise<CompileProblem[]> {
  return [...(await compileReport(sql)).problems];
}

/**
 * Has PostgreSQL plan every view, default, check and policy, and every statement of every function, in all schemas that the
 * current role may use, without running any. Runs in the caller's transaction and takes back all it does, locks included.
 * With `naming`, only what is called so, or says one of these names.
 */
export async function compileReport(
  sql: SqlRunner,
  { naming }: { readonly naming?: ReadonlySet<string> } = {},
): Promise<CompileReport> {
  await sql.query('savepoint carenode_compile');
  // Compiling queries on the catalog of a young database takes longer than running them.
  await sql.query('set local jit = off');
  try {
    const subjects = await compileSubjects(sql);
    const { jobs, unseen } = await compileJobs(naming ? subjectsNaming(subjects, naming) : subjects);
    await sql.query(DRIVER);
    const findings = (await sql.query('select * from pg_temp.carenode_compile($1::jsonb)', [
      JSON.stringify(jobs),
    ])) as Finding[];
    await sql.query('set local search_path = pg_catalog');
    return await reportOf(sql, jobs, unseen, findings);
  } finally {
    await sql.query('rollback to savepoint carenode_compile');
    await sql.query('release savepoint carenode_compile');
    if (sql instanceof MigratorSession) sql.wearOut();
  }
}

async function reportOf(
  sql: SqlRunner,
  jobs: readonly CompileJob[],
  unseen: ReadonlyMap<string, number>,
  findings: readonly Finding[],
): Promise<CompileReport> {
  const notChecked = new Map(unseen);
  const problems = new Map<string, CompileProblem>();
  const broken = new Map<string, string>();
  const often = new Map<string, number>();
  const place = ({ probe, words }: Finding, { object }: CompileJob) => `${object} ${probe} ${words}`;
  for (const finding of findings) {
    const job = jobs[finding.job];
    if (job) often.set(place(finding, job), (often.get(place(finding, job)) ?? 0) + 1);
  }
  for (const finding of findings) {
    const job = jobs[finding.job];
    if (!job || saysNothing(finding)) continue;
    // Where a trigger function asks which table it works for, only what no table has is wrong for certain.
    if (NO_FIELD.test(finding.words) && (often.get(place(finding, job)) ?? 0) < job.alternatives) continue;
    if (!isProblem(finding, job)) {
      notChecked.set(job.object, (notChecked.get(job.object) ?? 0) + 1);
      continue;
    }
    const line = finding.probe === null ? undefined : job.lines[finding.probe];
    const sentence = `${job.object}${line ? `, line ${line}` : ''}: ${finding.words}`;
    problems.set(sentence, { object: job.object, sentence });
    if (job.function) broken.set(job.function, job.object);
  }
  const uses = await usesOfFunctions(sql, [...broken.keys()]);
  for (const [oid, name] of broken)
    for (const used of uses.get(oid) ?? []) {
      const object = used.replaceAll(/\bpublic\./g, '');
      const sentence = `${object} uses ${name}, which does not compile`;
      problems.set(sentence, { object, sentence });
    }
  return {
    problems: [...problems.values()].map(({ object, sentence }) => ({
      object: object.replaceAll(/\bpublic\./g, ''),
      sentence: sentence.replaceAll(/\bpublic\./g, ''),
    })),
    checked: new Set(jobs.map(({ object }) => object.replaceAll(/\bpublic\./g, ''))),
    notChecked: [...notChecked].map(([object, statements]) => ({
      object: object.replaceAll(/\bpublic\./g, ''),
      statements,
    })),
  };
}

const NO_FIELD = /^record "(new|old)" has no field /;
const NO_CURSOR = '42P11';
const NO_RIGHT = '42501';
const SYNTAX = '42601';
const NO_TABLE = '42P01';
const WAITED = ['55P03', '40P01', '57014'];

/** Statements that are no queries are analysed all the same; only then PostgreSQL says that it cannot open a cursor on them. */
function saysNothing({ code, words }: Finding): boolean {
  if (WAITED.includes(code)) throw Object.assign(new Error(words), { code });
  return code === NO_CURSOR;
}

function isProblem({ code, words, probe }: Finding, job: CompileJob): boolean {
  if (code === NO_RIGHT) return false;
  // PostgreSQL took the function as it is, so it is our copy of it that has a fault.
  if (code === SYNTAX && probe === null && job.call !== null) return false;
  if (code === NO_TABLE && job.temporary.some((name) => name === ANY_TABLE || words.includes(`"${name}"`)))
    return false;
  if (job.call === null && job.function) return true;
  // Undefined names, wrong types; unknown schemas; values that a type does not have.
  return /^42|^3F|^22P02$/.test(code);
}
