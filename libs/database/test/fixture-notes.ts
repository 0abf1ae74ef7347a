import {
  defineModule,
  everyRow,
  mayEverything,
  mayRead,
  type Migration,
  own,
  type SqlRunner,
} from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('notes')
export class Note {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose note it is' })
  ownerId!: string;

  @Column({ type: 'text', comment: 'What it says' })
  body!: string;

  @Column({ type: 'numeric', nullable: true, comment: 'A number' })
  amount!: string | null;

  @Column({ type: 'timestamptz', comment: 'When' })
  writtenAt!: Date;

  @Column({ type: 'integer', comment: 'Version' })
  version!: number;
}

export class CreateNotes implements Migration {
  readonly id = '0001-create-notes';
  readonly why = 'Tests need a table with an owner.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table notes (
        id uuid primary key default uuid_generate_v4(),
        owner_id uuid not null,
        body text not null,
        secret text,
        amount numeric constraint notes_amount_finite check (amount < 'Infinity'),
        written_at timestamptz not null default now(),
        updated_at timestamptz default now(),
        idempotency_key text,
        idempotency_fingerprint text,
        version integer not null default 1,
        constraint notes_idempotency_key unique (owner_id, idempotency_key)
      )`);
    await sql.query('create index notes_owner_written on notes (owner_id, written_at desc, id desc)');
    await sql.query(
      'create trigger touch before update on notes for each row execute function carenode.touch_row()',
    );
    // identity brings the real one; the rows of these tests belong to nobody in particular.
    await sql.query('create table profiles (id uuid primary key)');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table profiles');
    await sql.query('drop table notes');
  }
}

const shown = [
  'id',
  'owner_id',
  'body',
  'amount',
  'written_at',
  'version',
  'idempotency_key',
  'idempotency_fingerprint',
];

@Entity('profiles')
class Profile {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
}

export const notes = defineModule({
  name: 'notes',
  title: 'Notes',
  required: true,
  nest: class NotesModule {},
  migrations: [CreateNotes],
  tables: [
    {
      name: 'notes',
      entity: Note,
      holds: 'personal',
      about: 'owner_id',
      policies: {
        patient: {
          ...mayEverything(own('owner_id'), ['body', 'amount']),
          select: { when: own('owner_id'), columns: shown },
        },
        admin: mayRead(everyRow, ['id', 'owner_id', 'version']),
      },
    },
    {
      name: 'profiles',
      entity: Profile,
      holds: 'personal',
      about: 'id',
      policies: { patient: mayRead(own('id')) },
    },
  ],
});
