import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '@carenode/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';

import { COLOR_SCHEME_KEY } from './color-scheme.js';
import { queryClient } from './query-client.js';
import { router } from './routes.js';

const colorSchemeManager = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
