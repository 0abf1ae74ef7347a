import type { Demo } from '@carenode/module-kit';

import { DemoCatalogue } from './product/catalogue/demo-catalogue.service.js';

/**
 * Medicines of Drugs@FDA and of the NDC directory, tests and devices, with lots in stock: some of them near their expiry, one
 * held. Prices and stock are invented. Again changes nothing.
 */
export async function fillShopDemo(demo: Demo): Promise<void> {
  const catalogue = demo.service(DemoCatalogue);
  const { products, lots } = await catalogue.fill();
  demo.log(`shop: ${products} products new, ${lots} lots received; prices and stock are invented`);
  const admin = demo.people.find((person) => person.userType === 'admin');
  if (admin && (await catalogue.hold(admin.id))) demo.log('shop: 1 lot held');
}
