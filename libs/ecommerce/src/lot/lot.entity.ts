import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('lots')
export class Lot {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The product' })
  productId!: string;

  @Column({ type: 'text', comment: 'The maker’s code of the lot, as it stands on the package' })
  lotCode!: string;

  @Column({
    type: 'text',
    comment: 'Letters and digits of that code, in capitals: recalls are compared by it',
  })
  lotKey!: string;

  @Column({
    type: 'date',
    nullable: true,
    comment: 'The first day on which it is not sold any more (UTC); null when it does not expire',
  })
  expiresOn!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who delivered it' })
  supplier!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The supplier’s number of the delivery' })
  supplierReference!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Where its certificate of analysis is' })
  certificateUrl!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it came in' })
  receivedAt!: Date;

  @Column({ type: 'integer', comment: 'How many units of it are there and neither sold nor reserved' })
  quantity!: number;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'Since when it is held and not sold; null when no hold is in force. Kept by lot_holds',
  })
  heldSince!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'Remarks' })
  notes!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When somebody last changed it; sales do not count' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes by people; the ETag' })
  version!: number;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The text of an older system that it was read from; null for a lot that was received here',
  })
  sourceText!: string | null;
}
