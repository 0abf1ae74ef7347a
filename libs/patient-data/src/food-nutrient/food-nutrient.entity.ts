import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('patient_food_nutrients')
export class FoodNutrient {
  @PrimaryColumn({ type: 'uuid', comment: 'The entry of the food log' })
  foodLogId!: string;

  @PrimaryColumn({ type: 'text', comment: 'Its name' })
  nutrient!: string;

  @Column({ type: 'uuid', comment: 'The patient' })
  patientId!: string;

  @Column({ type: 'numeric', comment: 'How much of it, in unit' })
  amount!: string;

  @Column({ type: 'text', comment: 'UCUM code of the unit, or words where they stand for none' })
  unit!: string;
}
