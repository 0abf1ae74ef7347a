export { startHostProcess } from './host-process.js';
export type { HostProcess, HostProcessOptions } from './host-process.js';
export { TestClient } from './test-client.js';
export type { Answer, Send } from './test-client.js';
export { emptyDatabase, migratedDatabase, openTestDatabase, testServerUrl } from './test-database.js';
export type { TestDatabase } from './test-database.js';
export { startTestHost } from './test-host.js';
export type { AnotherHost, TestHost } from './test-host.js';
export { testModules } from './test-modules.js';
