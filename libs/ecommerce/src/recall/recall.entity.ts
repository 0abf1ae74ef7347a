import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('recalls')
export class Recall {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'Whose numbers they are: fda' })
  source!: string;

  @Column({ type: 'text', comment: 'The number that the authority calls it by' })
  recallNumber!: string;

  @Column({ type: 'text', nullable: true, comment: 'The authority’s number of the event' })
  eventId!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any',
  })
  classification!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Ongoing, Completed, Terminated or Pending' })
  status!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Drugs, Devices and so on' })
  productType!: string | null;

  @Column({ type: 'text', comment: 'Which product, in words' })
  productDescription!: string;

  @Column({ type: 'text', nullable: true, comment: 'How much of it, in words' })
  productQuantity!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Which lots, in words' })
  codeInfo!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Why, in words' })
  reason!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who recalls it' })
  recallingFirm!: string | null;

  @Column({ type: 'text', array: true, comment: 'Who makes it' })
  manufacturers!: string[];

  @Column({ type: 'text', nullable: true, comment: 'Where it was sold, in words' })
  distribution!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'The day it began' })
  initiatedOn!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'The day it was classified' })
  classifiedOn!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'The day it was published' })
  reportedOn!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'The day it ended; null while it goes on' })
  terminatedOn!: string | null;

  @Column({ type: 'text', array: true, comment: 'National Drug Codes of products and packages' })
  ndcs!: string[];

  @Column({ type: 'text', array: true, comment: 'Global Trade Item Numbers, of 14 digits' })
  gtins!: string[];

  @Column({ type: 'text', array: true, comment: 'Brand names of the product' })
  brandNames!: string[];

  @Column({ type: 'text', array: true, comment: 'Generic names of the product' })
  genericNames!: string[];

  @Column({
    type: 'text',
    comment: 'listed: the lots that are told; all: every lot; unknown: no lot can be read in it',
  })
  coverage!: string;

  @Column({ type: 'text', array: true, comment: 'Labeler and product of its National Drug Codes' })
  ndcKeys!: string[];

  @Column({ type: 'text', array: true, comment: 'The first telling word of each firm' })
  firmKeys!: string[];

  @Column({ type: 'text', array: true, comment: 'The telling words of description and names' })
  nameWords!: string[];

  @Column({ type: 'text', array: true, comment: 'What products are found by when no lot is told' })
  productKeys!: string[];

  @Column({ type: 'text', comment: 'SHA-256 of all that was told' })
  contentSha256!: string;

  @Column({ type: 'text', comment: 'SHA-256 of the description and the lots' })
  textSha256!: string;

  @Column({ type: 'timestamptz', comment: 'When it was first imported' })
  importedAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When an import last changed it' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
