import { id, patient, provider, admin, partner, condition, treatment, past, type Rows } from './ids.js';

/** Catalogues, records of patients, care teams, trials, logs and what is learnt from. */
export const RECORD_ROWS: readonly Rows[] = [
  [
    'conditions',
    20000,
    {
      id: id('condition', 'n'),
      name: `'Condition of kind ' || n`,
      code_system: `'urn:example'`,
      code: `'C' || n`,
    },
  ],
  [
    'treatments',
    20000,
    {
      id: id('treatment', 'n'),
      name: `'Treatment of kind ' || n`,
      code_system: `'urn:example'`,
      code: `'T' || n`,
    },
  ],
  [
    'variables',
    20000,
    {
      id: id('variable', 'n'),
      patient_id: patient(),
      name: `'Variable ' || n`,
      code: `case when n % 2 = 0 then 'V' || n end`,
      code_system: `case when n % 2 = 0 then 'urn:example' end`,
    },
  ],
  [
    'measurements',
    100000,
    {
      patient_id: patient(),
      variable_id: `case when n / 5000 % 4 = 0 then ${id('variable', '1 + (n + 19999) % 20000')} else (select v.ids[1 + n / 5000 % cardinality(v.ids)] from v) end`,
      value: 'n % 200',
      unit: `'/min'`,
      start_at: past('10 minutes'),
      source: `case when n % 2 = 0 then 'watch' else 'manual' end`,
      external_id: `case when n % 2 = 0 then n::text end`,
      created_by: `case when n % 2 = 1 then ${patient()} end`,
      order_item_id: `case when n % 50 = 0 then ${id('order item', 'n / 50')} end`,
    },
  ],
  ...['patient_conditions', 'patient_treatments'].map(
    (table) =>
      [
        table,
        20000,
        {
          id: id(table, 'n'),
          patient_id: patient(),
          name: `'Name'`,
          ...(table === 'patient_conditions'
            ? { condition_id: condition() }
            : { treatment_id: treatment(), reason_id: id('patient_conditions', 'n') }),
          recorded_at: past('1 hour'),
          created_by: provider(),
        },
      ] as const,
  ),
  [
    'care_team_members',
    20000,
    {
      patient_id: patient(),
      provider_id: provider('n + n / 5000'),
      status: `case when n <= 5000 then 'active' else 'ended' end`,
      awaiting: 'null',
      invited_by: provider('n + n / 5000'),
      starts_at: past('1 hour'),
      ends_at: 'case when n > 5000 then now() end',
      created_at: past('1 hour'),
    },
  ],
  [
    'consent_texts',
    5000,
    {
      purpose: `'marketing'`,
      version: 'n + 1000',
      title: `'Title'`,
      body: `'Text'`,
      published_at: past('1 hour'),
      created_by: admin(),
    },
  ],
  [
    'patient_consents',
    20000,
    {
      patient_id: patient(),
      purpose: `(array['care', 'research', 'marketing', 'ai-assistance'])[1 + (n - 1) / 5000]`,
      text_version: `case when (n - 1) / 5000 = 2 then n - 9000 else 1 end`,
      given_at: past('1 hour'),
      given_by: patient(),
      withdrawn_at: `case when (n - 1) / 5000 > 1 then now() end`,
      withdrawn_by: `case when (n - 1) / 5000 > 1 then ${patient()} end`,
    },
  ],
  [
    'trials',
    10000,
    {
      id: id('trial', 'n'),
      title: `'Trial ' || n`,
      status: `'active'`,
      condition_id: condition(),
      treatment_id: treatment(),
      created_by: partner(),
      created_at: past('1 hour'),
    },
  ],
  [
    'trial_enrollments',
    20000,
    {
      trial_id: id('trial', '1 + n % 10000'),
      patient_id: patient('n / 4'),
      status: `'enrolled'`,
      enrolled_by: provider(),
      created_at: past('1 hour'),
    },
  ],
  [
    'trial_team_members',
    20000,
    {
      trial_id: id('trial', '1 + n % 10000'),
      provider_id: provider('n / 3'),
      status: `case when n % 10 = 0 then 'active' else 'removed' end`,
      added_by: partner(),
      added_at: past('1 hour'),
      removed_by: `case when n % 10 > 0 then ${partner()} end`,
      removed_at: `case when n % 10 > 0 then now() end`,
    },
  ],
  [
    'trial_data_needs',
    20000,
    {
      trial_id: id('trial', '1 + n / 2'),
      table_name: `'measurements'`,
      variable_id: id('variable', '1 + n % 4000'),
    },
  ],
  [
    'foods',
    20000,
    {
      id: id('food', 'n'),
      patient_id: `case when n % 2 = 0 then ${patient()} end`,
      name: `'Food of kind ' || n`,
      source: `case when n % 2 = 0 then 'own' else 'usda-sr' end`,
      source_code: `case when n % 2 = 1 then n::text end`,
      created_at: past('1 hour'),
    },
  ],
  [
    'food_composition',
    20000,
    {
      food_id: id('food', 'n'),
      patient_id: `case when n % 2 = 0 then ${patient()} end`,
      nutrient: `'Fiber'`,
      amount: '1',
      unit: `'g'`,
    },
  ],
  [
    'food_portions',
    20000,
    {
      food_id: id('food', 'n'),
      patient_id: `case when n % 2 = 0 then ${patient()} end`,
      name: `'1 cup'`,
      grams: '100',
    },
  ],
  [
    'food_favourites',
    20000,
    { patient_id: patient(), name: `'Breakfast'`, items: `'[]'`, created_at: past('1 hour') },
  ],
  [
    'patient_food_log',
    20000,
    {
      id: id('patient_food_log', 'n'),
      patient_id: patient(),
      food_name: `'Porridge'`,
      timestamp: past('1 hour'),
    },
  ],
  [
    'patient_activity_log',
    20000,
    { patient_id: patient(), activity_type: `'walking'`, timestamp: past('1 hour') },
  ],
  [
    'patient_condition_events',
    20000,
    {
      patient_id: patient(),
      event_type: `'symptom'`,
      timestamp: past('1 hour'),
      condition_id: condition(),
      recorded_by: provider(),
    },
  ],
  [
    'patient_insights',
    20000,
    {
      patient_id: patient(),
      insight_type: `'trend'`,
      insight_text: `'Text'`,
      generated_at: past('1 hour'),
      recorded_by: provider(),
    },
  ],
  [
    'patient_health_goals',
    20000,
    {
      patient_id: patient(),
      title: `'Title'`,
      status: `'active'`,
      recorded_by: provider(),
      created_at: past('1 hour'),
    },
  ],
  [
    'patient_data_import_sources',
    10000,
    {
      id: id('source', 'n'),
      patient_id: patient(),
      source_name: `'Name'`,
      source_type: `'app'`,
      status: `'active'`,
      created_at: past('1 hour'),
    },
  ],
  [
    'patient_data_imports',
    10000,
    {
      id: id('import', 'n'),
      patient_id: patient(),
      source_id: id('source', 'n'),
      format: `'fhir-r4'`,
      file_name: `'file.json'`,
      byte_count: '1',
      content_sha256: `repeat('0', 64)`,
      status: `'failed'`,
      started_by: patient(),
      created_at: past('1 hour'),
      finished_at: 'now()',
    },
  ],
  ...(
    [
      ['patient_data_import_batches', { number: '0', counts: `'{}'` }],
      [
        'patient_data_import_problems',
        { number: '0', severity: `'note'`, file: `'file'`, line: '1', reason: `'x'` },
      ],
      ['patient_data_import_changes', { what: `'variable'`, row_id: id('variable', 'n') }],
    ] as const
  ).map(
    ([table, more]) =>
      [table, 10000, { import_id: id('import', 'n'), patient_id: patient(), ...more }] satisfies Rows,
  ),
  [
    'patient_food_nutrients',
    20000,
    {
      food_log_id: id('patient_food_log', 'n'),
      patient_id: patient(),
      nutrient: `'Fiber'`,
      amount: '1',
      unit: `'g'`,
    },
  ],
  [
    'patient_time_zones',
    20000,
    { patient_id: patient(), valid_from: past('1 hour'), time_zone: `'Europe/Berlin'` },
  ],
  [
    'record_versions',
    20000,
    {
      table_name: `'measurements'`,
      row_id: id('row', 'n'),
      patient_id: patient(),
      version: '1',
      row: `'{}'`,
      deleted: 'false',
      import_id: id('import', 'n'),
    },
  ],
  [
    'source_orders',
    20000,
    { patient_id: patient(), variable_id: id('variable', 'n'), sources: `'{watch}'`, chosen: 'true' },
  ],
  [
    'daily_values',
    20000,
    {
      patient_id: patient(),
      variable_id: id('variable', 'n'),
      day: `date '2026-01-01'`,
      value: '1',
      count: '1',
      left_out: '0',
      sources: `'[]'`,
      ends_at: 'now()',
    },
  ],
  [
    'stale_daily_values',
    20000,
    { patient_id: patient(), variable_id: id('variable', 'n'), days: `'{[2150-01-01,2150-01-02)}'` },
  ],
  [
    'learning_resources',
    20000,
    {
      id: id('resource', 'n'),
      title: `'Title'`,
      resource_type: `'article'`,
      content: `'Text'`,
      related_condition_id: condition(),
      related_treatment_id: treatment(),
      created_by: provider(),
      created_at: past('1 hour'),
    },
  ],
  [
    'patient_learning_progress',
    20000,
    { patient_id: patient(), resource_id: id('resource', 'n'), created_at: past('1 hour') },
  ],
];
