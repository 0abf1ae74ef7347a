import type { OutsideSource } from '@carenode/module-kit';

/** The page on which a card is paid with, and no other, runs the script of Stripe: there it could read what is shown. */
const page = '/app/shop/pay';
const why = 'A card is entered in a frame of Stripe, and goes from there to Stripe alone.';

/** https://docs.stripe.com/security/guide#content-security-policy */
export const stripeSources: readonly OutsideSource[] = [
  { kind: 'script', from: ['https://js.stripe.com', 'https://*.js.stripe.com'], page, why },
  {
    kind: 'frame',
    from: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
    page,
    why,
  },
  { kind: 'connect', from: ['https://api.stripe.com'], page, why },
];
