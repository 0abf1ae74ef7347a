import { createBrowserRouter, type RouteObject } from 'react-router';

import { HomePage } from './home/home.page.js';
import { screens } from './screens.js';
import { Crash } from './shell/crash.js';
import { RequireSession, WholePageLoader } from './shell/require-session.js';
import { NotFound, ScreenGate } from './shell/screen-gate.js';
import { Shell } from './shell/shell.js';
import { SignInPage } from './sign-in/sign-in.page.js';

const moduleRoutes: RouteObject[] = screens.flatMap((module) =>
  module.screens.map((screen) => ({
    element: <ScreenGate of={module} screen={screen} />,
    children: [{ path: screen.path, lazy: screen.load }],
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
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
