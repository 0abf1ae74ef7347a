import { Route, Routes } from 'react-router';

import { LotList } from './lot-list.js';
import { LotPage } from './lot-page.js';

/** What is in stock, lot by lot. */
export function Component() {
  return (
    <Routes>
      <Route index element={<LotList />} />
      <Route path=":lotId" element={<LotPage />} />
    </Routes>
  );
}
