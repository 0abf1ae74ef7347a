import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people can agree to. Each purpose is agreed to, and withdrawn, by itself. */
export const CONSENT_PURPOSES = ['care', 'research', 'ai-assistance', 'marketing'] as const;

@Entity('consent_texts')
export class ConsentText {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: `What it is agreed to: ${CONSENT_PURPOSES.join(', ')}` })
  purpose!: string;

  @Column({ type: 'integer', comment: 'Counts the texts of a purpose; the highest is the one in force' })
  version!: number;

  @Column({ type: 'text', comment: 'Language of the text, as a BCP 47 tag such as en or de-AT' })
  language!: string;

  @Column({ type: 'text', comment: 'Title' })
  title!: string;

  @Column({ type: 'text', comment: 'The text itself, in Markdown' })
  body!: string;

  @Column({ type: 'timestamptz', comment: 'When it was published; it never changes after that' })
  publishedAt!: Date;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The admin who published it; null for those the system began with',
  })
  createdBy!: string | null;
}
