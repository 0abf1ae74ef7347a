/** The part of the package that is used here; it brings no types of its own. */
declare module '@lhncbc/ucum-lhc' {
  export interface Validation {
    readonly status: 'valid' | 'invalid' | 'error';
    readonly ucumCode: string | null;
  }
  /** A unit as the package holds it. */
  export interface ParsedUnit {
    /** In base units; of special units, such as degrees Celsius, the part of their formula that is a factor. */
    readonly magnitude_: number;
    readonly isSpecial_: boolean;
    readonly isArbitrary_: boolean;
    /** Power of the mole, which is no dimension in UCUM. */
    readonly moleExp_: number;
    /** Power of the equivalent. */
    readonly equivalentExp_: number;
    readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
  }
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    validateUnitString(unit: string, suggest?: boolean): Validation;
    getSpecifiedUnit(unit: string, purpose: 'validate'): { readonly unit: ParsedUnit | null };
  }
}
