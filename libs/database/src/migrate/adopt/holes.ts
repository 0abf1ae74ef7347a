import { createHash } from 'node:crypto';

import { conflict, type Conflict } from './conflict.js';
import type { LegacyCatalog, LegacyPolicy, LegacyTable } from './legacy-catalog.js';
import type { Moves } from './moves.js';
import { dollarQuoted, LEGACY, list, literal, qualified, quoted } from './names.js';

/** A hole, as a conflict, with what closes it. */
export interface Hole {
  readonly conflict: Conflict;
  /** Choice → how it closes, for a table that is in this schema. A choice that is not here changes nothing. */
  readonly closings: Readonly<Record<string, (schema: string) => Closing>>;
}

export interface Closing {
  readonly close: readonly string[];
  /** Exactly what was before. */
  readonly open: readonly string[];
}

const CLIENTS = ['anon', 'authenticated'];
const WRITES = ['insert', 'update', 'delete', 'truncate'];
const SECRETS = /secret|token|password|passwd|authorization_code|api_?key|private/;
const TYPE_COLUMNS = ['user_type', 'user_role', 'role', 'roles', 'is_admin', 'account_type'];
const KEEP = ['keep', 'It stays open; new rights are not given, old ones not taken'] as const;

/** What lets people of the old application do what they must not, and how it is closed. */
export function holesOf(legacy: LegacyCatalog, moves: Moves): Hole[] {
  const tables = legacy.tables.filter(({ kind }) => 'rp'.includes(kind));
  return [
    ...tables.flatMap((table) => unsecured(table)),
    ...tables.flatMap((table) => alwaysTrue(table)),
    ...tables.flatMap((table) => ownType(table)),
    ...legacy.tables.flatMap((view) => ownersView(view)),
    ...definers(legacy, moves),
  ];
}

/** What is worth knowing and needs no change. */
export function remarksOf(legacy: LegacyCatalog): Conflict[] {
  const policies = legacy.tables.flatMap((table) => table.policies.map((policy) => ({ table, policy })));
  const naming = (text: RegExp) =>
    policies.filter(({ policy }) => text.test(`${policy.using ?? ''} ${policy.check ?? ''}`));
  const remarks: Conflict[] = [];
  const say = (id: string, words: string, way: string) =>
    remarks.push(conflict(id, '', words, [['keep', way]]));
  const uid = naming(/auth\.uid\(\)/).length;
  if (uid > 0)
    say(
      'policies:auth.uid',
      `${uid} policies ask auth.uid().`,
      'They stay with their tables and decide what the old application may, also through compat',
    );
  const open = policies.filter(({ policy }) => policy.roles.includes('public')).length;
  if (open > 0)
    say(
      'policies:public',
      `${open} policies are for everybody (TO public).`,
      'They hold for whoever has a grant; the roles of Carenode get none',
    );
  const admin = naming(/auth\.role\(\)\s*=\s*'admin'/).length;
  if (admin > 0)
    say(
      'policies:auth.role',
      `${admin} policies ask whether auth.role() is admin, which it never is.`,
      'What they were to allow stays refused',
    );
  for (const { name, columns } of legacy.tables) {
    const plain = columns.find(
      (column) => /^(api_?key|key|key_value)$/.test(column.name) && /^(text|character)/.test(column.type),
    );
    if (plain && /key/.test(name))
      remarks.push(
        conflict(`plain-keys:${name}`, name, `${name}.${plain.name} may hold API keys as they are.`, [
          [
            'leave',
            'They are not taken over: whoever used one gets a new key from Carenode, which keeps a hash only',
          ],
        ]),
      );
  }
  return remarks;
}

function granted(table: LegacyTable, verbs: readonly string[]): { grantee: string; verb: string }[] {
  return table.grants
    .map((grant) => ({
      grantee: grant.slice(0, grant.lastIndexOf(' ')),
      verb: grant.slice(grant.lastIndexOf(' ') + 1),
    }))
    .filter(({ grantee, verb }) => [...CLIENTS, 'public'].includes(grantee) && verbs.includes(verb));
}

function revoking(name: string, grants: readonly { grantee: string; verb: string }[]) {
  const role = (grantee: string) => (grantee === 'public' ? 'public' : quoted(grantee));
  return (schema: string): Closing => ({
    close: grants.map(
      ({ grantee, verb }) => `revoke ${verb} on ${qualified(schema, name)} from ${role(grantee)}`,
    ),
    open: grants.map(
      ({ grantee, verb }) => `grant ${verb} on ${qualified(schema, name)} to ${role(grantee)}`,
    ),
  });
}

function unsecured(table: LegacyTable): Hole[] {
  const everything = granted(table, ['select', ...WRITES, 'references', 'trigger', 'maintain']);
  if (table.rowSecurity || everything.length === 0) return [];
  const secret = SECRETS.test(table.name) || table.columns.some(({ name }) => SECRETS.test(name));
  const ways = [
    ['read-only', 'People who sign in to the old application may still read it, and not write it'],
    ['none', 'They may neither read nor write it; only its programs (service_role) may'],
  ] as const;
  return [
    {
      conflict: conflict(
        `no-row-security:${table.name}`,
        table.name,
        `${table.name} has no row security: whoever signs in may do with all rows what the grants say.`,
        [...(secret ? [...ways].reverse() : ways), KEEP],
      ),
      closings: {
        'read-only': revoking(table.name, granted(table, [...WRITES, 'references', 'trigger', 'maintain'])),
        none: revoking(table.name, everything),
      },
    },
  ];
}

const forClients = ({ roles }: LegacyPolicy) => roles.some((role) => [...CLIENTS, 'public'].includes(role));

