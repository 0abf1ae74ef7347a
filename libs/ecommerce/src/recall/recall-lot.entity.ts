import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('recall_lots')
export class RecallLot {
  @PrimaryColumn({ type: 'uuid', comment: 'The recall' })
  recallId!: string;

  @PrimaryColumn({
    type: 'text',
    comment: 'Letters and digits of the code, in capitals; of a range, those of its first',
  })
  lotKey!: string;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Letters and digits of the last code of a range; null for a single lot',
  })
  lotKeyTo!: string | null;

  @Column({ type: 'text', comment: 'The code as it is printed' })
  lotCode!: string;

  @Column({ type: 'date', nullable: true, comment: 'The expiry date that is told for it' })
  expiresOn!: string | null;

  @Column({ type: 'boolean', comment: 'Whether only the month of the expiry date is told' })
  expiresInMonth!: boolean;

  @Column({ type: 'numeric', comment: 'How sure it is that the code is a lot: a number from 0 to 1' })
  confidence!: string;

  @Column({ type: 'text', comment: 'How it was found' })
  found!: string;
}
