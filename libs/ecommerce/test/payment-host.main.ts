import { testModules } from '@carenode/testing';

/** A host process as tests start them, whose Stripe is on the port of STRIPE_PORT on this machine. */
const { getMetadata, defineMetadata } = Reflect as unknown as {
  getMetadata(key: string, of: object): unknown[];
  defineMetadata(key: string, value: unknown, of: object): void;
};
const [shop] = (await testModules(['ecommerce'])).filter(({ name }) => name === 'ecommerce');
if (!shop) throw new Error('There is no shop.');
const useValue = {
  protocol: 'http',
  host: '127.0.0.1',
  port: Number(process.env['STRIPE_PORT']),
  timeout: 20_000,
  maxNetworkRetries: 2,
};
const providers = getMetadata('providers', shop.nest).map((provide) =>
  typeof provide === 'function' && provide.name === 'StripeOptions' ? { provide, useValue } : provide,
);
defineMetadata('providers', providers, shop.nest);
await import(new URL('host-process.main.js', import.meta.resolve('@carenode/testing')).href);
