import { Database } from '@carenode/database';
import { AesSealer, createHost, DiskFiles } from '@carenode/runtime';
import { testModules } from '@carenode/testing';

/** A host with the shop in a process of its own, whose Stripe is on this port; told as JSON in CARENODE_TEST_HOST. */
interface Order {
  readonly databaseUrl: string;
  readonly secretKey: string;
  readonly filesDirectory: string;
  readonly stripePort: number;
  /** The built StripeOptions. */
  readonly optionsModule: string;
}

const order = JSON.parse(process.env['CARENODE_TEST_HOST'] ?? '{}') as Order;
const modules = await testModules(['ecommerce']);
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
});
const { StripeOptions } = (await import(
  order.optionsModule
)) as typeof import('../src/payment/stripe-options.js');
Object.assign(host.get(StripeOptions), { protocol: 'http', host: '127.0.0.1', port: order.stripePort });
const url = await host.listen(0, '127.0.0.1');
// The channel closes when whoever started this process is gone, however it went.
process.on('disconnect', () => process.exit(1));
process.stdout.write(`${JSON.stringify({ url })}\n`);
