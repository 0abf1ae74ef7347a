import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';
import pg from 'pg';

import { ensureLedger, ledgerProblems, type LedgerRow, readLedger, type Step, stepsOf } from './ledger.js';
import { tablesDropped } from './losses.js';
import { rememberDeclaredRights } from './rights/declared-rights.js';
import type {
  DownOptions,
  Losses,
  MigrationStatus,
  MigratorOptions,
  PlannedStep,
  UpOptions,
} from './migrator-options.js';
import { noRights, rightsOf, type TableRights } from './rights/rights.js';
import { type RightsDifference, rightsDifferences } from './rights/rights-drift.js';
import { gainsRefused, gainsWithoutName, type PendingRights, pendingRights } from './rights/rights-gains.js';
import { ensureRightsMemo, rememberRights, rightsAreAsRemembered } from './rights/rights-memo.js';
import { ensureRoles, OWNER_ROLE } from './roles.js';

/** Chosen once, at random; every migrator of one database meets here. */
const LOCK_KEY = '5038742066118023';

/** Brings a database to what the modules declare: their steps, in dependency order, then their rights. */
export class Migrator {
  private readonly modules: readonly ModuleManifest[];

  constructor(private readonly options: MigratorOptions) {
    this.modules = inDependencyOrder(options.modules);
  }

  /** What is applied and what is not. Changes nothing, and works on a database that was never migrated. */
  async status(): Promise<MigrationStatus> {
    const steps = await stepsOf(this.modules);
    return this.connected(async (client) => {
      const ledger = await this.ledger(client);
      const rows = new Map(ledger.map((row) => [`${row.module}/${row.id}`, row]));
      const drift =
        ledger.length === 0
          ? []
          : await this.inTransaction(client, (sql) => rightsDifferences(sql, this.desired(steps, ledger)));
      return {
        steps: steps.map(({ module, migration }) => {
          const row = rows.get(`${module}/${migration.id}`);
          return {
            module,
            id: migration.id,
            why: migration.why,
            state: row ? 'applied' : 'pending',
            appliedAt: row?.applied_at.toISOString() ?? null,
            durationMs: row?.duration_ms ?? null,
          };
        }),
        problems: ledgerProblems(steps, ledger),
        drift: drift.map((difference) => difference.words),
      };
    });
  }

  /** What `up` would change now about who may do what. Changes nothing; on an empty database everything is new. */
  async rightsChange(): Promise<PendingRights> {
    return this.connected(async (client) => {
      const declared = this.declared();
      if ((await this.ledger(client)).length === 0) {
        return { gained: [], lost: [], unnamed: [], newTables: declared.map(({ table }) => table) };
      }
      return this.inTransaction(client, (sql) => pendingRights(sql, declared, this.modules));
    });
  }

  /** The SQL that `up` would run, step by step. Changes nothing. */
  async plan(): Promise<PlannedStep[]> {
    const steps = await stepsOf(this.modules);
    const ledger = await this.connected((client) => this.ledger(client));
    return pending(steps, ledger).map(({ module, migration, sql }) => ({
      module,
      id: migration.id,
      why: migration.why,
      transaction: migration.transaction !== false,
      sql,
    }));
  }

  /**
   * Applies what is pending, each step together with its ledger row, then mends the rights. Any number of migrators may
   * run at once: one applies, the others wait and find nothing to do. Returns the steps applied here. With
   * `unlessCurrent`, a database on which neither steps nor rights have changed since the last time is left as it is,
   * after one look instead of the full comparison. Refuses, before anything is changed, rights which nobody has named that
   * tables with rights would get beyond those declared last.
   */
  async up(options: UpOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    if (options.unlessCurrent && (await this.isCurrent(steps))) return [];
    return this.locked(async (client) => {
      await this.inTransaction(client, (sql) => ensureLedger(sql));
      const ledger = await this.ledger(client);
      refuseProblems(ledgerProblems(steps, ledger));
      await this.refuseGains(client, options.approveGains);
      const applied: string[] = [];
      for (const step of pending(steps, ledger)) {
        const started = performance.now();
        const note = (sql: SqlRunner) =>
          sql.query(
            'insert into carenode.migrations (module, id, checksum, duration_ms) values ($1, $2, $3, $4)',
            [step.module, step.migration.id, step.checksum, Math.round(performance.now() - started)],
          );
        await this.runStep(client, step, async (sql) => {
          await step.migration.up(sql);
          await note(sql);
        });
        applied.push(`${step.module}/${step.migration.id}`);
        this.options.log?.(`applied ${step.module}/${step.migration.id}`);
      }
      await this.mendRights(client, steps);
      return applied;
    });
  }

