import type { TableAdoption } from '@carenode/module-kit';

const EMPTY_IS_NULL = (column: string) => `nullif(btrim(${column}), '')`;

/** One account per address: of addresses that differ in case alone, the oldest account keeps it, and nobody else signs in with it. */
const EMAIL = `(
  select case when lower(u.email) in (
                -- Asked once for many rows: few addresses are here twice.
                select lower(d.email) from auth.users d
                 where d.email_confirmed_at is not null and d.email is not null group by 1 having count(*) > 1)
               and exists (
                 select from auth.users e
                  where lower(e.email) = lower(u.email) and e.email_confirmed_at is not null
                    and (e.created_at, e.id) < (u.created_at, u.id))
              then null else lower(u.email) end
    from auth.users u
   where u.id = l.id and u.email_confirmed_at is not null and length(u.email) between 3 and 254)`;

const GENDER = `case lower(btrim(l.gender))
    when 'male' then 'male' when 'm' then 'male' when 'man' then 'male'
    when 'female' then 'female' when 'f' then 'female' when 'woman' then 'female'
    when 'unknown' then 'unknown' when 'prefer not to say' then 'unknown' when '' then null
    else case when l.gender is not null then 'other' end end`;

/** No birth date is better than none of the person: a year such as 1024 is a slip, and stays there. */
const BIRTH_DATE = (column: string) =>
  `case when ${column}::date between '1850-01-01' and '2199-12-31' then ${column}::date end`;

const TIME_ZONE = (column: string) =>
  `case when ${column} ~ '^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]+)+)$' and length(${column}) <= 64 then ${column} else 'UTC' end`;

/**
 * People of a Supabase-like system, whose accounts are in auth.users. Everybody comes as a patient, the least there is; what
 * they were called is kept, and an admin approves what it stands for (carenode.approve_legacy_user_type). Their keys, tokens
 * and passwords do not come: people set a password here by an invitation, and keys are made anew.
 */
export const identityAdoptions: readonly TableAdoption[] = [
  {
    table: 'profiles',
    from: ['profiles', 'user_profiles'],
    when: ['id', 'user_type'],
    key: { column: 'id', ids: 'same' },
    columns: {
      user_type: `'patient'`,
      legacy_user_type: `left(${EMPTY_IS_NULL('l.user_type::text')}, 100)`,
      email: EMAIL,
      first_name: EMPTY_IS_NULL('l.first_name'),
      last_name: EMPTY_IS_NULL('l.last_name'),
      date_of_birth: [BIRTH_DATE('l.date_of_birth'), BIRTH_DATE('l.birth_date')],
      gender: GENDER,
      time_zone: [TIME_ZONE('l.time_zone'), TIME_ZONE('l.timezone'), `'UTC'`],
      created_at: 'l.created_at',
      updated_at: 'l.updated_at',
      deleted_at: 'l.deleted_at',
    },
    back: {
      first_name: 'o.first_name',
      last_name: 'o.last_name',
      date_of_birth: 'o.date_of_birth',
      birth_date: 'o.date_of_birth',
      gender: 'o.gender',
      time_zone: 'o.time_zone',
      timezone: 'o.time_zone',
      deleted_at: 'o.deleted_at',
    },
    backWhere: {
      sql: 'exists (select from auth.users u where u.id = o.id)',
      why: 'Who first came here has no account there; the other application does not know them.',
    },
  },
];
