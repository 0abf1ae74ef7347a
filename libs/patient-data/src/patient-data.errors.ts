import { defineErrors } from '@carenode/module-kit';

export const patientDataErrors = defineErrors({
  not_yours_to_change: ['forbidden', 'A {caller} may change {fields} of an insight.'],
  import_body_missing: ['invalid', 'The body is empty; send the file as it is.'],
  import_media_type: [
    'unsupported_type',
    'Send the file as application/fhir+json or application/octet-stream.',
  ],
  import_too_large: ['too_large', 'The file has more than {limit} bytes, the most this instance takes.'],
  import_too_complex: ['too_large', 'The file takes too much memory to read; import it in parts.'],
  import_cut_off: ['invalid', 'The connection ended before the file was complete.'],
  import_busy: ['unavailable', 'Too many imports are running; try again in a few seconds.'],
  file_not_readable: ['invalid', 'The file cannot be read: it must exist, be a file, and be readable.'],
  import_not_allowed: ['forbidden', 'Only the patient, or background work, may import a patient’s file.'],
});
