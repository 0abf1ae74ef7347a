import type { TablePolicies } from '../access/table-policies.js';
import type { ErrorTable } from '../errors/app-error.js';
import type { SettingsTable } from '../settings/settings.js';
import type { DemoStep } from './demo.js';
import type { StepClass } from './migration.js';
import { type OutsideSource, outsideProblem } from './outside-source.js';
import type { TableAdoption } from './table-adoption.js';

/** A class, as a value. */
export type ClassRef = abstract new (...parameters: never[]) => object;

/** A table the module owns: its row class, what it holds, and who may do what with its rows. */
export interface TableDeclaration {
  readonly name: string;
  /** The TypeORM entity of a row. */
  readonly entity: ClassRef;
  /** personal: says who somebody is; clinical: health data; operational: runs the instance; public: reference data. */
  readonly holds: 'personal' | 'clinical' | 'operational' | 'public';
  readonly policies: TablePolicies;
  /**
   * The column with the profile that a row is about: whose export has the row, whose erasure concerns it, and whose access
   * log shows what happened to it. Required of personal and clinical tables; absent for rows about nobody.
   */
  readonly about?: string;
  /**
   * Columns that no export shows, not even to the person the row is about: hashes and sealed texts of secrets, other tokens,
   * the housekeeping of programs. Columns of type bytea, `idempotency_key` and `idempotency_fingerprint` need not be named.
   */
  readonly secret?: readonly string[];
  /** What erasing that person does with the row; `delete` if absent. */
  readonly onErasure?: Erasure;
  /** How writes are told in the audit trail. */
  readonly audit?: AuditOptions;
  /** Privileged columns that no grant lets anybody write: column → the one way in which it changes, for the matrix. */
  readonly guarded?: Readonly<Record<string, string>>;
}

/** `delete`: the row goes. `pseudonymise`: these columns get these SQL values and the row stays. `keep`: it stays, and why. */
export type Erasure =
  | 'delete'
  | { readonly pseudonymise: Readonly<Record<string, string>>; readonly why: string }
  | { readonly keep: string };

export interface AuditOptions {
  /**
   * Columns of text or JSON whose values are codes and may stand in the audit trail; every other text, text list, JSON and
   * bytea column is told as `(redacted)`. Numbers, times, truth values and ids are always told.
   */
  readonly plain?: readonly string[];
  /** Columns that programs write often and nobody asks about, such as heartbeats: an update of these alone is no event. */
  readonly quiet?: readonly string[];
  /** For counters that are no record of anything: writes are not told at all, and why not. */
  readonly off?: string;
}

/** What a module is, on one screen: a plain frozen value that can be read, sorted and tested without booting anything. */
export interface ModuleManifest {
  /** kebab-case, unique in the instance; also the `module_name` of its activation. */
  readonly name: string;
  readonly title: string;
  /** Names of modules that must be loaded and active for this one to be active. Required modules need not be named. */
  readonly requires: readonly string[];
  /** A required module is always active: the instance cannot run without it. */
  readonly required: boolean;
  readonly tables: readonly TableDeclaration[];
  /** The steps of its tables, in the order of their numbers: migrations of the schema, and of rows. */
  readonly migrations: readonly StepClass[];
  readonly settings: SettingsTable;
  readonly errors: ErrorTable;
  /** The Nest module class that wires its controllers and services. */
  readonly nest: ClassRef;
  /** Background work: kind → the injectable class that does it. Kinds are kebab-case and unique in the instance. */
  readonly jobs: Readonly<Record<string, ClassRef>>;
  /**
   * Rights that this version adds to tables which exist already, each named: `caller verb table` or `caller verb table column`
   * → why. The migrator refuses any other gain, unless the operator approves it by name.
   */
  readonly gains: Readonly<Record<string, string>>;
  /** How its tables take over the rows of another application, in the order in which rows must come: referenced tables first. */
  readonly adopts: readonly TableAdoption[];
  /** What its screens load from other servers; nothing that is not named here. */
  readonly outside: readonly OutsideSource[];
  /** Fills a demo instance with this module's part of it. */
  readonly demo?: DemoStep;
}

