import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('activity_types')
export class ActivityType {
  @PrimaryColumn({ type: 'text', comment: 'Code of the source' })
  code!: string;

  @Column({ type: 'text', comment: 'Activities of one family differ in how hard they are' })
  family!: string;

  @Column({ type: 'text', comment: 'What the source calls it' })
  name!: string;

  @Column({ type: 'numeric', comment: 'Energy in MET: kcal per kg of body weight and hour' })
  met!: string;

  @Column({
    type: 'text',
    array: true,
    comment: 'What people call it, in small letters, when they say no more than this',
  })
  words!: string[];

  @Column({ type: 'text', comment: 'Where the value was published' })
  source!: string;
}
