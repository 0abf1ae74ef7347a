/** The part of the package that is used here; it brings no types of its own. */
declare module '@lhncbc/ucum-lhc' {
  export interface Validation {
    readonly status: 'valid' | 'invalid' | 'error';
    readonly ucumCode: string | null;
  }
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    validateUnitString(unit: string, suggest?: boolean): Validation;
  }
}
