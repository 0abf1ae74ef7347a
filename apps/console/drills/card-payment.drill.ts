import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Locator, Page } from 'playwright-core';

import { ADMIN, PATIENT } from './demo.js';
import { drillWorld } from './drill-world.js';
import { problemsOf } from './page-checks.js';
import { tell } from './page-steps.js';
import {
  CARDS,
  type LocalStripe,
  startStripe,
  STRIPE_ORIGINS,
  StripeInBrowser,
} from './stripe-in-browser.js';
import type { Visitor, VisitorOptions } from './visitor.js';

const PICTURES = 'https://pictures.example.com';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let stripe: LocalStripe;
let browserStripe: StripeInBrowser;
const world = drillWorld(async () => {
  stripe = await startStripe();
  browserStripe = new StripeInBrowser(stripe);
  return {
    preload: new URL('near-stripe.preload.mjs', import.meta.url).href,
    env: { STRIPE_PORT: String(stripe.port) },
  };
});

afterAll(() => stripe.close());

let admin: Visitor;
let count = 0;

beforeEach(async () => {
  browserStripe.isAway = false;
  browserStripe.comesAfter = Promise.resolve();
  admin = await world.signedIn(ADMIN);
  await admin.elsewhere('PATCH', '/api/v1/modules/ecommerce/activation', { isActive: true, reason: 'Drill' });
  await admin.elsewhere('PUT', '/api/v1/payment-accounts/stripe', {
    publishableKey: stripe.publishableKey,
    secretKey: stripe.secretKey,
    webhookSecret: stripe.webhookSecret,
  });
});

/** A product that is for sale, without a prescription. */
async function ware(imageUrls: readonly string[] = []): Promise<{ id: string; name: string }> {
  const name = `Drillaphen ${Date.now() % 1_000_000}${++count}`;
  const product = (await admin.elsewhere('POST', '/api/v1/products', {
    name,
    price: 12.5,
    currency: 'USD',
    status: 'active',
    imageUrls,
  })) as { id: string };
  await admin.elsewhere('POST', '/api/v1/lots', {
    productId: product.id,
    lotCode: `DR-${count}`,
    quantity: 20,
    expiresOn: '2099-01-01',
  });
  return { id: product.id, name };
}

/** A patient whose browser finds Stripe where Stripe is. */
async function buyer(options: VisitorOptions = {}): Promise<Visitor> {
  const patient = await world.signedIn(PATIENT, { ...options, outside: STRIPE_ORIGINS });
  await browserStripe.standFor(patient.page);
  await patient.elsewhere('DELETE', '/api/v1/patients/me/cart');
  return patient;
}

/** An order that is to be paid by card, placed otherwise than on a page. */
async function placed(patient: Visitor): Promise<{ id: string; number: number; page: string }> {
  const { id: productId } = await ware();
  const order = (await patient.elsewhere('POST', '/api/v1/patients/me/orders', {
    items: [{ productId, quantity: 1 }],
    paymentProvider: 'stripe',
  })) as { id: string; number: number };
  return { ...order, page: `/app/shop/pay/${order.id}` };
}

const cardFrame = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Secure payment input frame"]');
const payButton = (page: Page): Locator => page.getByRole('button', { name: 'Pay', exact: true });

async function payWith(page: Page, card: string): Promise<void> {
  await cardFrame(page).getByLabel('Card number').fill(card);
  await payButton(page).click();
}

/** Stripe tells the host, signed, that the payment of this secret succeeded. */
async function stripeTells(patient: Visitor, orderId: string): Promise<void> {
  const { clientSecret } = (await patient.elsewhere(
    'POST',
    `/api/v1/patients/me/orders/${orderId}/payment`,
  )) as { clientSecret: string };
  const intent = stripe.intents.get(browserStripe.intentOf(clientSecret));
  if (!intent) throw new Error('Stripe knows no such payment.');
  const { status, text } = await stripe.tell(world.url, stripe.event('payment_intent.succeeded', intent));
  if (status !== 200) throw new Error(text);
}

