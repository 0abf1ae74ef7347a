export { TestClient } from './test-client.js';
export type { Answer, Send } from './test-client.js';
export { emptyDatabase, migratedDatabase, openTestDatabase, testServerUrl } from './test-database.js';
export type { TestDatabase } from './test-database.js';
export { startTestHost, testModules } from './test-host.js';
export type { TestHost } from './test-host.js';
