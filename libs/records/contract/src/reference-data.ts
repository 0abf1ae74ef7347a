import type { RequestContext } from '@carenode/module-kit';

/** A line (or, in XML, the line an element ends on) that was not taken, and why. Never repeats the line. */
export interface RefusedCode {
  readonly line: number;
  readonly reason: string;
}

/** What an import of a code system did: `read` = `created` + `updated` + `unchanged` + `refused`. */
export interface ReferenceImportReport {
  /** The code system's URI, as FHIR names it. */
  readonly codeSystem: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first hundred of the refused. */
  readonly refusals: readonly RefusedCode[];
}

/**
 * Fills the shared catalogues from the files their publishers distribute. Bound by records. Callers are admins and
 * background work. A file is read as a stream, in one transaction: it is stored whole or, on a throw, not at all. The
 * same file again changes nothing. Throws `file_not_found`, and `wrong_file` when the file is not of the kind named.
 */
export abstract class ReferenceData {
  /** The order file of ICD-10-CM as CDC publishes it (`icd10cm-order-….txt`, fixed width), into the conditions. */
  abstract importIcd10Cm(ctx: RequestContext, path: string): Promise<ReferenceImportReport>;

  /** The units of `ucum-essence.xml`, base units included and prefixes not, into the units. */
  abstract importUcum(ctx: RequestContext, path: string): Promise<ReferenceImportReport>;
}
