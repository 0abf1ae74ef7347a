import { createBrowserRouter, type RouteObject } from 'react-router';

import { HomePage } from './home/home.page.js';
import { screens } from './screens.js';
import { Crash } from './shell/crash.js';
import { RequireSession, WholePageLoader } from './shell/require-session.js';
import { NotFound, ScreenGate } from './shell/screen-gate.js';
import { Shell } from './shell/shell.js';
import { TabbedPage, tabsOf } from './shell/tabbed-page.js';
import { SignInPage } from './sign-in/sign-in.page.js';

const moduleRoutes: RouteObject[] = screens.flatMap((module) =>
  module.screens.map((screen) => ({
    element: <ScreenGate of={module} screen={screen} />,
    children: [{ path: screen.path, lazy: screen.load }],
  })),
);

const tabbedRoutes: RouteObject[] = screens.flatMap((module) =>
  (module.tabbed ?? []).map((page) => ({
    element: <ScreenGate of={module} screen={page} />,
    children: [
      {
        path: page.path,
        element: <TabbedPage page={page} />,
        children: tabsOf(page).map(({ of, tab }, at) => ({
          element: <ScreenGate of={of} screen={page} isPart />,
          children: [at === 0 ? { index: true, lazy: tab.load } : { path: tab.path, lazy: tab.load }],
        })),
      },
    ],
  })),
);

export const router = createBrowserRouter([
  {
    errorElement: <Crash />,
    hydrateFallbackElement: <WholePageLoader />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/invitation', lazy: () => import('./sign-in/invitation.page.js') },
      {
        element: (
          <RequireSession>
            <Shell />
          </RequireSession>
        ),
        children: [
          { path: '/', element: <HomePage /> },
          ...moduleRoutes,
          ...tabbedRoutes,
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