function alwaysTrue(table: LegacyTable): Hole[] {
  if (!table.rowSecurity) return [];
  return (['insert', 'update', 'delete'] as const).flatMap((verb): Hole[] => {
    const concerned = table.policies.filter(
      (policy) => policy.permissive && forClients(policy) && [verb, 'all'].includes(policy.verb),
    );
    const condition = (policy: LegacyPolicy) =>
      (verb === 'insert' ? (policy.check ?? policy.using) : policy.using) ?? 'true';
    const open = concerned.filter((policy) => condition(policy) === 'true');
    if (open.length === 0 || granted(table, [verb]).length === 0) return [];
    const others = concerned
      .filter((policy) => !open.includes(policy))
      .map((policy) => `(${condition(policy)})`);
    const rule = others.length === 0 ? 'false' : others.join(' or ');
    const name = quoted(`carenode closes ${verb}`);
    return [
      {
        conflict: conflict(
          `always-true:${table.name}:${verb}`,
          table.name,
          `${open.map((policy) => `"${policy.name}"`).join(', ')} of ${table.name} let everybody who signs in ${verb} any row.`,
          [
            [
              'close',
              others.length === 0
                ? `Nobody who signs in may ${verb} rows any more; programs may`
                : `Only what the other policies allow`,
            ],
            KEEP,
          ],
        ),
        closings: {
          close: (schema) => ({
            close: [
              `create policy ${name} on ${qualified(schema, table.name)} as restrictive for ${verb} to ${list(CLIENTS)} ` +
                (verb === 'insert' ? `with check (${rule})` : `using (${rule})`),
            ],
            open: [`drop policy if exists ${name} on ${qualified(schema, table.name)}`],
          }),
        },
      },
    ];
  });
}

function ownType(table: LegacyTable): Hole[] {
  const column = table.columns.find(({ name }) => TYPE_COLUMNS.includes(name));
  const own = table.policies.filter(
    (policy) =>
      forClients(policy) &&
      ['insert', 'update', 'all'].includes(policy.verb) &&
      /auth\.uid\(\)/.test(`${policy.using ?? ''} ${policy.check ?? ''}`),
  );
  if (!column || own.length === 0 || !table.rowSecurity) return [];
  if (table.name !== 'profiles' && table.name !== 'users' && column.name !== 'user_type') return [];
  // A name that PostgreSQL keeps as it is: 63 bytes at most.
  const guard = `carenode_guard_${/^\w{1,40}$/.test(table.name) ? table.name : createHash('sha256').update(table.name).digest('hex').slice(0, 16)}`;
  const harmless = [
    'patient',
    ...(column.default === null ? [] : [/^'([^']*)'/.exec(column.default)?.[1] ?? '']),
  ];
  const is = `new.${quoted(column.name)}`;
  return [
    {
      conflict: conflict(
        `own-type:${table.name}`,
        table.name,
        `People may write ${table.name}.${column.name} of their own row, and with it what they may do.`,
        [
          [
            'close',
            'Who signs in keeps the value that is there, and begins as a patient; programs may change it',
          ],
          KEEP,
        ],
      ),
      closings: {
        close: (schema) => ({
          close: [
            `create or replace function ${qualified(schema, guard)}() returns trigger language plpgsql set search_path = '' as ${dollarQuoted(
              `
             begin
               if current_user::text in (${list(CLIENTS.map(literal))}) and (case tg_op
                    when 'INSERT' then ${is} is not null and ${is}::text not in (${list(harmless.map(literal))})
                    else ${is} is distinct from old.${quoted(column.name)} end)
               then
                 raise insufficient_privilege using message = ${literal(`${column.name} is not yours to change.`)};
               end if;
               return new;
             end `,
              'guard',
            )}`,
            `create or replace trigger ${quoted(guard)} before insert or update on ${qualified(schema, table.name)} for each row execute function ${qualified(schema, guard)}()`,
          ],
          open: [
            `drop trigger if exists ${quoted(guard)} on ${qualified(schema, table.name)}`,
            `drop function if exists ${qualified(schema, guard)}()`,
          ],
        }),
      },
    },
  ];
}

function ownersView(view: LegacyTable): Hole[] {
  if (view.kind !== 'v' || view.invoker || granted(view, ['select']).length === 0) return [];
  return [
    {
      conflict: conflict(
        `owners-view:${view.name}`,
        view.name,
        `The view ${view.name} shows rows with the rights of ${view.owner}, past the policies of its tables.`,
        [['close', 'It shows each reader what the policies of the tables allow them'], KEEP],
      ),
      closings: {
        close: (schema) => ({
          close: [`alter view ${qualified(schema, view.name)} set (security_invoker = true)`],
          open: [`alter view ${qualified(schema, view.name)} reset (security_invoker)`],
        }),
      },
    },
  ];
}

function definers(legacy: LegacyCatalog, moves: Moves): Hole[] {
  return legacy.functions
    .filter(
      ({ definer, searchPath, schema, mine }) =>
        definer && searchPath === null && schema === 'public' && mine,
    )
    .map(({ signature }) => {
      const moved = moves.functions.includes(signature);
      const called = (schema: string) =>
        moved && schema === LEGACY ? signature.replace(/^public\./, `${LEGACY}.`) : signature;
      return {
        conflict: conflict(
          `definer:${signature}`,
          '',
          `${signature} runs with its owner's rights and with the search path of whoever calls it.`,
          [['pin', 'Its search path is set: what it names is found where it was, and nowhere else'], KEEP],
        ),
        closings: {
          pin: (schema: string) => ({
            close: [
              `alter routine ${called(schema)} set search_path = ${schema === LEGACY ? `${LEGACY}, ` : ''}public, extensions, pg_temp`,
            ],
            open: [`alter routine ${called(schema)} reset search_path`],
          }),
        },
      };
    });
}
