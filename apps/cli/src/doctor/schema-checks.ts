import { type Database, type MigrationStatus, pendingSteps } from '@carenode/database';
import { type ModuleManifest, systemContext } from '@carenode/module-kit';

import { fail, type Finding, ok, warn } from './check.js';

const UP = 'Run: carenode migrate up';

/** Steps and rights, as the migrator sees them. */
export function checkSchema({ steps, problems, drift }: MigrationStatus): Finding[] {
  const pending = steps.filter((step) => step.state === 'pending');
  return [
    pending.length === 0
      ? ok('migrations', `all ${steps.length} steps are applied`)
      : fail('migrations', `pending: ${pending.map((step) => `${step.module}/${step.id}`).join(', ')}`, UP),
    problems.length === 0
      ? ok('migrations in the code', 'are those that were applied')
      : fail(
          'migrations in the code',
          problems.join(' '),
          'Install the version of the code that fits the database.',
        ),
    drift.length === 0
      ? ok('policies and grants', 'are as declared')
      : fail('policies and grants', drift.join('; '), `See who changed them, then: carenode migrate up`),
  ];
}

/** The same, as far as the host's own login can see it. */
export async function checkSchemaFromOutside(
  db: Database,
  modules: readonly ModuleManifest[],
): Promise<Finding[]> {
  const pending = await pendingSteps(db, modules).catch(() => null);
  const unseen = warn(
    'policies and grants',
    'were not compared with what is declared',
    'Set DATABASE_ADMIN_URL for this command, as for "migrate".',
  );
  if (!pending) return [fail('migrations', 'the database was never migrated', UP), unseen];
  const missing = [...pending].flatMap(([name, ids]) => ids.map((id) => `${name}/${id}`));
  return [
    missing.length === 0
      ? ok('migrations', 'all are applied')
      : fail('migrations', `pending: ${missing.join(', ')}`, UP),
    unseen,
  ];
}

const CTX = systemContext('carenode doctor');

/** Modules that are switched on and cannot run, and an instance that nobody can administer. */
export async function checkUse(db: Database, modules: readonly ModuleManifest[]): Promise<Finding[]> {
  const active = await db
    .as(CTX)
    .query<{ name: string }>(
      'select module_name as name from instance_module_activations where is_active order by 1',
    );
  const pending = await pendingSteps(db, modules);
  const notLoaded = active.filter(({ name }) => !pending.has(name)).map(({ name }) => name);
  const notInstalled = active
    .filter(({ name }) => (pending.get(name)?.length ?? 0) > 0)
    .map(({ name }) => name);
  const findings = [
    ...(notInstalled.length > 0
      ? [fail('modules', `active but not installed: ${notInstalled.join(', ')}`, UP)]
      : []),
    ...(notLoaded.length > 0
      ? [
          warn(
            'modules',
            `active but not loaded here: ${notLoaded.join(', ')}`,
            'Add them to CARENODE_MODULES, or run: carenode modules deactivate <name>',
          ),
        ]
      : []),
  ];
  const { items } = { items: await admins(db) };
  return [
    ...(findings.length > 0
      ? findings
      : [ok('modules', `${active.length} optional active, all loaded and installed`)]),
    items.length > 0
      ? ok('admin', 'there is one')
      : warn('admin', 'there is none', 'carenode users create --type admin --email …'),
  ];
}

function admins(db: Database): Promise<object[]> {
  return db.as(CTX).query(`select id from profiles where user_type = 'admin' and deleted_at is null limit 1`);
}
