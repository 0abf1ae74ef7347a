import { plural, USER_TYPE_LABELS, type UserType } from '@carenode/ui';

/** An event of the audit trail, as far as it is told in words. */
export interface ToldEvent {
  readonly kind: string;
  readonly table: string | null;
  readonly rowCount: number;
  readonly changed: readonly string[] | null;
  readonly why: string | null;
}

const TABLES: Readonly<Record<string, string>> = {
  break_glass_grants: 'emergency accesses',
  care_team_members: 'the care team',
  data_export_parts: 'files with all data',
  data_exports: 'files with all data',
  erasure_requests: 'requests for deletion',
  patient_activity_log: 'activities',
  patient_condition_events: 'events of conditions',
  patient_conditions: 'conditions',
  patient_consents: 'consents',
  patient_data_import_sources: 'sources of imports',
  patient_data_imports: 'imported files',
  patient_food_log: 'the food log',
  patient_health_goals: 'goals',
  patient_insights: 'insights',
  patient_learning_progress: 'learning progress',
  patient_treatments: 'treatments',
  profile_identifiers: 'identifiers in other systems',
  profiles: 'personal details',
  sessions: 'sign-ins',
  trial_enrollments: 'taking part in trials',
  user_type_changes: 'changes of user type',
};

/** What people call what a table holds: `patient_conditions` as `conditions`. */
export function tableText(table: string): string {
  return TABLES[table] ?? table.replaceAll('_', ' ');
}

const DONE: Readonly<Record<string, string>> = {
  read: 'Looked at',
  insert: 'Added to',
  update: 'Changed',
  delete: 'Deleted from',
};

const ACTS: Readonly<Record<string, string>> = {
  'break-glass': 'Opened the record in an emergency',
  export: 'Made a file with the whole record',
  'access-explained': 'Asked who may see this record and why',
  'erasure-requested': 'Asked for the account to be deleted',
  'erasure-withdrawn': 'Took back the request to delete the account',
  erasure: 'Deleted what the account held',
};

/** What was done, as the beginning of a sentence whose subject is the person: `Looked at measurements (12 rows)`. */
export function doneText({ kind, table, rowCount, changed }: ToldEvent): string {
  const verb = DONE[kind];
  if (verb === undefined || table === null) return ACTS[kind] ?? sentence(kind);
  const rows = rowCount > 1 ? ` (${plural(rowCount, 'row')})` : '';
  const columns = changed && changed.length > 0 ? `: ${changed.map(plain).join(', ')}` : '';
  return `${verb} ${tableText(table)}${rows}${columns}`;
}

const REASONS: Readonly<Record<string, string>> = {
  own: 'it is their own record',
  'care-team': 'as a member of the care team',
  delegation: 'acting for the patient',
  trial: 'as a member of the team of a trial',
  'break-glass': 'emergency access',
};

/** Why it was allowed, in words; null when there is nothing to say. `break-glass <id>` is an emergency access. */
export function whyText({ kind, why }: Pick<ToldEvent, 'kind' | 'why'>): string | null {
  if (why === null || why === '') return null;
  const [reason = ''] = why.split(' ');
  if (Object.hasOwn(REASONS, reason) && /^[a-z-]+( [0-9a-f-]{36})?$/.test(why))
    return REASONS[reason] ?? null;
  // What was asked stands there for acts that are no access.
  return kind === 'export' ? null : why.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'somebody');
}

/** Is the event an access in an emergency, which people look for first? */
export function isEmergency({ kind, why }: Pick<ToldEvent, 'kind' | 'why'>): boolean {
  return kind === 'break-glass' || (why ?? '').startsWith('break-glass');
}

/** Did the instance do it without anybody: its own background work, such as signing in somebody who entered a password? */
export function isByItself({ who, kind }: { readonly who: object | null; readonly kind: string }): boolean {
  return who === null && !Object.hasOwn(ACTS, kind);
}

const ACTORS: Readonly<Record<string, string>> = {
  'api-key': 'by a program with an API key',
  app: 'by an app',
  delegate: 'acting for the patient',
  job: 'in the background',
  cli: 'from the command line of the instance',
  system: 'in the background',
  explain: 'to explain access',
};

/** Through what it was done, if not by the person at a browser. `delegate:<id>` reads as `delegate`. */
export function actorText(actor: string | null): string | null {
  return ACTORS[(actor ?? '').split(':')[0] ?? ''] ?? null;
}

/** A person by name; by what they are when there is no name. */
export function whoText(
  who: { readonly name: string | null; readonly userType: string | null } | null,
): string {
  if (who === null) return 'The instance itself';
  return who.name ?? `Somebody (${userTypeText(who.userType)})`;
}

export function userTypeText(userType: string | null): string {
  return USER_TYPE_LABELS[userType as UserType] ?? userType ?? 'unknown';
}

const plain = (name: string) => name.replaceAll('_', ' ');

function sentence(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
