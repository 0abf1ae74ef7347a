import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('foods')
export class Food {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'Whose own food it is; null for reference foods' })
  patientId!: string | null;

  @Column({ type: 'text', comment: 'What it is called' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'Who makes it' })
  brand!: string | null;

  @Column({ type: 'text', comment: 'Where its values are from: own (the patient), or usda-sr' })
  source!: string;

  @Column({ type: 'text', nullable: true, comment: 'Its number there: NDB number of USDA SR' })
  sourceCode!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Energy in kcal per 100 g; null when not known' })
  energyKcal!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Protein in g per 100 g; null when not known' })
  protein!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Carbohydrates in g per 100 g; null when not known' })
  carbs!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Fat in g per 100 g; null when not known' })
  fat!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}

@Entity('food_composition')
export class FoodComposition {
  @PrimaryColumn({ type: 'uuid', comment: 'The food' })
  foodId!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'Whose own food it is; null for reference foods' })
  patientId!: string | null;

  @PrimaryColumn({ type: 'text', comment: 'Its name' })
  nutrient!: string;

  @Column({ type: 'numeric', comment: 'How much of it in 100 g of the food, in unit' })
  amount!: string;

  @Column({ type: 'text', comment: 'UCUM code of the unit' })
  unit!: string;
}

@Entity('food_portions')
export class FoodPortion {
  @PrimaryColumn({ type: 'uuid', comment: 'The food' })
  foodId!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'Whose own food it is; null for reference foods' })
  patientId!: string | null;

  @PrimaryColumn({ type: 'text', comment: 'What it is called: 1 cup, 3 oz' })
  name!: string;

  @Column({ type: 'numeric', comment: 'What it weighs, in g' })
  grams!: string;
}