type Optional =
  | 'requires'
  | 'required'
  | 'tables'
  | 'migrations'
  | 'settings'
  | 'errors'
  | 'jobs'
  | 'gains'
  | 'adopts'
  | 'outside';

/** Describes a module. Refuses a name that is not kebab-case and repeated tables or migration ids, in one sentence. */
export function defineModule(
  module: Omit<ModuleManifest, Optional> & Partial<Pick<ModuleManifest, Optional>>,
): ModuleManifest {
  const manifest: ModuleManifest = {
    requires: [],
    required: false,
    tables: [],
    migrations: [],
    settings: {},
    errors: {},
    jobs: {},
    gains: {},
    adopts: [],
    outside: [],
    ...module,
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(manifest.name)) {
    throw new Error(
      `Module name "${manifest.name}" is not kebab-case: use letters, digits and single dashes.`,
    );
  }
  const ids = manifest.migrations.map((Step) => new Step().id);
  refuseRepeated(manifest.name, 'migration id', ids);
  refuseRepeated(
    manifest.name,
    'table',
    manifest.tables.map((table) => table.name),
  );
  for (const table of manifest.tables) refuseIncomplete(manifest.name, table);
  for (const source of manifest.outside) {
    const problem = outsideProblem(source, manifest.settings);
    if (problem !== null) throw new Error(`Module ${manifest.name}: ${problem}.`);
  }
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? ''))) {
    throw new Error(
      `Module ${manifest.name}: migrations are listed out of order; sort migrations/index.ts by number.`,
    );
  }
  for (const part of [
    manifest.tables,
    manifest.migrations,
    manifest.requires,
    manifest.settings,
    manifest.errors,
    manifest.jobs,
    manifest.gains,
    manifest.adopts,
    manifest.outside,
  ])
    Object.freeze(part);
  return Object.freeze(manifest);
}

function refuseIncomplete(module: string, { name, policies, holds, about, guarded }: TableDeclaration): void {
  if (Object.keys(policies).length === 0) {
    throw new Error(
      `Module ${module}: table ${name} has no policies; declare who may do what beside its entity.`,
    );
  }
  if ((holds === 'clinical' || holds === 'personal') && !about) {
    throw new Error(
      `Module ${module}: table ${name} holds ${holds} data; say in "about" which column has the person it is about.`,
    );
  }
  for (const column of Object.keys(guarded ?? {})) {
    for (const [caller, rules] of Object.entries(policies)) {
      const update = rules.update;
      if (update && (!update.columns || update.columns.includes(column))) {
        throw new Error(
          `Module ${module}: ${caller} may update ${name}.${column}, which is guarded; leave it out of the rule's columns.`,
        );
      }
    }
  }
}

function refuseRepeated(module: string, what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Module ${module}: ${what} "${twice}" is declared twice; rename one of them.`);
}

/**
 * Modules in dependency order: required ones first, then by `requires`, then by name. Refuses an unknown name, a cycle and
 * a duplicate, in one sentence that names the module and the remedy.
 */
export function inDependencyOrder(modules: readonly ModuleManifest[]): ModuleManifest[] {
  refuseRepeated(
    'list',
    'module',
    modules.map((module) => module.name),
  );
  const byName = new Map(modules.map((module) => [module.name, module]));
  const ordered = new Set<ModuleManifest>();
  const visit = (module: ModuleManifest, path: readonly string[]): void => {
    if (ordered.has(module)) return;
    if (path.includes(module.name)) {
      throw new Error(
        `Modules require each other in a circle: ${[...path, module.name].join(' → ')}; remove one "requires".`,
      );
    }
    for (const name of [...module.requires].sort()) {
      const needed = byName.get(name);
      if (!needed)
        throw new Error(
          `Module ${module.name} requires "${name}", which is not loaded; add it to CARENODE_MODULES.`,
        );
      visit(needed, [...path, module.name]);
    }
    ordered.add(module);
  };
  const byRank = (a: ModuleManifest, b: ModuleManifest) =>
    Number(b.required) - Number(a.required) || a.name.localeCompare(b.name);
  for (const module of [...modules].sort(byRank)) visit(module, []);
  return [...ordered];
}
