import { accessMatrix, Database, type MatrixTable, pendingSteps, type Transaction } from '@carenode/database';
import { type AccessExplanation, AccessExplanations, type AccessQuestion } from '@carenode/identity-contract';
import {
  AppError,
  invalidInput,
  isId,
  LoadedModules,
  type ModuleManifest,
  type RequestContext,
  type UserType,
  type Verb,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { checkScopes } from '../api-key/scope.rules.js';
import { identityErrors } from '../identity.errors.js';
import {
  asAsked,
  type AskedPerson,
  attempt,
  contextOfAsked,
  countRows,
  findPerson,
  findTable,
  requireAdmin,
  tookTooLong,
} from './asked-person.js';
import {
  type ActivationFact,
  explanationOf,
  type Facts,
  type Outcome,
  type PolicyFact,
} from './explanation.rules.js';
import type { RelationFact } from './relation.rules.js';

const RIGHTS = `
  select has_table_privilege(c.oid, $2) as whole, carenode.scope_allows($1, $3) as "scopeAllows",
         case when $2 = 'delete' then '{}'::text[] else array(
           select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and has_column_privilege(c.oid, a.attnum, case $2 when 'delete' then 'select' else $2 end)
            order by a.attnum)
         end as columns
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = $1`;

/** A column that the person may both read and change, so that a change to what it is already changes nothing. */
const CHANGEABLE = `
  select a.attname::text as name from pg_attribute a
   where a.attrelid = to_regclass(format('public.%I', $1::text)) and a.attnum > 0 and not a.attisdropped
     and a.attgenerated = '' and a.attidentity = '' and has_column_privilege(a.attrelid, a.attnum, 'update')
   order by has_column_privilege(a.attrelid, a.attnum, 'select') desc, a.attnum limit 1`;

interface Wanted {
  readonly table: MatrixTable;
  readonly module: ModuleManifest;
  readonly verb: Verb;
  readonly row: string | null;
}

/** Everything PostgreSQL says about one person, table and row, in that person's own context. */
type Told = Pick<Facts, 'about' | 'scopeAllows' | 'columns' | 'policies' | 'relations' | 'outcome'> & {
  readonly active: boolean;
};

@Injectable()
export class ExplanationService extends AccessExplanations {
  private readonly matrix: ReadonlyMap<string, MatrixTable>;
  private readonly tables: ReadonlySet<string>;

  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
  ) {
    super();
    this.matrix = new Map(accessMatrix(loaded.manifests).map((table) => [table.table, table]));
    this.tables = new Set(this.matrix.keys());
  }

  async explain(ctx: RequestContext, question: AccessQuestion): Promise<AccessExplanation> {
    requireAdmin(ctx);
    const { verb = 'select', row } = question;
    if (row !== undefined && !isId(row))
      throw invalidInput({ field: 'row', rule: 'isUuid', message: 'row is a UUID.' });
    const { module } = findTable(this.loaded.manifests, question.table);
    const table = this.matrix.get(question.table);
    if (!table) throw identityErrors.unknown_table({ table: question.table });
    const scopes = question.scopes ? checkScopes([...question.scopes], this.tables) : null;
    const person = await findPerson(this.db, ctx, question.user);
    const wanted: Wanted = { table, module, verb, row: row?.toLowerCase() ?? null };

    const installed = await this.isInstalled(module);
    const told = installed
      ? await asAsked(this.db, contextOfAsked(ctx, person, scopes), (tx) => ask(tx, wanted))
      : NOT_INSTALLED;
    const activation = await this.activationOf(ctx, module);
    await this.note(ctx, told.about ?? person.id, person, wanted);
    return explanationOf({
      user: { id: person.id, userType: person.userType, email: person.email },
      closedAt: person.closedAt,
      table: table.table,
      verb,
      row: wanted.row,
      module: {
        name: module.name,
        required: module.required,
        installed,
        active: told.active,
        activation,
      },
      scopes,
      wantedScopes: table.gates.scopes[verb],
      words: wordsOf(table, person.userType),
      now: new Date(),
      about: told.about,
      scopeAllows: told.scopeAllows,
      columns: told.columns,
      policies: told.policies,
      relations: told.relations,
      outcome: told.outcome,
    });
  }

  private async isInstalled(module: ModuleManifest): Promise<boolean> {
    const pending = await pendingSteps(this.db, [module]);
    return (pending.get(module.name) ?? []).length === 0;
  }

  private async activationOf(ctx: RequestContext, module: ModuleManifest): Promise<ActivationFact | null> {
    if (module.required) return null;
    const [row] = await this.db.as(ctx).query<ActivationFact>(
      `select is_active as "isActive", activation_date as "from", expiration_date as "until",
              settings -> 'audience' as audience
         from instance_module_activations where module_name = $1`,
      [module.name],
    );
    return row ?? null;
  }

  /** What is told about somebody stands in their access log. */
  private async note(
    ctx: RequestContext,
    about: string,
    { id }: AskedPerson,
    { verb, table, row }: Wanted,
  ): Promise<void> {
    const why = `may ${id} ${verb} ${table.table}${row === null ? '' : ` ${row}`}`;
    await this.db.as(ctx).execute(`select carenode.note_explanation($1, $2)`, [about, why]);
  }
}

