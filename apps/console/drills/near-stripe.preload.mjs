/** Loaded before the host: its shop asks the Stripe on the port of STRIPE_PORT of this machine. */
const { default: shop } = await import('@carenode/ecommerce');

const useValue = {
  protocol: 'http',
  host: '127.0.0.1',
  port: Number(process.env.STRIPE_PORT),
  timeout: 20_000,
  maxNetworkRetries: 2,
};
const providers = Reflect.getMetadata('providers', shop.nest).map((provide) =>
  typeof provide === 'function' && provide.name === 'StripeOptions' ? { provide, useValue } : provide,
);
Reflect.defineMetadata('providers', providers, shop.nest);
