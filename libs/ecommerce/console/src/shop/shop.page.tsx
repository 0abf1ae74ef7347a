import { Route, Routes } from 'react-router';

import { PayPage } from '../pay/pay-page.js';
import { CartView } from './cart-view.js';
import { CheckoutView } from './checkout-view.js';
import { MyOrder } from './my-order.js';
import { MyOrders } from './my-orders.js';
import { MyPrescriptions } from './my-prescriptions.js';
import { ProductPage } from './product-page.js';
import { SearchPage } from './search-page.js';

/** What a patient can buy, and what they have bought. */
export function Component() {
  return (
    <Routes>
      <Route index element={<SearchPage />} />
      <Route path="products/:id" element={<ProductPage />} />
      <Route path="cart" element={<CartView />} />
      <Route path="checkout" element={<CheckoutView />} />
      <Route path="orders" element={<MyOrders />} />
      <Route path="orders/:id" element={<MyOrder />} />
      <Route path="pay/:id" element={<PayPage />} />
      <Route path="prescriptions" element={<MyPrescriptions />} />
    </Routes>
  );
}
