import { beforeEach, describe, expect, it } from '@jest/globals';

import { ADMIN, PATIENT, PROVIDER } from './demo.js';
import { drillWorld } from './drill-world.js';
import { problemsOf } from './page-checks.js';
import { dialogButton, tell } from './page-steps.js';
import type { Visitor } from './visitor.js';

const { signedIn } = drillWorld(undefined, { nothingMissing: true });

interface Ware {
  readonly id: string;
  readonly name: string;
  readonly lotId: string;
  readonly lotCode: string;
}

let count = 0;

/** A product that is for sale, with a lot of it. */
async function ware(admin: Visitor, wish: { readonly onPrescription: boolean }): Promise<Ware> {
  const mark = `${Date.now() % 1_000_000}${++count}`;
  const name = `Drillaphen ${mark}`;
  const treatment = (await admin.elsewhere('POST', '/api/v1/treatments', { name: `Drillol ${mark}` })) as {
    id: string;
  };
  const product = (await admin.elsewhere('POST', '/api/v1/products', {
    name,
    strength: '250 mg',
    dosageForm: 'tablet',
    manufacturer: 'Drill Works',
    treatmentId: treatment.id,
    price: 12.5,
    currency: 'USD',
    isPrescriptionRequired: wish.onPrescription,
    status: 'active',
  })) as { id: string };
  const lotCode = `DR-${mark}`;
  const lot = (await admin.elsewhere('POST', '/api/v1/lots', {
    productId: product.id,
    lotCode,
    quantity: 20,
    expiresOn: '2099-01-01',
    supplier: 'Wholesale Ltd',
  })) as { id: string };
  return { id: product.id, name, lotId: lot.id, lotCode };
}

beforeEach(async () => {
  const admin = await signedIn(ADMIN);
  await admin.elsewhere('PATCH', '/api/v1/modules/ecommerce/activation', { isActive: true, reason: 'Drill' });
});

