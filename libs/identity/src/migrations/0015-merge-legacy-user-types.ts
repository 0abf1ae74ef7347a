import type { DataChange, DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

interface Answer {
  readonly id: string;
  readonly target: string | null;
  /** Was the person called so when it was approved? */
  readonly met: boolean | null;
  /** Has an admin of this instance changed the user type? */
  readonly changed: boolean;
}

export class MergeLegacyUserTypes implements DataMigration {
  readonly id = '0015-merge-legacy-user-types';
  readonly why =
    'People of the system that the instance was adopted from get the user type that was approved for what they were called there.';
  readonly table = 'profiles';
  readonly reads = ['user_type', 'legacy_user_type'];
  readonly writes = ['user_type'];
  readonly where = 'legacy_user_type is not null and deleted_at is null';

  /** Sessions and API keys of changed people end by carenode.guard_user_type, which also sees that nothing but this is done. */
  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    const answers = (await sql.query(
      `select p.id, t.user_type as target, p.legacy_user_type_at < t.approved_at as met,
              exists (select from public.user_type_changes c where c.profile_id = p.id and c.status = 'applied') as changed
         from public.profiles p
         left join public.legacy_user_types t on t.name = p.legacy_user_type and t.status = 'approved'
        where p.id = any ($1)`,
      [rows.map(({ id }) => id)],
    )) as Answer[];
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    return rows.map((row) => this.changeOf(row, byId.get(String(row['id']))));
  }

  private changeOf(row: DataRow, answer: Answer | undefined): DataChange | null {
    const { user_type: is, legacy_user_type: was } = row;
    const target = answer?.target ?? null;
    if (target === is || (target === null && was === is)) return null;
    if (answer?.changed || is !== 'patient') return { left: 'the user type was changed here' };
    if (target === null) return { left: 'no approved user type' };
    if (!answer?.met) return { left: 'came after the approval' };
    return { set: { user_type: target } };
  }
}
