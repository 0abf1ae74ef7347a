import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('product_search')
export class ProductSearchRow {
  @PrimaryColumn({ type: 'uuid', comment: 'The product' })
  productId!: string;

  @Column({ type: 'text', comment: 'Its status' })
  status!: string;

  @Column({
    type: 'text',
    comment: 'The words of its name, as names are put in order and compared',
  })
  nameKey!: string;

  @Column({ type: 'tsvector', comment: 'The words of its name' })
  nameWords!: string;

  @Column({ type: 'tsvector', comment: 'The words of all that is said of it' })
  words!: string;

  @Column({ type: 'text', nullable: true, comment: 'Its category' })
  category!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who makes it' })
  manufacturer!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Its form' })
  dosageForm!: string | null;

  @Column({ type: 'boolean', comment: 'Sold on prescription only' })
  isPrescriptionRequired!: boolean;

  @Column({ type: 'uuid', nullable: true, comment: 'The treatment that it is' })
  treatmentId!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Price of one unit, in currency of the product' })
  price!: string | null;
}

@Entity('product_words')
export class ProductWord {
  @PrimaryColumn({ type: 'text', comment: 'The word, in lower case and without accents' })
  word!: string;

  @Column({
    type: 'text',
    array: true,
    comment: 'Its first seven letters, and what is left of them without one or two',
  })
  variants!: string[];
}
