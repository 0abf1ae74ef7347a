import { type ComparedVariable, type Conversion, conversion } from '../unit/normalise.rules.js';
import { readUnit } from '../unit/unit.rules.js';

/** How the unit of a row is kept. */
export interface UnitOfRow {
  /** The UCUM code that it stands for, else as it was told. */
  readonly unit: string | null;
  /** As it was told, where that is not `unit`. */
  readonly unitText: string | null;
  /** How its values become values in the unit of the variable, if they can. */
  readonly normalized: Conversion | null;
}

export function unitOf(told: string | null, variable: ComparedVariable | undefined): UnitOfRow {
  const reading = told === null ? null : readUnit(told, variable?.unitCode ?? null);
  const unit = reading && 'code' in reading ? reading.code : told;
  return {
    unit,
    unitText: unit === told ? null : told,
    normalized: variable ? conversion(told, variable) : null,
  };
}
