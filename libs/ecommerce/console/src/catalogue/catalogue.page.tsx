import { Route, Routes } from 'react-router';

import { ProductImport } from './product-import.js';
import { ProductList } from './product-list.js';
import { ChangedProduct, NewProduct } from './product-pages.js';

/** What the shop sells, for those who run it. */
export function Component() {
  return (
    <Routes>
      <Route index element={<ProductList />} />
      <Route path="new" element={<NewProduct />} />
      <Route path="import" element={<ProductImport />} />
      <Route path=":id" element={<ChangedProduct />} />
    </Routes>
  );
}
