export { databaseError } from '../door/database-errors.js';
export { loginOf } from '../migrate/roles.js';
export type { HostLogin } from '../migrate/roles.js';
export { findRunningEmbeddedServer, startEmbeddedServer } from './embedded-server.js';
export type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.js';
export { binariesIn, installedBinaries } from './server-binaries.js';
export type { ServerBinaries } from './server-binaries.js';
export { startServer } from './start-server.js';
export { ensureDatabase, hasClients } from './served-database.js';
