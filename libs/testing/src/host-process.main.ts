import { Database } from '@carenode/database';
import { AesSealer, createHost, DiskFiles } from '@carenode/runtime';

import { testModules } from './test-modules.js';

/** What a host process is told, as JSON in CARENODE_TEST_HOST. */
interface Order {
  readonly modules: readonly string[];
  readonly databaseUrl: string;
  readonly secretKey: string;
  readonly filesDirectory: string;
  readonly leaseSeconds?: number;
}

const order = JSON.parse(process.env['CARENODE_TEST_HOST'] ?? '{}') as Order;
const modules = await testModules(order.modules);
const db = await Database.open({
  url: order.databaseUrl,
  entities: modules.flatMap((module) => module.tables.map((table) => table.entity)),
  poolSize: 5,
});
const host = await createHost({
  modules,
  db,
  sealer: new AesSealer([order.secretKey]),
  files: new DiskFiles(order.filesDirectory),
  ...(order.leaseSeconds ? { jobs: { leaseSeconds: order.leaseSeconds } } : {}),
});
const url = await host.listen(0, '127.0.0.1');

async function stop(): Promise<void> {
  await host.close();
  await db.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
// The channel closes when whoever started this process is gone, however it went.
process.on('disconnect', () => process.exit(1));
process.stdout.write(`${JSON.stringify({ url })}\n`);
