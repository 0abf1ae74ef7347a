import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

/** A food and how much of it, as the food log takes it. */
export interface FavouriteItem {
  readonly foodId?: string | null;
  readonly foodName?: string;
  readonly quantity?: number | null;
  readonly unit?: string | null;
  readonly calories?: number | null;
  readonly protein?: number | null;
  readonly carbs?: number | null;
  readonly fat?: number | null;
}

@Entity('food_favourites')
export class FoodFavourite extends PatientRow {
  @Column({ type: 'text', comment: 'What the patient calls it' })
  name!: string;

  @Column({
    type: 'jsonb',
    comment: 'What it is made of: a list of foods with quantity and unit, as the food log takes them',
  })
  items!: readonly FavouriteItem[];

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
