import type { Migration, SqlRunner } from '@carenode/module-kit';

export class NameWhoLooked implements Migration {
  readonly id = '0013-name-who-looked';
  readonly why = 'Patients see who looked at their record by name, and no other names.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.people_who_looked(people uuid[]) returns table (id uuid, name text)
        language sql stable security definer set search_path = '' as $$
          select p.id, nullif(concat_ws(' ', p.first_name, p.last_name), '')
            from public.profiles p
           where p.id = any (people)
             and exists (select from public.audit_events e where e.patient_id = carenode.subject() and e.subject = p.id)
        $$`);
    await sql.query(
      `comment on function carenode.people_who_looked(uuid[]) is 'The names of those of these people who read or changed something about the caller.'`,
    );
    await sql.query('revoke execute on function carenode.people_who_looked(uuid[]) from public');
    await sql.query('grant execute on function carenode.people_who_looked(uuid[]) to carenode_patient');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.people_who_looked(uuid[])');
  }
}
