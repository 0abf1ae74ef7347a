import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PRODUCT_STATUSES = ['draft', 'active', 'retired'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

@Entity('products')
export class Product {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'What it is called' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'What it is, for people' })
  description!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The treatment of the catalogue that it is' })
  treatmentId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who makes it' })
  manufacturer!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The lots that can be sold, soonest to expire first; kept by the lots',
  })
  batchLotInfo!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The number it is ordered by' })
  sku!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Price of one unit, in currency' })
  price!: string | null;

  @Column({
    type: 'integer',
    nullable: true,
    comment: 'How many units can be sold, over all lots; kept by the lots',
  })
  inventoryCount!: number | null;

  @Column({ type: 'boolean', comment: 'Sold on prescription only' })
  isPrescriptionRequired!: boolean;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When somebody last changed it; sales do not count' })
  updatedAt!: Date;

  @Column({ type: 'text', nullable: true, comment: 'ISO 4217 code of the price' })
  currency!: string | null;

  @Column({ type: 'text', comment: 'draft: not shown yet; active: sold; retired: not sold any more' })
  status!: ProductStatus;

  @Column({ type: 'text', nullable: true, comment: 'What it is listed under' })
  category!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Its form: tablet, solution' })
  dosageForm!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'How strong it is: 500 mg' })
  strength!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'How it is taken: oral' })
  route!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'National Drug Code, with its dashes' })
  ndc!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Global Trade Item Number, of 8, 12, 13 or 14 digits' })
  gtin!: string | null;

  @Column({ type: 'text', array: true, comment: 'Pictures of it, by their https addresses' })
  imageUrls!: string[];

  @Column({
    type: 'integer',
    nullable: true,
    comment: 'How many units one order may have; null: as many as there are',
  })
  maxPerOrder!: number | null;

  @Column({ type: 'integer', comment: 'Counts the changes by people; the ETag' })
  version!: number;
}
