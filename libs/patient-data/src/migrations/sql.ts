/** What the columns that every table of patients has mean. */
export const COMMON = {
  id: 'Row id, UUID version 7 when made by a host',
  patient_id: 'Whose row it is',
  created_at: 'When the row was added',
  updated_at: 'When the row was last changed',
  version: 'Counts the changes; the ETag',
  idempotency_key: 'Idempotency-Key of the request that added the row',
  idempotency_fingerprint: 'SHA-256 of what that request sent, so that the key means one request only',
} as const;
