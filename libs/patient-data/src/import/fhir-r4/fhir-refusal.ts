import { FileRefusal } from '../format/import-format.js';

export type FhirRefusalCode =
  | 'not_json'
  | 'truncated'
  | 'fhir_xml'
  | 'not_utf8'
  | 'nul_character'
  | 'not_a_bundle'
  | 'unsupported_fhir_version'
  | 'unsupported_bundle_type'
  | 'no_patient'
  | 'several_patients'
  | 'empty';

/**
 * The whole file is refused; nothing of it may be stored. `message` is one sentence that names the field and the rule
 * and never repeats a value of the file, so it may be shown and logged. `field` is a JSON path such as
 * `entry[3].resource`, absent when the file could not be read far enough to have one.
 */
export class FhirRefusal extends FileRefusal {
  override readonly name = 'FhirRefusal';

  constructor(
    override readonly code: FhirRefusalCode,
    message: string,
    field?: string,
  ) {
    super(code, message, field);
  }
}

/** One resource, or one component of it, cannot be used while the rest of the bundle can. Ends up in the report. */
export class ResourceRefusal extends Error {
  override readonly name = 'ResourceRefusal';

  constructor(
    readonly field: string,
    readonly reason: string,
  ) {
    super(`${field} ${reason}`);
  }
}
