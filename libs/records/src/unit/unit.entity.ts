import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('units')
export class Unit {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'UCUM code, case sensitive: m is the metre, M is none' })
  code!: string;

  @Column({ type: 'text', comment: 'Name; several are parted by semicolons' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'How it is printed, without typesetting' })
  printSymbol!: string | null;

  @Column({ type: 'text', comment: 'What it measures, such as length' })
  property!: string;

  @Column({ type: 'boolean', comment: 'Takes prefixes such as kilo' })
  isMetric!: boolean;

  @Column({ type: 'boolean', comment: 'Defined by a procedure, such as [iU]: cannot be converted' })
  isArbitrary!: boolean;

  @Column({ type: 'boolean', comment: 'Converted by a function and not by a factor, such as Cel' })
  isSpecial!: boolean;
}
