import type { Migration, SqlRunner } from '@carenode/module-kit';

import {
  APPROVE,
  GUARD_LEGACY_TYPE,
  GUARD_WITH_MERGES,
  GUARD_WITHOUT_MERGES,
  NOTE_LEGACY_TYPE,
  PEOPLE_OF_LEGACY_TYPES,
} from './legacy-user-types.sql.js';

const TABLE = `
  create table legacy_user_types (
    name text primary key,
    user_type text not null,
    status text not null,
    approved_difference text not null,
    people integer not null,
    reason text not null,
    requested_by uuid not null references profiles (id),
    requested_at timestamptz not null default now(),
    approved_by uuid references profiles (id),
    approved_at timestamptz,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint legacy_user_types_name_length check (length(name) between 1 and 100),
    constraint legacy_user_types_type_is_known
      check (user_type in ('admin', 'provider', 'patient', 'research-partner', 'developer')),
    constraint legacy_user_types_status check (status in ('requested', 'approved')),
    constraint legacy_user_types_difference_is_a_fingerprint check (approved_difference ~ '^[0-9a-f]{64}$'),
    constraint legacy_user_types_people_range check (people >= 0),
    constraint legacy_user_types_reason_length check (length(btrim(reason)) >= 3 and length(reason) <= 500),
    constraint legacy_user_types_approved_by_somebody
      check ((status = 'approved') = (approved_by is not null) and (approved_by is null) = (approved_at is null))
  )`;

const COMMENTS = [
  `comment on column profiles.legacy_user_type is
     'What the person was called in the system that the instance was adopted from; by itself it gives no right.'`,
  `comment on column profiles.legacy_user_type_at is 'Since when that is known here.'`,
  `comment on table legacy_user_types is
     'Which user type people get who were called so in the system that the instance was adopted from, and who approved it. Rows stay as proof.'`,
  `comment on column legacy_user_types.name is 'What they were called there.'`,
  `comment on column legacy_user_types.user_type is 'What they are to be here.'`,
  `comment on column legacy_user_types.status is 'requested waits for a second admin; approved lets a run of the merge give it.'`,
  `comment on column legacy_user_types.approved_difference is
     'The fingerprint of what was shown: which people gain and lose which rights.'`,
  `comment on column legacy_user_types.people is 'How many people were called so when it was asked for.'`,
  `comment on column legacy_user_types.reason is 'Why, in the words of the admin who asked.'`,
  `comment on column legacy_user_types.requested_by is 'The admin who asked.'`,
  `comment on column legacy_user_types.approved_by is 'The admin who approved: another one than who asked, where two are needed.'`,
  `comment on column legacy_user_types.approved_at is 'Whoever is called so only since then waits for another approval.'`,
];

const FUNCTIONS: readonly (readonly [signature: string, meaning: string, forAdmins: boolean])[] = [
  [
    'people_of_legacy_user_types()',
    'What people were called in the system that the instance was adopted from, how many, and a fingerprint of who they are; for admins in person.',
    true,
  ],
  [
    'approve_legacy_user_type(text, text, text, text, text)',
    "Lets people who were called so become this user type, at once or when a second admin approves the same; for admins in person. The approval's status.",
    true,
  ],
  ['guard_legacy_user_type()', 'Only an admin in person approves; the owner does not either.', false],
  ['note_legacy_user_type()', 'Notes since when it is known what somebody was called elsewhere.', false],
];

export class AdoptUserTypes implements Migration {
  readonly id = '0014-adopt-user-types';
  readonly why =
    'Who comes from another system is a patient until an admin has approved what their kind of user may do here.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table profiles
        add column legacy_user_type text,
        add column legacy_user_type_at timestamptz`);
    await sql.query(TABLE);
    for (const text of COMMENTS) await sql.query(text);
    for (const column of ['requested_by', 'approved_by']) {
      await sql.query(`create index legacy_user_types_${column} on legacy_user_types (${column})`);
    }
    for (const text of [NOTE_LEGACY_TYPE, GUARD_LEGACY_TYPE, PEOPLE_OF_LEGACY_TYPES, APPROVE]) {
      await sql.query(text);
    }
    for (const [signature, meaning, forAdmins] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning.replaceAll("'", "''")}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      if (forAdmins) await sql.query(`grant execute on function carenode.${signature} to carenode_admin`);
    }
    await sql.query(`
      create trigger note_legacy_user_type before insert or update of legacy_user_type, legacy_user_type_at on profiles
        for each row execute function carenode.note_legacy_user_type()`);
    await sql.query(
      'create trigger guard before insert or update on legacy_user_types for each row execute function carenode.guard_legacy_user_type()',
    );
    await sql.query(
      'create trigger touch before update on legacy_user_types for each row execute function carenode.touch_row()',
    );
    await sql.query(
      'create trigger keep before delete or truncate on legacy_user_types for each statement execute function carenode.keep_rows()',
    );
    await sql.query(GUARD_WITH_MERGES);
    await sql.query(`comment on function carenode.guard_user_type() is
      'A user type changes only with an applied change of the same transaction, or by the owner as was approved for what the person was called elsewhere, and back; and the last admin stays.'`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(GUARD_WITHOUT_MERGES);
    await sql.query(`comment on function carenode.guard_user_type() is
      'A user type changes only with an applied change of the same transaction, and the last admin stays.'`);
    await sql.query('drop trigger note_legacy_user_type on profiles');
    await sql.query('drop table legacy_user_types');
    for (const [signature] of FUNCTIONS) await sql.query(`drop function carenode.${signature}`);
    await sql.query(`
      alter table profiles
        drop column legacy_user_type_at,
        drop column legacy_user_type`);
  }
}
