import { id, patient, provider, admin, developer, past, PATIENTS, type Rows } from './ids.js';

/** People, what they sign in with, what they may do and did. */
export const PEOPLE_ROWS: readonly Rows[] = [
  ...Object.entries({
    patient: PATIENTS,
    provider: 300,
    admin: 20,
    'research-partner': 100,
    developer: 50,
  }).map(
    ([type, count]) =>
      [
        'profiles',
        count,
        {
          id: id(type, 'n'),
          user_type: `'${type}'`,
          email: `'${type}' || n || '@example.org'`,
          first_name: `'First' || n % 997`,
          last_name: `'Last' || n % 991`,
          created_at: past('1 hour'),
        },
      ] as const,
  ),
  [
    'profile_identifiers',
    PATIENTS,
    { system: `'urn:example'`, value: 'n::text', profile_id: patient('n - 1') },
  ],
  ['credentials', PATIENTS, { profile_id: patient('n - 1'), password_hash: `'$argon2id$example'` }],
  [
    'sessions',
    20000,
    {
      profile_id: patient(),
      token_hash: `sha256(convert_to('session ' || n, 'UTF8'))`,
      expires_at: `now() + interval '1 day'`,
      created_at: past('1 minute'),
    },
  ],
  [
    'sign_in_failures',
    20000,
    {
      key: `sha256(convert_to(n::text, 'UTF8'))`,
      failures: '1',
      window_ends_at: `now() + (100 - n) * interval '1 minute' + interval '13 days'`,
    },
  ],
  [
    'invitations',
    10000,
    {
      email: `'invited' || n || '@example.org'`,
      user_type: `'patient'`,
      token_hash: `sha256(convert_to('invitation ' || n, 'UTF8'))`,
      invited_by: `case when n % 2 = 0 then ${admin()} else ${provider()} end`,
      created_at: past('1 minute'),
      expires_at: `now() + interval '1 day'`,
    },
  ],
  [
    'api_keys',
    10000,
    {
      name: `'Key'`,
      key: `encode(sha256(convert_to(n::text, 'UTF8')), 'hex')`,
      key_prefix: `'cn_AAAAAA'`,
      scope: `'{user/*.read}'`,
      created_by: developer(),
      created_at: past('1 minute'),
    },
  ],
  [
    'notifications',
    20000,
    {
      profile_id: `case when n % 50 = 0 then ${admin()} else ${patient()} end`,
      kind: `'example'`,
      created_at: past('1 minute'),
    },
  ],
  [
    'user_type_changes',
    10000,
    {
      profile_id: patient(),
      from_type: `'patient'`,
      to_type: `'provider'`,
      reason: `'A reason'`,
      requested_by: admin(),
      approved_by: admin('n + 1'),
      requested_at: past('1 hour'),
      status: `'applied'`,
      decided_at: 'now()',
      applied_tx: 'pg_current_xact_id()',
    },
  ],
  [
    'break_glass_grants',
    10000,
    {
      patient_id: patient(),
      profile_id: `case when n % 2 = 0 then ${admin()} else ${provider()} end`,
      user_type: `case when n % 2 = 0 then 'admin' else 'provider' end`,
      reason: `'A reason for the test'`,
      granted_at: `now() - interval '2 hours' - n * interval '1 minute'`,
      expires_at: `now() - interval '1 hour' - n * interval '1 minute'`,
      ended_at: `now() - interval '1 hour' - n * interval '1 minute'`,
      review_due_at: `now() - interval '2 hours' - n * interval '1 minute' + interval '72 hours'`,
      reviewed_by: `case when n > 50 then ${admin('n + 1')} end`,
      reviewed_at: `case when n > 50 then now() end`,
      verdict: `case when n > 50 then 'justified' end`,
    },
  ],
  [
    'delegations',
    10000,
    {
      guardian_id: patient('n + 1 + n / 5000'),
      patient_id: patient(),
      relation: `'parent'`,
      starts_at: past('1 hour'),
      status: `'ended'`,
      proposed_by: admin(),
      ended_by: admin('n + 1'),
      created_at: past('1 hour'),
    },
  ],
  [
    'jobs',
    30000,
    {
      id: id('job', 'n'),
      kind: `'export'`,
      subject: patient(),
      user_type: `'patient'`,
      scopes: 'null',
      actor: `'session:'`,
      purpose: `'self'`,
      about: patient(),
      status: `case when n > 20 then 'done' else 'queued' end`,
      run_at: `case when n > 20 then ${past('1 minute')} else now() + interval '1 hour' end`,
      created_at: past('1 minute'),
      finished_at: `case when n > 20 then now() end`,
    },
  ],
  [
    'data_exports',
    10000,
    {
      id: id('export', 'n'),
      patient_id: patient(),
      job_id: id('job', '20 + n'),
      byte_count: '1',
      part_count: '1',
      sha256: `repeat('0', 64)`,
      ready_at: 'now()',
      created_at: past('1 minute'),
      expires_at: `now() + interval '1 day'`,
    },
  ],
  [
    'data_export_parts',
    10000,
    { export_id: id('export', 'n'), patient_id: patient(), number: '1', bytes: `'x'` },
  ],
  [
    'erasure_requests',
    10000,
    {
      patient_id: patient(),
      acknowledgement: `'Yes'`,
      due_at: 'now()',
      status: `'withdrawn'`,
      withdrawn_at: 'now()',
      job_id: id('job', '20 + n'),
      created_at: past('1 minute'),
    },
  ],
  ...['audit_events', 'audit_changes'].map(
    (table) =>
      [
        table,
        60000,
        {
          seq: 'n + 1000000',
          at: past('20 seconds'),
          patient_id: patient(),
          ...(table === 'audit_events'
            ? {
                tx: `(3 + n / 10000)::text::xid8`,
                kind: `case when n % 1000 = 0 then 'break-glass' else 'read' end`,
                table_name: `'measurements'`,
                subject: provider(),
              }
            : { salt: `'x'` }),
        },
      ] as const,
  ),
];