/** Finds the product in spite of a typing error, and puts two of it into the cart. */
async function fillCart({ page }: Visitor, { name }: Ware): Promise<void> {
  await page.goto('/app/shop');
  await page.getByRole('searchbox', { name: 'Search' }).fill(name.replace('Drillaphen', 'drilaphne'));
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('button', { name: 'One more' }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText('It is in the cart.').waitFor();
}

async function fillAddress({ page }: Visitor): Promise<void> {
  await page.getByLabel('Street and number').fill('12 Main Street');
  await page.getByLabel('Postal code').fill('02118');
  await page.getByLabel('Town or city').fill('Boston');
  await page.getByLabel('Country').selectOption('US');
}

/** Empties the cart of whatever a drill before left in it. */
async function emptyCart(patient: Visitor): Promise<void> {
  await patient.elsewhere('DELETE', '/api/v1/patients/me/cart');
}

describe('from the shop to the outcome', () => {
  it('is ordered, approved, paid, sent, received, used and found again by its lot', async () => {
    const admin = await signedIn(ADMIN);
    const patient = await signedIn(PATIENT);
    const goods = await ware(admin, { onPrescription: true });
    await emptyCart(patient);

    await fillCart(patient, goods);
    await patient.page.getByRole('link', { name: 'Look at the cart' }).click();
    expect(await tell(patient.page.locator('[data-total]'))).toBe('$25.00');
    await patient.page.getByRole('link', { name: 'Go to checkout' }).click();
    await fillAddress(patient);
    await patient.page.getByLabel('Postal code').fill('nonsense');
    await patient.page.getByRole('button', { name: 'Place the order' }).click();
    await patient.page.getByText('Postal code is a postal code of US.').waitFor();
    await patient.page.getByLabel('Postal code').fill('02118');
    await patient.page.getByRole('button', { name: 'Place the order' }).click();
    await patient.page.getByText('Thank you. Your order was placed.').waitFor();
    await patient.page.getByText('A provider looks at this order first').waitFor();
    const orderPage = patient.page.url();

    const { page: provider } = await signedIn(PROVIDER);
    await provider.goto('/app/order-reviews');
    const review = provider.locator('[data-review]').filter({ hasText: goods.name });
    await review.getByRole('button', { name: 'Approve' }).click();
    await review.getByRole('alert').getByText(`No prescription covers 2 units of ${goods.name}`).waitFor();
    await review.getByRole('button', { name: `Prescribe ${goods.name}` }).click();
    const form = provider.getByRole('dialog');
    await form.getByLabel('How to take it').fill('One tablet with breakfast');
    await form.getByLabel('Refills').fill('1');
    await dialogButton(provider, 'Prescribe').click();
    await form.waitFor({ state: 'detached' });
    await review.getByLabel('Note').fill('Take it with food.');
    await review.getByRole('button', { name: 'Approve' }).click();
    await review.waitFor({ state: 'detached' });

    await patient.page.goto(orderPage);
    await patient.page.getByText('They said: “Take it with food.”').waitFor();
    expect(await tell(patient.page.locator('[data-due]'))).toBe('$25.00');
    const number = /Order (\d+)/.exec(await tell(patient.page.getByRole('heading', { level: 1 })))?.[1] ?? '';
    await patient.page.goto('/app/shop/prescriptions');
    await patient.page.getByText('Up to 2 at a time, once more').first().waitFor();

    await admin.page.goto('/app/orders');
    await admin.page.getByLabel('Number').fill(number);
    await admin.page.getByRole('link', { name: `Order ${number}`, exact: true }).click();
    await admin.page.getByRole('button', { name: 'It was paid …' }).click();
    await dialogButton(admin.page, 'It was paid').click();
    await admin.page.getByRole('dialog').waitFor({ state: 'detached' });
    await admin.page.getByRole('button', { name: 'It was sent …' }).click();
    await admin.page.getByRole('dialog').getByLabel('Carrier').fill('Parcel Post');
    await dialogButton(admin.page, 'It was sent').click();
    await admin.page.locator('[data-step=Shipped][data-done]').waitFor();

    await patient.page.goto(orderPage);
    await patient.page.getByText('Sent with Parcel Post').waitFor();
    await patient.page.getByRole('button', { name: 'I have received it' }).click();
    await patient.page.locator('[data-step=Delivered][data-done]').waitFor();
    await patient.page.getByRole('button', { name: `Log use of ${goods.name}` }).click();
    const use = patient.page.getByRole('dialog');
    await use.getByLabel('Unit').fill('tablet');
    await dialogButton(patient.page, 'Write it down').click();
    await use.getByText(`It was written down, as of lot ${goods.lotCode}`).waitFor();

    await admin.page.goto(`/app/stock?product=${goods.id}`);
    await admin.page.getByRole('link', { name: goods.lotCode }).click();
    await admin.page.getByText('It was never held').waitFor();
    await admin.page.getByRole('button', { name: 'Hold the lot …' }).click();
    await admin.page.getByRole('dialog').getByLabel('Why').fill('Wrong colour');
    await dialogButton(admin.page, 'Hold the lot').click();
    const buyers = admin.page.getByRole('table', { name: 'Who has it' });
    await buyers.getByRole('row').filter({ hasText: 'Cammy Kreiger' }).getByText(`Order ${number}`).waitFor();
    expect(await tell(admin.page.locator('[data-figure=Sent]'))).toContain('2');

    await patient.page.goto(`/app/shop/products/${goods.id}`);
    await patient.page.getByText('It is sold out at the moment.').waitFor();
  });

  it('offers the package on the page of the day, where something is written down', async () => {
    const admin = await signedIn(ADMIN);
    const patient = await signedIn(PATIENT);
    const goods = await ware(admin, { onPrescription: false });
    const order = (await patient.elsewhere('POST', '/api/v1/patients/me/orders', {
      items: [{ productId: goods.id, quantity: 1 }],
    })) as { id: string };
    await patient.elsewhere('POST', `/api/v1/patients/me/orders/${order.id}/payment`);
    await admin.elsewhere('POST', `/api/v1/orders/${order.id}/payment/paid`, {});

    const { page } = patient;
    await page.goto('/patients/me/today');
    await page.getByText('A treatment', { exact: true }).click();
    await page.getByRole('combobox', { name: 'What you used' }).fill(goods.name);
    await page.getByRole('form', { name: 'Log a use' }).getByLabel('Unit').fill('tablet');
    await page.getByRole('button', { name: 'Write it down' }).click();
    const question = page.getByRole('group', { name: 'Which package was it?' });
    await question.getByRole('radio', { name: goods.name, checked: true }).waitFor();
    await page.getByRole('button', { name: 'It was this one' }).click();
    await page.getByText(new RegExp(`It is of ${goods.name}, lot ${goods.lotCode}`)).waitFor();
  });
});

describe('a search', () => {
  it('is there again, with what it found, when one goes back from a product', async () => {
    const goods = await ware(await signedIn(ADMIN), { onPrescription: false });
    const { page } = await signedIn(PATIENT);
    const words = goods.name.replace('Drillaphen', 'drilaphne');
    const box = page.getByRole('searchbox', { name: 'Search' });
    const open = async () => {
      await page.getByRole('link', { name: goods.name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: goods.name }).waitFor();
      await page.goBack();
      await page.waitForURL((url) => url.pathname === '/app/shop' && url.searchParams.get('q') === words);
      await page.getByRole('link', { name: goods.name, exact: true }).waitFor();
      expect(await box.inputValue()).toBe(words);
    };
    await page.goto('/app/shop');
    await box.fill(words);
    await open();
    await page.getByLabel('Sort by').selectOption('-price');
    await page.waitForURL(/sort=-price/);
    await open();
    expect(await page.getByLabel('Sort by').inputValue()).toBe('-price');
    await page.reload();
    await open();
  });
});

describe('what stands in the way of an order', () => {
  it('is told in words, with the new price in the cart', async () => {
    const admin = await signedIn(ADMIN);
    const patient = await signedIn(PATIENT);
    const goods = await ware(admin, { onPrescription: false });
    await emptyCart(patient);
    await fillCart(patient, goods);
    const { page } = patient;
    await page.goto('/app/shop/checkout');
    await fillAddress(patient);
    await admin.elsewhere('PATCH', `/api/v1/products/${goods.id}`, { price: 14 });
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('alert').getByText('A price has changed meanwhile').waitFor();
    await page.locator('[data-total]').getByText('$28.00').waitFor();
    // What was typed is still there.
    expect(await page.getByLabel('Street and number').inputValue()).toBe('12 Main Street');

    await admin.elsewhere('POST', `/api/v1/lots/${goods.lotId}/holds`, { reason: 'Drill' });
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('alert').getByText('Somebody else was faster').waitFor();
    await page.getByText('There are fewer in stock').waitFor();
  });

  it('is nothing that a lost answer makes an order of twice', async () => {
    const admin = await signedIn(ADMIN);
    const patient = await signedIn(PATIENT);
    const goods = await ware(admin, { onPrescription: false });
    await emptyCart(patient);
    await fillCart(patient, goods);
    const { page } = patient;
    await page.goto('/app/shop/checkout');
    await fillAddress(patient);
    await page.waitForLoadState('networkidle');
    // The order is placed, and its answer is lost on the way.
    await page.route(
      '**/api/v1/patients/me/orders',
      async (route) => {
        await route.fetch();
        await route.abort('internetdisconnected');
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('alert').getByText('No answer came').waitFor();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByText('Thank you. Your order was placed.').waitFor();
    const { items } = (await patient.elsewhere('GET', '/api/v1/patients/me/orders?limit=200')) as {
      items: { items: { name: string }[] }[];
    };
    expect(items.filter((order) => order.items.some(({ name }) => name === goods.name))).toHaveLength(1);
  });
});

describe('a recall', () => {
  it('holds the lot, is confirmed, told to who bought it, and answered', async () => {
    const admin = await signedIn(ADMIN);
    const patient = await signedIn(PATIENT);
    const goods = await ware(admin, { onPrescription: false });
    const order = (await patient.elsewhere('POST', '/api/v1/patients/me/orders', {
      items: [{ productId: goods.id, quantity: 1 }],
    })) as { id: string };
    await patient.elsewhere('POST', `/api/v1/patients/me/orders/${order.id}/payment`);
    await admin.elsewhere('POST', `/api/v1/orders/${order.id}/payment/paid`, {});
    await admin.elsewhere('POST', `/api/v1/orders/${order.id}/ship`, {});

    const { page } = admin;
    const recallNumber = `D-${Date.now() % 1_000_000}-2026`;
    const report = {
      recall_number: recallNumber,
      status: 'Ongoing',
      classification: 'Class I',
      product_type: 'Drugs',
      product_description: `${goods.name} tablets 250 mg`,
      code_info: `Lot ${goods.lotCode}`,
      reason_for_recall: 'Drill of a recall',
      recalling_firm: 'Drill Works',
      report_date: '20260901',
      recall_initiation_date: '20260801',
    };
    await page.goto('/app/recalls');
    await page.getByLabel('Recall reports').setInputFiles({
      name: 'recall.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ results: [report] })),
    });
    await page.getByText('Lots of the shop may be meant').waitFor();
    await page.getByRole('link', { name: `Lot ${goods.lotCode} of ${goods.name}` }).click();
    await page.getByText('The code of the lot is in the recall').waitFor();
    await page.getByRole('button', { name: 'It is meant …' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('The code and the maker are the same');
    await dialogButton(page, 'It is meant').click();
    await page.getByRole('heading', { name: 'It was decided' }).waitFor();

    await patient.page.goto('/');
    const notice = patient.page.locator(`[data-recall="${goods.lotCode}"]`);
    await notice.getByText('It may do serious harm.').waitFor();
    await notice.getByRole('button', { name: 'Answer …' }).click();
    await patient.page.getByRole('dialog').getByLabel('I never used it').check();
    await dialogButton(patient.page, 'Send the answer').click();
    await patient.page.getByText('Thank you. Your answer was kept.').waitFor();
    await notice.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: new RegExp(recallNumber) }).click();
    expect(await tell(page.locator('[data-completion]'))).toBe('1 of 1 answered, 100 %');
  });
});

describe('the shop', () => {
  it('is nowhere while its module is off', async () => {
    const admin = await signedIn(ADMIN);
    await admin.elsewhere('PATCH', '/api/v1/modules/ecommerce/activation', {
      isActive: false,
      reason: 'Drill',
    });
    const { page } = await signedIn(PATIENT);
    const navigation = page.getByRole('navigation', { name: 'Main' });
    expect(await tell(navigation)).not.toContain('Shop');
    await page.goto('/patients/me/today');
    await page.getByText('How I feel').waitFor();
    expect(await page.getByText('A treatment', { exact: true }).count()).toBe(0);
    await page.goto('/app/shop/cart');
    await page.getByRole('heading', { level: 1, name: 'This module is not active for you' }).waitFor();
    await page.waitForLoadState('networkidle');
  });

  it('takes products from a file, after a trial of it', async () => {
    const { page } = await signedIn(ADMIN);
    const sku = `SKU-${Date.now()}`;
    const file = {
      name: 'products.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `sku,name,price,currency,status\n${sku},Cream ${sku},9.5,USD,active\n${sku}-2,,-3,USD,active\n`,
      ),
    };
    await page.goto('/app/catalogue/import');
    const take = () => page.getByLabel('Products as CSV').setInputFiles(file);
    await take();
    await page.getByText('Nothing was stored').waitFor();
    expect(await tell(page.locator('[data-term=Added]'))).toContain('1');
    await page.getByLabel(/^Only try it/).uncheck();
    await take();
    await page.getByText('The file was imported.').waitFor();
    expect(await tell(page.locator('[data-term="Not taken"]'))).toContain('1');
    await page.goto('/app/catalogue');
    await page.getByRole('searchbox', { name: 'Search' }).fill(sku);
    await page.getByRole('link', { name: `Cream ${sku}` }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('every page of the shop in the %s theme', (theme) => {
  it.each([1280, 380])('can be read, and its controls have names, %s px wide', async (width) => {
    const admin = await signedIn(ADMIN, { theme, width });
    const patient = await signedIn(PATIENT, { theme, width });
    const provider = await signedIn(PROVIDER, { theme, width });
    const goods = await ware(admin, { onPrescription: false });
    const order = (await patient.elsewhere('POST', '/api/v1/patients/me/orders', {
      items: [{ productId: goods.id, quantity: 1 }],
    })) as { id: string };
    await emptyCart(patient);
    await fillCart(patient, goods);
    const found: string[] = [];
    const look = async ({ page }: Visitor, paths: readonly string[]) => {
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        found.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
      }
    };
    await look(patient, [
      '/app/shop',
      `/app/shop/products/${goods.id}`,
      '/app/shop/cart',
      '/app/shop/checkout',
      '/app/shop/orders',
      `/app/shop/orders/${order.id}`,
      '/app/shop/prescriptions',
      '/patients/me/today',
    ]);
    await look(provider, ['/app/order-reviews']);
    await look(admin, [
      '/app/orders',
      `/app/orders/${order.id}`,
      '/app/catalogue',
      '/app/catalogue/new',
      '/app/catalogue/import',
      `/app/catalogue/${goods.id}`,
      '/app/stock',
      `/app/stock/${goods.lotId}`,
      '/app/recalls',
      '/app/payments',
    ]);
    expect(found).toEqual([]);
  });
});
