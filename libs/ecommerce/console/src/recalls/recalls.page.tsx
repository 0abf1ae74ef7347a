import { Route, Routes } from 'react-router';

import { MatchPage } from './match-page.js';
import { RecallPage } from './recall-page.js';
import { RecallsView } from './recalls-view.js';

/** What authorities recall, and what of it was in the shop. */
export function Component() {
  return (
    <Routes>
      <Route index element={<RecallsView />} />
      <Route path="matches/:id" element={<MatchPage />} />
      <Route path=":id" element={<RecallPage />} />
    </Routes>
  );
}
