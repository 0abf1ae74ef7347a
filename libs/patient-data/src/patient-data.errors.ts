import { defineErrors } from '@carenode/module-kit';

export const patientDataErrors = defineErrors({
  not_yours_to_change: ['forbidden', 'A {caller} may change {fields} of an insight.'],
  insight_not_computed: [
    'conflict',
    'This insight does not name the rows it rests on: it was written by somebody, or sums others up.',
  ],
  insights_in_person: [
    'forbidden',
    'Insights are asked for in person, with a session: they read everything.',
  ],
  import_body_missing: ['invalid', 'The body is empty; send the file as it is.'],
  import_media_type: ['unsupported_type', 'Send the file as it is, as application/octet-stream.'],
  import_too_large: ['too_large', 'The file has more than {limit} bytes, the most this instance takes.'],
  import_too_complex: ['too_large', 'The file takes too much memory to read; import it in parts.'],
  import_cut_off: ['invalid', 'The connection ended before the file was complete.'],
  import_busy: ['unavailable', 'Too many files are being sent; try again in a few seconds.'],
  imports_open: ['conflict', 'There are {most} imports that are not over; wait for them, or cancel some.'],
  import_not_waiting: ['conflict', 'The import is {status}; only one that waits takes answers.'],
  import_over: ['conflict', 'The import is {status}; there is nothing to cancel.'],
  import_not_retryable: ['conflict', 'The import is {status}; only one that failed can be tried again.'],
  import_file_gone: ['gone', 'The file is not kept any more; import it again.'],
  import_not_undoable: ['conflict', 'The import is {status}; only one that stored something can be undone.'],
  import_not_traced: ['conflict', 'The import is of an older version, which did not note its rows.'],
  later_imports: [
    'conflict',
    'Later imports hold the same records or changed them; undo those first (the newest first).',
  ],
  import_cancelled: ['conflict', 'The import was cancelled; nothing of the file is stored.'],
  import_gone: ['gone', 'The import was cancelled, or is done by another host.'],
  import_failed: ['unavailable', 'The instance could not finish the import; try again.'],
  no_patient: ['unprocessable', 'The file does not say who the patient is; name the patient.'],
  too_many_streams: ['rate_limited', 'You follow {most} imports already; close one of them.'],
  wrong_food_file: ['invalid', 'This is no file of USDA SR: {reason}.'],
  food_not_known: ['unprocessable', 'There is no such food, or it is not yours.'],
  food_unit_unknown: [
    'unprocessable',
    'How much {unit} weighs is not known of this food. Say it in g or kg, or in one of its portions: {portions}.',
  ],
  nothing_to_repeat: ['unprocessable', 'There is nothing to repeat: no entry of yours is meant.'],
  file_not_readable: ['invalid', 'The file cannot be read: it must exist, be a file, and be readable.'],
  import_not_allowed: ['forbidden', 'Only the patient, or background work, may import a patient’s file.'],
});
