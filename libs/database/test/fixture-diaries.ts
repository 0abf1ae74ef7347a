import {
  defineModule,
  everyRow,
  mayEverything,
  type Migration,
  own,
  type SqlRunner,
} from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('diaries')
export class Diary {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose' })
  ownerId!: string;

  @Column({ type: 'text', nullable: true, comment: 'Words' })
  body!: string | null;
}

class CreateDiaries implements Migration {
  readonly id = '0001-create-diaries';
  readonly why = 'Tests need tables of every shape.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table diaries (
        id uuid primary key default uuid_generate_v4(),
        owner_id uuid not null,
        body text,
        tags text[],
        extra jsonb,
        token bytea,
        address inet,
        kind text,
        amount numeric,
        seen_at timestamptz,
        updated_at timestamptz default now(),
        version integer not null default 1
      )`);
    await sql.query(
      'create trigger touch before update on diaries for each row execute function carenode.touch_row()',
    );
    await sql.query(`
      create table pages (
        diary_id uuid not null references diaries (id) on delete cascade,
        number integer not null,
        language text not null,
        words text,
        version text,
        primary key (diary_id, number, language)
      )`);
    await sql.query('create table counters (name text primary key, value integer not null)');
    // records brings the real ones.
    await sql.query(`create function carenode.why_open(patient uuid, what text) returns text language sql stable set search_path = ''
      as $$ select nullif(current_setting('test.why', true), '') $$`);
    await sql.query(`create function carenode.delegated_subject(patient uuid) returns uuid language sql stable set search_path = ''
      as $$ select patient $$`);
    await sql.query('revoke execute on function carenode.why_open(uuid, text) from public');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.delegated_subject(uuid)');
    await sql.query('drop function carenode.why_open(uuid, text)');
    await sql.query('drop table counters');
    await sql.query('drop table pages');
    await sql.query('drop table diaries');
  }
}

const all = mayEverything(everyRow);
/** Tables of every shape: with a person or without, with a UUID or without, told or not. */
export const diaries = defineModule({
  name: 'diaries',
  title: 'Diaries',
  required: true,
  nest: class DiariesModule {},
  migrations: [CreateDiaries],
  tables: [
    {
      name: 'diaries',
      entity: Diary,
      holds: 'personal',
      about: 'owner_id',
      policies: { patient: mayEverything(own('owner_id')), provider: all, system: all },
      audit: { plain: ['kind'], quiet: ['seen_at'] },
    },
    {
      name: 'pages',
      entity: class Page {},
      holds: 'operational',
      policies: { patient: all, system: all },
      audit: { plain: ['language'] },
    },
    {
      name: 'counters',
      entity: class Counter {},
      holds: 'operational',
      policies: { patient: all, system: all },
      audit: { off: 'It counts.' },
    },
  ],
});
