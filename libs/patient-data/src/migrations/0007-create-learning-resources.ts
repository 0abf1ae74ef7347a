import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateLearningResources implements Migration {
  readonly id = '0007-create-learning-resources';
  readonly why = 'Admins and providers offer patients something to learn from.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table learning_resources (
        id uuid primary key default uuid_generate_v4(),
        title text not null,
        description text,
        resource_type text not null,
        content_url text,
        content text,
        related_condition_id uuid references conditions(id),
        related_treatment_id uuid references treatments(id),
        created_at timestamptz not null default now(),
        created_by uuid references profiles(id),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint learning_resources_title_length check (char_length(title) between 1 and 200),
        constraint learning_resources_description_length check (char_length(description) between 1 and 10000),
        constraint learning_resources_resource_type_choice check (resource_type in ('article', 'video', 'audio',
          'course', 'document', 'website', 'other')),
        constraint learning_resources_content_url_https check (
          content_url ~ '^https://[^\\s]+$' and char_length(content_url) <= 2000),
        constraint learning_resources_content_length check (char_length(content) between 1 and 200000),
        constraint learning_resources_content_no_markup check (content !~ '<[A-Za-z/!?]'),
        constraint learning_resources_idempotency unique (created_by, idempotency_key)
      )`);
    await sql.query('create index on learning_resources (created_at desc, id desc)');
    await sql.query('create index on learning_resources (related_condition_id)');
    await sql.query('create index on learning_resources (related_treatment_id)');
    await touchOnUpdate(sql, 'learning_resources');
    await describeTable(sql, 'learning_resources', 'What patients can learn from', {
      id: COMMON.id,
      created_at: COMMON.created_at,
      updated_at: COMMON.updated_at,
      version: COMMON.version,
      idempotency_key: COMMON.idempotency_key,
      idempotency_fingerprint: COMMON.idempotency_fingerprint,
      title: 'What it is called',
      description: 'What it is about',
      resource_type: 'What kind of thing it is',
      content_url: 'Where it is, an https address',
      content: 'The text itself, Markdown without HTML',
      related_condition_id: 'The condition it is about',
      related_treatment_id: 'The treatment it is about',
      created_by: 'The admin or provider who offers it',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table learning_resources');
  }
}