  /** What `down` with the same options would take back, and the tables that would go, with their rows. Changes nothing. */
  async losses(options: DownOptions = {}): Promise<Losses> {
    const steps = await stepsOf(this.modules);
    return this.connected(async (client) => {
      const targets = this.downTargets(steps, await this.ledger(client), options);
      const keys = targets.map((row) => `${row.module}/${row.id}`);
      const taken = steps.filter((step) => keys.includes(`${step.module}/${step.migration.id}`));
      const tables =
        keys.length === 0 ? [] : await this.inTransaction(client, (sql) => tablesDropped(sql, taken));
      return { steps: keys, tables };
    });
  }

  /**
   * Takes steps back, last applied first: those of one module, or of all; down to but not including `to`. Refuses while a
   * module that requires it has later steps applied. Returns the steps taken back.
   */
  async down(options: DownOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    return this.locked(async (client) => {
      const ledger = await this.ledger(client);
      refuseProblems(ledgerProblems(steps, ledger));
      const targets = this.downTargets(steps, ledger, options);
      const left = ledger.filter((row) => !targets.includes(row));
      const reverted: string[] = [];
      // First of all the rights: a policy may name a function that a step takes away.
      if (targets.length > 0) await this.setRights(client, this.desired(steps, left));
      for (const row of targets) {
        const step = steps.find(
          (candidate) => candidate.module === row.module && candidate.migration.id === row.id,
        );
        if (!step)
          throw new Error(
            `${row.module}/${row.id} is not in the code, so there is no way back; load module ${row.module}.`,
          );
        try {
          await this.runStep(client, step, async (sql) => {
            await sql.query('delete from carenode.migrations where module = $1 and id = $2', [
              row.module,
              row.id,
            ]);
            await step.migration.down(sql);
          });
        } catch (error) {
          await this.mendRights(client, steps);
          throw error;
        }
        reverted.push(`${row.module}/${row.id}`);
        this.options.log?.(`took back ${row.module}/${row.id}`);
      }
      await this.mendRights(client, steps);
      return reverted;
    });
  }

  private downTargets(
    steps: readonly Step[],
    ledger: readonly LedgerRow[],
    options: DownOptions,
  ): LedgerRow[] {
    const { module, to } = options;
    if (module && !steps.some((step) => step.module === module))
      throw new Error(`There is no module "${module}" loaded.`);
    if (to && !module) throw new Error('Name the module whose step --to is.');
    const floor = to ? ledger.find((row) => row.module === module && row.id === to)?.seq : 0;
    if (floor === undefined) throw new Error(`${module}/${to} is not applied.`);
    const targets = ledger.filter((row) => (!module || row.module === module) && row.seq > floor).reverse();
    const oldest = targets[targets.length - 1]?.seq ?? Infinity;
    const inTheWay = module
      ? ledger
          .filter((row) => row.module !== module && row.seq > oldest && this.dependsOn(row.module, module))
          .map((row) => row.module)
      : [];
    if (inTheWay.length > 0) {
      throw new Error(
        `${module} is required by ${[...new Set(inTheWay)].join(', ')}; take those down first.`,
      );
    }
    return targets;
  }

  private dependsOn(name: string, needed: string): boolean {
    const module = this.modules.find((candidate) => candidate.name === name);
    const base = this.modules.find((candidate) => candidate.name === needed);
    if (!module) return false;
    if (base?.required && !module.required) return true;
    return module.requires.some((required) => required === needed || this.dependsOn(required, needed));
  }

  private async runStep(client: Admin, step: Step, run: (sql: SqlRunner) => Promise<void>): Promise<void> {
    try {
      if (step.migration.transaction === false) {
        await client.query(`set role ${OWNER_ROLE}`);
        await client.query(`set lock_timeout = '5s'`);
        await run(client).finally(() => client.query('reset role; reset lock_timeout'));
      } else {
        await this.inTransaction(client, run);
      }
    } catch (error) {
      throw new Error(
        `${step.module}/${step.migration.id} failed and left no trace: ${(error as Error).message}`,
        { cause: error },
      );
    }
  }

  /** The ledger, read as its owner: an admin who is no superuser has no right of its own to it. */
  private async ledger(client: Admin): Promise<LedgerRow[]> {
    const [owner] = (await client.query(
      `select coalesce(pg_has_role(oid, 'member'), false) as mine from pg_roles where rolname = '${OWNER_ROLE}'`,
    )) as { mine: boolean }[];
    return owner?.mine ? this.inTransaction(client, readLedger) : [];
  }

