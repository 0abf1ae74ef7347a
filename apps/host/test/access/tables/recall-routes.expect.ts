import type { RouteExpectation } from './route-expectation.js';

const RECALL = 'recalls/listed';
const MATCH = 'recall_matches/possible';
const decision = { for: 'admin', id: MATCH, body: { note: 'It says so on the label' } };

/** Recalls, the lots they may mean, and what those who bought of them are told. */
export const RECALL_ROUTES: Readonly<Record<string, RouteExpectation>> = {
  'POST /recalls/import': { for: 'admin', body: {} },
  'GET /recalls': { for: 'admin provider' },
  'GET /recalls/{id}': { for: 'admin provider', id: RECALL },
  'GET /recalls/{id}/completion': { for: 'admin', id: RECALL },
  'GET /recall-matches': { for: 'admin' },
  'GET /recall-matches/{id}': { for: 'admin', id: MATCH },
  'POST /recall-matches/{id}/confirm': decision,
  'POST /recall-matches/{id}/reject': decision,
  'POST /recall-matches/{id}/reopen': { ...decision },
  'GET /patients/{patientId}/recall-notices': { for: 'patient', open: 'ann' },
  'POST /patients/{patientId}/recall-notices/{id}/acknowledge': {
    for: 'patient',
    id: 'recall_notices/ann',
    open: 'ann',
    body: { response: 'stopped' },
  },
};