describe('a card', () => {
  it('pays what was ordered, is seen by Stripe alone, and the order and a notification say so', async () => {
    const patient = await buyer();
    const { page } = patient;
    const { id, name } = await ware();
    await page.goto(`/app/shop/products/${id}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('It is in the cart.').waitFor();
    await page.goto('/app/shop/checkout');
    await page.getByLabel('Street and number').fill('12 Main Street');
    await page.getByLabel('Postal code').fill('02118');
    await page.getByLabel('Town or city').fill('Boston');
    await page.getByLabel('Country').selectOption('US');
    await page.getByRole('radio', { name: 'By card', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Place the order' }).click();

    await page.waitForURL(/\/app\/shop\/pay\//);
    expect(await tell(page.locator('[data-due]'))).toBe('$12.50');
    const hostHeard: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(world.url)) hostHeard.push(request.url() + (request.postData() ?? ''));
    });
    await payWith(page, CARDS.good);
    await page.getByText('The payment is being processed').waitFor();
    const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await stripeTells(patient, orderId);
    await page.getByText('It is paid. Thank you.').waitFor();
    expect(browserStripe.said.at(-1)).toContain('4242');
    expect(hostHeard.filter((heard) => heard.includes('4242'))).toEqual([]);

    // Whoever leaves gets a document without Stripe.
    await page.getByRole('link', { name: 'Look at the order' }).click();
    await page.locator('[data-step=Paid][data-done]').waitFor();
    await page.waitForFunction('window.Stripe === undefined');
    const number = /Order (\d+)/.exec(await tell(page.getByRole('heading', { level: 1 })))?.[1] ?? '';
    await page.getByText(name).waitFor();
    await admin.elsewhere('POST', `/api/v1/orders/${orderId}/ship`, {});
    await page.goto('/app/notifications');
    const told = page.locator('[data-notification="order-shipped"]', {
      hasText: `Order ${number} was sent`,
    });
    await told.getByRole('link', { name: /^See more/ }).click();
    await page.waitForURL(`**/app/shop/orders/${orderId}`);
  });

  it('that is declined says why, and another one pays', async () => {
    const patient = await buyer();
    const order = await placed(patient);
    const { page } = patient;
    await page.goto(`/app/shop/orders/${order.id}`);
    await page.getByRole('link', { name: 'Pay by card' }).click();
    await payWith(page, CARDS.withoutMoney);
    await page
      .getByRole('alert')
      .getByText('There is not enough money on the account of this card.')
      .waitFor();
    // It is still said after the page was loaded again.
    await page.reload();
    await page.getByRole('alert').getByText('not enough money').waitFor();
    await payWith(page, CARDS.good);
    await page.getByText('The payment is being processed').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await stripeTells(patient, order.id);
    await page.getByText('It is paid. Thank you.').waitFor();
  });

  it('that the bank asks about is paid with after the person comes back, though no webhook comes', async () => {
    const patient = await buyer();
    const order = await placed(patient);
    const { page } = patient;
    await page.goto(order.page);
    await payWith(page, CARDS.asked);
    await page.getByRole('heading', { name: 'Your bank' }).waitFor();
    const [intent = ''] = [...stripe.intents.values()]
      .filter(({ metadata }) => metadata['order'] === order.id)
      .map(({ id }) => id);
    stripe.pay(intent);
    await page.getByRole('link', { name: 'It is me' }).click();
    await page.getByText('It is paid. Thank you.').waitFor();
    expect(page.url()).toBe(`${world.url}${order.page}`);
  });
});

describe('the page where a card is entered', () => {
  it('says plainly that Stripe cannot be reached, and can be tried again', async () => {
    const patient = await buyer();
    const order = await placed(patient);
    const { page } = patient;
    browserStripe.isAway = true;
    await page.goto(order.page);
    await page.getByRole('alert').getByText('The card form could not be loaded').waitFor();
    browserStripe.isAway = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await cardFrame(page).getByLabel('Card number').waitFor();
  });

  it('is the only one that may run the script of Stripe, however one comes there', async () => {
    const patient = await buyer();
    const order = await placed(patient);
    const { page } = patient;
    await page.goto('/app/shop');
    const policyOf = async (path: string) =>
      (await page.request.get(path)).headers()['content-security-policy'] ?? '';
    for (const path of ['/', '/app/shop', `/app/shop/orders/${order.id}`, '/patients/me/today', '/api/docs'])
      expect(await policyOf(path)).not.toContain('stripe');
    expect(await policyOf(order.page)).toContain("script-src 'self' https://js.stripe.com");
    // Without a document of its own: the page sees to it.
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, order.page);
    await cardFrame(page).getByLabel('Card number').waitFor();
  });

  it('leaves nothing of Stripe to the next page, even when its script was still on the way', async () => {
    const patient = await buyer();
    const order = await placed(patient);
    const { page } = patient;
    let come = () => {};
    browserStripe.comesAfter = new Promise((resolve) => (come = resolve));
    const asked = page.waitForRequest('https://js.stripe.com/**');
    await page.goto(order.page, { waitUntil: 'commit' });
    await asked;
    await page.getByRole('link', { name: 'The order' }).click();
    await page.waitForURL(`**/app/shop/orders/${order.id}`);
    await page.getByRole('link', { name: 'Pay by card' }).waitFor();
    come();
    await page.waitForLoadState('networkidle');
    const left = await page.evaluate(() => ({
      document: performance.getEntriesByType('navigation').map(({ name }) => new URL(name).pathname),
      scripts: [...document.scripts].map(({ src }) => src).filter((src) => src.includes('stripe')),
      stripe: 'Stripe' in window,
    }));
    expect(left).toEqual({
      document: [`/app/shop/orders/${order.id}`],
      scripts: [],
      stripe: false,
    });
  });

  it.each([
    ['light', 1280],
    ['dark', 380],
  ] as const)('can be read, and its controls have names: %s, %i px', async (theme, width) => {
    const patient = await buyer({ theme, width });
    const order = await placed(patient);
    const { page } = patient;
    await page.goto(order.page);
    await cardFrame(page).getByLabel('Card number').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await problemsOf(page)).toEqual([]);
  });
});

describe('pictures of products', () => {
  it('are loaded from servers that the setting names, which learn no page, and from no others', async () => {
    const shown = `${PICTURES}/shown.png`;
    const absent = `${PICTURES}/absent.png`;
    const elsewhere = 'https://elsewhere.example.net/x.png';
    const goods = await ware([shown, absent]);
    const foreign = await ware([elsewhere]);
    const patient = await world.signedIn(PATIENT, { outside: [PICTURES] });
    const { page, troubles } = patient;
    const asked: { readonly url: string; readonly referer: string | undefined }[] = [];
    await page.route(/example\.(com|net)/, async (route) => {
      const { referer } = await route.request().allHeaders();
      asked.push({ url: route.request().url(), referer });
      await (route.request().url() === shown
        ? route.fulfill({ contentType: 'image/png', body: Buffer.from(PIXEL, 'base64') })
        : route.fulfill({ status: 404 }));
    });
    const picture = page.getByRole('img', { name: `Picture 1 of 2 of ${goods.name}` });

    // Nothing is loaded until the admin names a server.
    await page.goto(`/app/shop/products/${goods.id}`);
    await page.locator('[data-picture=broken]').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
    expect(
      troubles.splice(0).filter((trouble) => !/security policy|Content Security Policy/.test(trouble)),
    ).toEqual([]);

    await admin.elsewhere('PUT', '/api/v1/settings/ecommerce/pictureHosts', {
      value: 'pictures.example.com',
    });
    await page.goto(`/app/shop/products/${goods.id}`);
    await picture.waitFor();
    await page.waitForFunction(
      (url) => [...document.images].some(({ src, naturalWidth }) => src === url && naturalWidth > 0),
      shown,
    );
    await page.getByRole('button', { name: `Show picture 2 of ${goods.name}` }).click();
    await page.getByRole('img', { name: `Picture 2 of 2 of ${goods.name}: it cannot be shown` }).waitFor();
    expect(asked.map(({ referer }) => referer).filter(Boolean)).toEqual([]);

    await page.goto('/app/shop');
    await page.getByRole('searchbox', { name: 'Search' }).fill(goods.name);
    const card = page.locator(`[data-product="${goods.name}"]`);
    await card.locator('[data-picture=shown] img[loading=lazy]').waitFor();
    expect(troubles.splice(0)).toEqual([]);

    await page.goto(`/app/shop/products/${foreign.id}`);
    await page.getByRole('img', { name: /it cannot be shown$/ }).waitFor();
    expect(asked.map(({ url }) => url)).not.toContain(elsewhere);
    expect(troubles.splice(0).join()).toContain('img-src');
  });
});