  private async isCurrent(steps: readonly Step[]): Promise<boolean> {
    return this.connected(async (client) => {
      const ledger = await this.ledger(client);
      if (ledger.length === 0 || pending(steps, ledger).length > 0) return false;
      if (ledgerProblems(steps, ledger).length > 0) return false;
      return this.inTransaction(client, (sql) => rightsAreAsRemembered(sql, this.desired(steps, ledger)));
    });
  }

  private async mendRights(client: Admin, steps: readonly Step[]): Promise<void> {
    const ledger = await this.ledger(client);
    if (ledger.length > 0) await this.setRights(client, this.desired(steps, ledger));
  }

  private async setRights(client: Admin, desired: readonly TableRights[]): Promise<void> {
    await this.inTransaction(client, async (sql) => {
      const differences = await rightsDifferences(sql, desired);
      const beyond = differences.filter(({ mend }) => mend === null);
      if (beyond.length > 0) throw new Error(beyond.map(({ words }) => words).join('\n'));
      for (const { mend } of differences) if (mend !== null) await sql.query(mend);
      if (differences.length > 0)
        this.options.log?.(`set ${differences.length} policies and grants as declared`);
      const left: readonly RightsDifference[] =
        differences.length > 0 ? await rightsDifferences(sql, desired) : [];
      if (left.length > 0)
        throw new Error(
          `Rights could not be set as declared: ${left.map((difference) => difference.words).join('; ')}.`,
        );
      await rememberDeclaredRights(sql, desired);
      await ensureRightsMemo(sql);
      await rememberRights(sql, desired);
    });
  }

  /**
   * The declared rights of modules whose steps are all applied; none at all for the others. Required modules stand and
   * fall together, as the policies of all others do with them.
   */
  private desired(steps: readonly Step[], ledger: readonly LedgerRow[]): TableRights[] {
    const unfinished = new Set(pending(steps, ledger).map((step) => step.module));
    const whole = this.modules.every((module) => !module.required || !unfinished.has(module.name));
    return this.modules.flatMap((module) =>
      module.tables.map((table) =>
        whole && !unfinished.has(module.name) ? rightsOf(module, table) : noRights(table),
      ),
    );
  }

  /** The rights of every loaded table, as they are when no step is pending. */
  private declared(): TableRights[] {
    return this.modules.flatMap((module) => module.tables.map((table) => rightsOf(module, table)));
  }

  private async refuseGains(client: Admin, approved?: readonly string[]): Promise<void> {
    const gains = await this.inTransaction(client, (sql) =>
      gainsWithoutName(sql, this.declared(), this.modules, approved),
    );
    if (gains.length > 0) throw new Error(gainsRefused(gains));
  }

  private async inTransaction<T>(client: Admin, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    await client.query('begin');
    try {
      await client.query(`set local role ${OWNER_ROLE}`);
      await client.query(
        `set local lock_timeout = '5s'; set local statement_timeout = '10min'; set local search_path = public, pg_temp`,
      );
      const value = await work(client);
      await client.query('commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  private async connected<T>(work: (client: Admin) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      connectionString: this.options.adminUrl,
      application_name: 'carenode migrate',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work({
        query: async (text, parameters) => (await client.query(text, parameters)).rows as unknown,
        client,
      });
    } finally {
      await client.end();
    }
  }

  /** Holds the one lock of this database. Polls for it: a blocked waiter would keep a snapshot that stalls concurrent index builds. */
  private async locked<T>(work: (client: Admin) => Promise<T>): Promise<T> {
    return this.connected(async (admin) => {
      for (let wait = 20; ; wait = Math.min(wait * 1.5, 500)) {
        const [row] = (await admin.query(`select pg_try_advisory_lock(${LOCK_KEY}) as mine`)) as {
          mine: boolean;
        }[];
        if (row?.mine) break;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      await this.ensureRolesOnce(admin);
      return work(admin);
    });
  }

  private async ensureRolesOnce(admin: Admin): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await admin.query('begin');
      try {
        await ensureRoles(admin.client, this.options.hostLogin);
        await admin.query('commit');
        return;
      } catch (error) {
        await admin.query('rollback');
        // Roles belong to the whole cluster: a migrator of another database may be at the same rows.
        const raced = ['XX000', '23505', '42710', '40001'].includes((error as { code?: string }).code ?? '');
        if (!raced || attempt >= 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  }
}

interface Admin extends SqlRunner {
  readonly client: pg.Client;
}

function pending(steps: readonly Step[], ledger: readonly LedgerRow[]): Step[] {
  const applied = new Set(ledger.map((row) => `${row.module}/${row.id}`));
  return steps.filter((step) => !applied.has(`${step.module}/${step.migration.id}`));
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
