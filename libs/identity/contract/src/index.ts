export { AccessDifferences } from './access-differences.js';
export type { AccessDifference, DifferentRight, PersonDifference, SeenRows } from './access-differences.js';
export { AccessExplanations, FACTORS } from './access-explanations.js';
export type { AccessExplanation, AccessFactor, AccessQuestion } from './access-explanations.js';
export { ApiKeys } from './api-keys.js';
export type { ApiKeySummary, NewApiKey } from './api-keys.js';
export { AuditTrail } from './audit-trail.js';
export type { AuditFinding, AuditReport, SealHead } from './audit-trail.js';
export { LegacyUserTypes } from './legacy-user-types.js';
export type {
  LegacyTypeApproval,
  LegacyTypeDifference,
  LegacyTypeWish,
  LegacyUserTypeSummary,
} from './legacy-user-types.js';
export { PatientProfiles } from './patient-profiles.js';
export type { IncomingDemographics } from './patient-profiles.js';
export { Users } from './users.js';
export type { NewUser, PageOf, UserSummary } from './users.js';
