import { idFor } from '../people.js';
import { LOG_ROUTES } from './log-routes.expect.js';
import { PAYMENT_ROUTES, PUBLIC_PAYMENT_ROUTES } from './payment-routes.expect.js';
import { RECALL_ROUTES } from './recall-routes.expect.js';
import {
  admins,
  CLINICAL,
  everybody,
  ids,
  IN_PERSON,
  OPEN,
  providers,
  type RouteExpectation,
  rows,
} from './route-expectation.js';
import { SHOP_ROUTES } from './shop-routes.expect.js';

export const ROUTES: Readonly<Record<string, RouteExpectation>> = {
  'GET /access/matrix': { for: 'admin' },
  'POST /access/explain': { for: 'admin', body: {} },
  'POST /access/difference': { for: 'admin', body: {} },
  'GET /audit-events': { for: 'admin' },

  'GET /api-keys': { for: 'admin developer' },
  'POST /api-keys': { for: 'admin developer', body: {} },
  'GET /invitations': { for: 'admin provider' },
  'POST /invitations': { for: 'admin provider', body: {} },
  'GET /jobs': { for: everybody },
  'GET /jobs/{id}': { for: everybody, id: 'jobs/ann', open: 'ann' },
  'POST /jobs/{id}/cancel': { for: everybody, id: 'jobs/ann', open: 'ann' },
  'GET /notifications': { for: everybody },
  'POST /notifications/{id}/read': { for: everybody, id: 'notifications/ann', open: 'ann' },
  'GET /profile': { for: everybody },
  'PATCH /profile': { for: everybody, body: {} },
  'POST /profile/password': { for: everybody, body: {} },
  'GET /profiles': { for: 'admin' },
  'GET /session': { for: everybody },
  'GET /sessions': { for: everybody, says: IN_PERSON },
  'DELETE /sessions/{id}': { for: everybody, id: 'sessions/bob', open: 'bob', says: IN_PERSON },

  'GET /modules': { for: 'admin' },
  'GET /modules/{name}': { for: 'admin' },
  'PATCH /modules/{name}/activation': { for: 'admin', body: { isActive: 'no' } },
  'GET /network-config': { for: 'admin' },
  'PATCH /network-config': { for: 'admin', body: { isConnectedToNetwork: 'no' } },
  'GET /settings': { for: 'admin' },
  'PUT /settings/{module}/{name}': { for: 'admin', body: {} },
  'DELETE /settings/{module}/{name}': { for: 'admin', open: '' },

  'GET /conditions': { for: everybody },
  'GET /conditions/{id}': { for: everybody, id: 'conditions/one' },
  'POST /conditions': { for: 'admin', body: {} },
  'PATCH /conditions/{id}': { for: 'admin', id: 'conditions/one', body: {} },
  'GET /treatments': { for: everybody },
  'GET /treatments/{id}': { for: everybody, id: 'treatments/one' },
  'POST /treatments': { for: 'admin', body: {} },
  'PATCH /treatments/{id}': { for: 'admin', id: 'treatments/one', body: {} },
  'GET /units': { for: everybody },
  'GET /variables': { for: everybody },
  'GET /variables/{id}': { for: everybody, id: 'variables/shared' },
  'POST /variables': { for: 'admin', body: {} },
  'PATCH /variables/{id}': { for: 'admin', id: 'variables/shared', body: {} },
  'GET /learning-resources': { for: everybody },
  'GET /learning-resources/{id}': { for: everybody, id: 'learning_resources/by-carol' },
  'POST /learning-resources': { for: 'admin provider', body: {} },
  'PATCH /learning-resources/{id}': {
    for: 'admin provider',
    id: 'learning_resources/by-carol',
    open: 'carol',
    refused: `${providers} ${admins}`,
    body: { title: 'new' },
  },

  'GET /patients': { for: CLINICAL },
  'GET /patients/{patientId}': { for: CLINICAL, open: `ann carol gina ${admins}` },
  'GET /patients/{patientId}/access-log': { for: 'patient', open: 'ann' },
  'GET /patients/{patientId}/consents': { for: 'patient provider', open: 'ann carol gina' },
  'POST /patients/{patientId}/consents': {
    for: 'patient',
    open: 'ann',
    body: { purpose: 'marketing', textVersion: 1 },
  },
  'POST /patients/{patientId}/consents/withdraw': {
    for: 'patient',
    open: 'ann',
    body: { purpose: 'marketing' },
  },
  'GET /patients/{patientId}/care-team': { for: CLINICAL, open: `ann carol gina dave erin finn ${admins}` },
  'POST /patients/{patientId}/care-team': {
    for: 'patient admin',
    open: `ann ${admins}`,
    body: { providerId: 'otto' },
  },
  'GET /care-team-members': { for: CLINICAL },
  ...rows('measurements', 'measurements', {
    writers: 'patient provider',
    body: { variableId: ids, value: 1, startAt: '2026-01-01T00:00:00Z' },
    change: { notes: 'x' },
    trial: 'tess vera',
  }),
  'GET /patients/{patientId}/measurements/series': {
    for: CLINICAL,
    query: `?variableId=${idFor('variables/shared')}`,
    open: `${OPEN} tess vera`,
    refused: 'ada',
  },
  'GET /patients/{patientId}/measurements/day': {
    for: CLINICAL,
    query: `?variableId=${idFor('variables/shared')}&day=2026-01-01`,
    open: `${OPEN} tess vera`,
    refused: 'ada',
  },
  'GET /patients/{patientId}/daily-values': {
    for: CLINICAL,
    query: `?variableId=${idFor('variables/shared')}&from=2026-01-01&to=2026-01-31`,
    open: `${OPEN} tess vera`,
    refused: 'ada',
  },
  'GET /patients/{patientId}/time-zones': { for: 'patient', open: 'ann' },
  'PUT /patients/{patientId}/time-zones': { for: 'patient', open: 'ann', body: { zones: [] } },
  'GET /patients/{patientId}/source-order': { for: 'patient', open: 'ann' },
  'PUT /patients/{patientId}/source-order': { for: 'patient', open: 'ann', body: { sources: [] } },
  'GET /patients/{patientId}/measurements/{id}/versions': {
    for: CLINICAL,
    // The row is gone by now: what is left is its history, which a trial for single variables does not open.
    id: 'measurements/ann',
    open: `${OPEN} tess`,
    refused: 'ada',
  },
  'GET /patients/{patientId}/conditions/{id}/versions': {
    for: CLINICAL,
    id: 'patient_conditions/ann',
    open: OPEN,
    refused: 'ada',
  },
  'GET /patients/{patientId}/treatments/{id}/versions': {
    for: CLINICAL,
    id: 'patient_treatments/ann',
    open: OPEN,
    refused: 'ada',
  },
  ...rows('conditions', 'patient_conditions', {
    writers: 'patient provider',
    body: { name: 'Spleen' },
    change: { notes: 'x' },
  }),
  ...rows('treatments', 'patient_treatments', {
    writers: 'patient provider',
    body: { name: 'Drops' },
    change: { notes: 'x' },
  }),
  ...rows('health-goals', 'patient_health_goals', {
    writers: 'patient provider',
    body: { title: 'run', status: 'active' },
    change: { description: 'x' },
  }),
  ...LOG_ROUTES,
  ...SHOP_ROUTES,
  ...PAYMENT_ROUTES,
  ...RECALL_ROUTES,
  ...rows('import-sources', 'patient_data_import_sources', {
    writers: 'patient',
    readers: 'patient',
    body: { sourceName: 'clinic', sourceType: 'fhir', status: 'active' },
    change: { status: 'paused' },
  }),
  'GET /patients/{patientId}/learning': { for: 'patient', open: 'ann' },
  ...rows('learning-progress', 'patient_learning_progress', {
    writers: 'patient',
    readers: 'patient',
    body: { resourceId: ids },
    change: { completed: true },
  }),
  'GET /patients/{patientId}/insights': { for: CLINICAL, open: OPEN, refused: 'ada' },
  'GET /patients/{patientId}/insights/{id}': {
    for: CLINICAL,
    id: 'patient_insights/ann-by-carol',
    open: OPEN,
  },
  'POST /patients/{patientId}/insights': {
    for: 'provider',
    open: 'carol',
    body: { insightType: 'trend', insightText: 'more of it' },
  },
  'GET /patients/{patientId}/insights/{id}/check': {
    for: 'patient',
    id: 'patient_insights/ann-by-carol',
    open: 'ann',
    // Somebody wrote it.
    says: { ann: 409 },
  },
  'POST /patients/{patientId}/insights/refresh': { for: 'patient', open: 'ann', body: {} },
  'PATCH /patients/{patientId}/insights/{id}': {
    for: 'patient provider',
    id: 'patient_insights/ann-by-carol',
    open: 'ann',
    refused: providers,
    body: { isHidden: false },
  },
  'GET /patients/{patientId}/variables': { for: CLINICAL, open: `${OPEN} tess vera`, refused: 'ada' },
  'POST /patients/{patientId}/variables': {
    for: 'patient provider',
    open: 'ann carol',
    body: { name: 'luck' },
  },
  'PATCH /patients/{patientId}/variables/{id}': {
    for: 'patient provider',
    id: 'variables/ann',
    open: 'ann',
    refused: 'carol gina',
    body: { name: 'my luck' },
  },
  'GET /patients/{patientId}/imports': { for: 'patient', open: 'ann' },
  'GET /patients/{patientId}/imports/{id}': { for: 'patient', id: 'patient_data_imports/ann', open: 'ann' },
  'POST /patients/{patientId}/imports': { for: 'patient', open: 'ann' },
  ...Object.fromEntries(
    ['GET problems', 'GET events', 'POST answers', 'POST cancel', 'POST retry', 'POST undo'].map((route) => {
      const [method, verb] = route.split(' ');
      const body = verb === 'answers' ? { body: { answers: {} } } : {};
      // Refused for the state it is in: whoever may not come here at all is told 404.
      // A stream about an import that is over ends at once.
      const over = verb === 'cancel' || verb === 'events';
      const id = over ? 'patient_data_imports/ann-refused' : 'patient_data_imports/ann-queued';
      return [
        `${method} /patients/{patientId}/imports/{id}/${verb}`,
        { for: 'patient', id, open: 'ann', ...body },
      ];
    }),
  ),
  'GET /patients/{patientId}/exports': { for: 'patient', open: 'ann' },
  'GET /patients/{patientId}/exports/{id}': { for: 'patient', id: 'data_exports/ann', open: 'ann' },
  'GET /patients/{patientId}/exports/{id}/file': { for: 'patient', id: 'data_exports/ann', open: 'ann' },
  'POST /patients/{patientId}/exports': { for: 'patient', open: 'ann' },
  'GET /patients/{patientId}/erasure': { for: 'patient', open: 'ann' },
  'POST /patients/{patientId}/erasure': {
    for: 'patient',
    open: 'ann',
    body: {
      password: 'not the password',
      acknowledgement: 'I understand that everything about me will be erased and cannot be brought back.',
    },
    says: { ...IN_PERSON, ann: 403 },
  },
  'DELETE /patients/{patientId}/erasure': { for: 'patient', open: 'ann', says: IN_PERSON },

  'GET /trials': { for: 'research-partner admin provider patient' },
  'GET /trials/{id}': {
    for: 'research-partner admin provider patient',
    id: 'trials/paul-review',
    open: `paul ${admins}`,
  },
  'POST /trials': { for: 'research-partner', body: {} },
  'GET /trials/{trialId}/data-needs': {
    for: 'research-partner admin provider patient',
    trial: 'paul-review',
    open: `paul ${admins}`,
  },
  'PUT /trials/{trialId}/data-needs': {
    for: 'research-partner',
    trial: 'paul-review',
    open: 'paul',
    body: { tables: [], variableIds: [] },
  },
  // Providers get their own places, of which there are none in trials that are not there.
  'GET /trials/{trialId}/team': {
    for: 'research-partner admin provider patient',
    trial: 'paul-review',
    open: `paul ${admins} ${providers}`,
  },
  'PATCH /trials/{id}': {
    for: 'research-partner admin',
    id: 'trials/paul-review',
    open: `paul ${admins}`,
    body: { status: 'approved' },
    says: { paul: 403 },
  },
  'POST /trials/{trialId}/team': { for: 'research-partner', open: 'petra', body: { providerId: 'otto' } },
  'GET /trials/{trialId}/enrollments': { for: 'provider patient' },
  'GET /patients/{patientId}/trial-enrollments': { for: CLINICAL, open: `${OPEN} tess vera`, refused: 'ada' },
  'POST /trials/{trialId}/enrollments': { for: 'provider', open: 'carol', body: { patientId: 'ann' } },
  'PATCH /trials/{trialId}/enrollments/{id}': {
    for: 'provider patient',
    id: 'trial_enrollments/ann',
    open: 'ann carol',
    refused: 'gina tess',
    body: { status: 'completed' },
  },
  'GET /trial-team-members': { for: 'provider' },
  'POST /trials/{trialId}/team/{id}/accept': {
    for: 'provider',
    id: 'trial_team_members/petra-active-tess',
    open: 'tess',
  },

  'GET /break-glass': { for: everybody },
  'POST /break-glass': { for: 'provider admin', body: {} },
  'POST /break-glass/restorations': { for: 'admin', body: {} },
  'POST /break-glass/{id}/review': {
    for: 'admin',
    id: 'break_glass_grants/ann-abe',
    body: { verdict: 'justified', note: 'as agreed' },
    says: { abe: 403 },
  },
  'GET /delegations': { for: everybody },
  'POST /delegations': { for: 'admin', body: {} },
  'POST /delegations/{id}/accept': {
    for: 'patient provider',
    id: 'delegations/gus-wes',
    open: 'gus wes',
    says: { wes: 403, ...IN_PERSON },
  },
  'GET /user-type-changes': { for: 'admin' },
  'POST /user-type-changes': { for: 'admin', body: {} },
  'POST /user-type-changes/{id}/approve': {
    for: 'admin',
    id: 'user_type_changes/otto-requested',
    says: { ada: 403 },
  },
  'POST /user-type-changes/{id}/refuse': { for: 'admin', id: 'user_type_changes/otto-requested' },
  'GET /legacy-user-types': { for: 'admin' },
  'POST /legacy-user-types/{name}/difference': { for: 'admin', body: {} },
  'POST /legacy-user-types/{name}/approval': { for: 'admin', body: {} },
  'GET /consent-texts': { for: everybody },
  'POST /consent-texts': { for: 'admin', body: {} },

  // What ends something comes last: the routes above are about it.
  'DELETE /patients/{patientId}/insights/{id}': {
    for: 'provider',
    id: 'patient_insights/ann-by-carol',
    open: 'carol',
    refused: 'gina',
  },
  'DELETE /patients/{patientId}/variables/{id}': {
    for: 'patient provider',
    id: 'variables/ann',
    open: 'ann',
    refused: 'carol gina',
  },
  'DELETE /learning-resources/{id}': {
    for: 'admin provider',
    id: 'learning_resources/by-carol',
    open: 'carol',
    refused: `${providers} ${admins}`,
  },
  'DELETE /api-keys/{id}': { for: 'admin developer', id: 'api_keys/dana', open: `dana ${admins}` },
  'DELETE /invitations/{id}': { for: 'admin provider', id: 'invitations/by-otto', open: `otto ${admins}` },
  'DELETE /trials/{trialId}/team/{id}': {
    for: 'research-partner provider admin',
    id: 'trial_team_members/petra-active-tess',
    open: `petra tess ${admins}`,
  },
  'POST /break-glass/{id}/end': {
    for: 'provider admin',
    id: 'break_glass_grants/ann-gina',
    open: `gina ${admins}`,
  },
  'POST /patients/{patientId}/care-team/{id}/accept': {
    for: 'patient provider',
    id: 'care_team_members/ann-erin',
    open: 'erin',
    refused: 'ann',
  },
  'POST /patients/{patientId}/care-team/{id}/end': {
    for: CLINICAL,
    id: 'care_team_members/ann-carol',
    open: `ann carol ${admins}`,
  },
  'POST /delegations/{id}/end': {
    for: everybody,
    id: 'delegations/gus-kid',
    open: `gus kid ${admins}`,
    says: IN_PERSON,
  },
  'DELETE /session': { for: everybody, says: { 'gus-for-kid': 403 } },
};

/** Anybody may call these, signed in or not. */
export const PUBLIC_ROUTES: readonly string[] = [
  'GET /invitations/accept',
  'POST /invitations/accept',
  'POST /session',
  ...PUBLIC_PAYMENT_ROUTES,
];

/** Those of them that machines of others call: an audience of the module does not matter to them. */
export const MACHINE_ROUTES: readonly string[] = PUBLIC_PAYMENT_ROUTES;