function wordsOf({ cells }: MatrixTable, userType: UserType): Facts['words'] {
  const rules = cells.filter((cell) => cell.caller === userType && cell.rows !== null);
  return Object.fromEntries(rules.map(({ verb, rows, writes }) => [verb, { rows: rows ?? '', writes }]));
}

const NOT_INSTALLED: Told = {
  about: null,
  active: false,
  scopeAllows: false,
  columns: [],
  policies: [],
  relations: [],
  outcome: { kind: 'untried' },
};

async function ask(tx: Transaction, wanted: Wanted): Promise<Told> {
  const { table, module, verb, row } = wanted;
  const about = row === null ? null : await aboutWhom(tx, table.table, row);
  const letters = table.gates.scopes[verb].map((scope) => scope.slice(-1)).join('');
  const [rights] = await tx.query<{ whole: boolean; scopeAllows: boolean; columns: string[] }>(RIGHTS, [
    table.table,
    verb,
    letters,
  ]);
  if (!rights) throw identityErrors.unknown_table({ table: table.table });
  return {
    about,
    active: module.required || (await isActive(tx, module)),
    scopeAllows: rights.scopeAllows,
    columns: rights.whole ? null : rights.columns,
    policies: row === null ? [] : await policiesOn(tx, table.table, row, verb),
    relations: about === null ? [] : await relationsTo(tx, about, table.table),
    outcome: await tryIt(tx, wanted),
  };
}

async function aboutWhom(tx: Transaction, table: string, row: string): Promise<string | null> {
  const [found] = await tx.query<{ found: boolean; about: string | null }>(
    'select found, about from carenode.explain_about($1, $2)',
    [table, row],
  );
  if (!found?.found) throw identityErrors.row_unknown({ table });
  return found.about;
}

async function isActive(tx: Transaction, module: ModuleManifest): Promise<boolean> {
  const [answer] = await tx.query<{ active: boolean }>('select carenode.module_active($1) as active', [
    module.name,
  ]);
  return answer?.active === true;
}

async function policiesOn(tx: Transaction, table: string, row: string, verb: Verb): Promise<PolicyFact[]> {
  const verbs: readonly Verb[] = verb === 'update' || verb === 'delete' ? [verb, 'select'] : [verb];
  const policies: PolicyFact[] = [];
  for (const asked of verbs) {
    const rows = await tx.query<Omit<PolicyFact, 'verb'>>(
      'select policy, permissive, part, holds from carenode.explain_row($1, $2, $3)',
      [table, row, asked],
    );
    policies.push(...rows.map((policy) => ({ ...policy, verb: asked })));
  }
  return policies;
}

function relationsTo(tx: Transaction, about: string, table: string): Promise<RelationFact[]> {
  return tx.query<RelationFact>(
    `select relation, facts from carenode.explain_relations($1, $2)
     union all select relation, facts from carenode.explain_powers($1)`,
    [about, table],
  );
}

/** The person's own statement, for the truth of it. What would be written is not known of rows that do not exist. */
async function tryIt(tx: Transaction, { table: { table }, verb, row }: Wanted): Promise<Outcome> {
  if (verb === 'select' && row === null) {
    return { kind: 'rows', count: await countRows(tx, table) };
  }
  if (row === null || verb === 'insert') return { kind: 'untried' };
  const text = await statementFor(tx, table, verb);
  if (text === null) return { kind: 'refused', by: 'grant', code: '42501' };
  const tried = await attempt(tx, () => tx.query<{ rows: number }>(text, [row]));
  if ('value' in tried) return { kind: 'rows', count: Number(tried.value[0]?.rows ?? 0) };
  if (tookTooLong(tried.state)) {
    throw new AppError('busy', 'unavailable', 'PostgreSQL could not answer in time; ask again.');
  }
  return refusal(tried.state, tried.error);
}

/** How many rows the statement reached, and nothing of what is in them. Null: there is no column to change. */
async function statementFor(tx: Transaction, table: string, verb: Verb): Promise<string | null> {
  if (verb === 'select')
    return `select count(*)::int as rows from (select id from public."${table}" where id = $1) r`;
  if (verb === 'delete')
    return `with gone as (delete from public."${table}" where id = $1 returning 1) select count(*)::int as rows from gone`;
  const [column] = await tx.query<{ name: string }>(CHANGEABLE, [table]);
  if (!column) return null;
  const name = `"${column.name}"`;
  return `with changed as (update public."${table}" set ${name} = ${name} where id = $1 returning 1) select count(*)::int as rows from changed`;
}

/** PostgreSQL names the place in its own code that refused: one for policies on written rows, another for grants. */
function refusal(state: string, error: unknown): Outcome {
  const { routine, hint, constraint } = refusedBy(error);
  if (state === '42501' && routine === 'ExecWithCheckOptions')
    return { kind: 'refused', by: 'policy', code: state };
  if (state === '42501' && routine === 'aclcheck_error') return { kind: 'refused', by: 'grant', code: state };
  return { kind: 'refused', by: 'guard', code: hint ?? constraint ?? state };
}

interface PostgresRefusal {
  readonly routine?: string;
  readonly hint?: string;
  readonly constraint?: string;
}

function refusedBy(error: unknown): PostgresRefusal {
  const { routine, hint, constraint, driverError, cause } = error as PostgresRefusal & {
    driverError?: unknown;
    cause?: unknown;
  };
  const inner = driverError ?? cause;
  return routine === undefined && inner ? refusedBy(inner) : { routine, hint, constraint };
}
