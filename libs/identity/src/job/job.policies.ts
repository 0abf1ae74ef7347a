import { both, either, everyRow, inCareOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** Set by the database when somebody asks, from who asks; nobody writes them. */
export const SET_ONCE = {
  subject: 'set by the database to who asks',
  user_type: 'set by the database to the user type of who asks',
  scopes: 'set by the database to the scopes of the token that asks',
  actor: 'set by the database to what the person asks through',
  purpose: 'set by the database to the purpose of who asks',
  kind: 'set when the job is asked for',
  about: 'set when the job is asked for',
  input: 'set when the job is asked for',
} as const;

const ASKED = ['id', 'kind', 'about', 'input', 'exclusive', 'max_attempts', 'run_at'] as const;

const SHOWN = [
  'id',
  'kind',
  'subject',
  'about',
  'input',
  'status',
  'progress_done',
  'progress_total',
  'progress_note',
  'result',
  'problem',
  'attempts',
  'max_attempts',
  'run_at',
  'created_at',
  'started_at',
  'finished_at',
  'updated_at',
  'version',
] as const;

const notOver = rowsWhere(`status in ('queued', 'running')`, 'while the job is not over');
const cancelled = rowsWhere(`status = 'cancelled'`, 'only to cancelled');
const aboutNobody = rowsWhere('about is null', 'about no patient');

const seeAndCancel = {
  select: { when: own('subject'), columns: SHOWN },
  update: {
    when: both(own('subject'), notOver),
    check: both(own('subject'), cancelled),
    columns: ['status'],
  },
} as const;

/** Whoever asked sees a job and may cancel it; all else that is written to it is the hosts’. */
export const jobPolicies: TablePolicies = {
  admin: { ...seeAndCancel, insert: { when: both(own('subject'), aboutNobody), columns: ASKED } },
  provider: {
    ...seeAndCancel,
    insert: { when: both(own('subject'), either(aboutNobody, inCareOf('about'))), columns: ASKED },
  },
  patient: { ...seeAndCancel, insert: { when: both(own('subject'), own('about')), columns: ASKED } },
  'research-partner': {
    ...seeAndCancel,
    insert: { when: both(own('subject'), aboutNobody), columns: ASKED },
  },
  developer: seeAndCancel,
  system: {
    select: { when: everyRow },
    insert: { when: rowsWhere('subject is null', 'work of the instance itself'), columns: ASKED },
    update: {
      when: everyRow,
      columns: [
        'status',
        'progress_done',
        'progress_total',
        'progress_note',
        'result',
        'problem',
        'attempts',
        'run_at',
        'lease_until',
        'worker',
        'started_at',
      ],
    },
    delete: { when: rowsWhere('finished_at is not null', 'jobs that are over') },
  },
};
