export { ApiKeys } from './api-keys.js';
export type { ApiKeySummary, NewApiKey } from './api-keys.js';
export { PatientProfiles } from './patient-profiles.js';
export type { IncomingDemographics } from './patient-profiles.js';
export { Users } from './users.js';
export type { NewUser, PageOf, UserSummary } from './users.js';
