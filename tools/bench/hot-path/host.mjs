import { catalog } from '@carenode/host';
import {
  AesSealer,
  createHost,
  filesOf,
  loadModules,
  openDatabase,
  readConfiguration,
} from '@carenode/runtime';

/** The host as it is shipped, over a given database: only start-up is shortened. */
const configuration = readConfiguration({ ...process.env, CARENODE_DEMO: 'off' });
const modules = await loadModules(catalog, null);
const address = { databaseUrl: configuration.databaseUrl, directUrl: configuration.databaseUrl };
const db = await openDatabase(configuration, address, modules, () => undefined);
const host = await createHost({
  modules,
  db,
  sealer: new AesSealer(configuration.secretKeys),
  files: filesOf(configuration),
});
await host.listen(configuration.port, '127.0.0.1');
process.once('SIGINT', () => process.exit(0));
