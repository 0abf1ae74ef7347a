import { Route, Routes } from 'react-router';

import { OrderList } from './order-list.js';
import { OrderPage } from './order-page.js';

/** What was ordered, for those who send it out. */
export function Component() {
  return (
    <Routes>
      <Route index element={<OrderList />} />
      <Route path=":id" element={<OrderPage />} />
    </Routes>
  );
}
