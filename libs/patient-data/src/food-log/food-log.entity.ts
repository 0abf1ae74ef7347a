import { Column, Entity } from 'typeorm';

import { LogRow } from '../rows/log-row.entity.js';

@Entity('patient_food_log')
export class FoodLogEntry extends LogRow {
  @Column({ type: 'timestamptz', comment: 'When it was eaten' })
  timestamp!: Date;

  @Column({ type: 'text', comment: 'What was eaten' })
  foodName!: string;

  @Column({ type: 'numeric', nullable: true, comment: 'How much, in unit' })
  quantity!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Unit of quantity: g, ml, slice, cup' })
  unit!: string | null;

  @Column({ type: 'integer', nullable: true, comment: 'Energy in kcal' })
  calories!: number | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Protein in grams' })
  protein!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Carbohydrates in grams' })
  carbs!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Fat in grams' })
  fat!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What else was written' })
  notes!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Which meal it belongs to' })
  meal!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment:
      'The food that its values were worked out of; null when they were told. The food may be gone since',
  })
  foodId!: string | null;
}
